"""A text with its formatting: the same in plain text, in HTML and in the ledger, and nothing that was not meant."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.rich_html import to_html
from tradedesk.domain.rich_runs import Run, cut, merged, respan, safe_link, text_of
from tradedesk.domain.rich_store import from_json, of, stored, to_json
from tradedesk.domain.rich_text import (
    Paragraph,
    Picture,
    Table,
    fill,
    from_plain,
    is_plain,
    tidy,
    to_plain,
)
from tradedesk.domain.template_bold import from_template, guarded, plain_and_rich

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\u2028\u2029"), max_size=20)
LINKS = st.sampled_from(["", "https://example.com/a?b=1&c='\"", "mailto:ana@example.com", "tel:+4940123"])
RUNS = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans(), LINKS), max_size=4).map(tuple)
PARAGRAPHS = st.builds(
    Paragraph, RUNS, st.sampled_from(["", "bullet", "number"]), st.integers(0, 4), st.sampled_from(["", "rtl", "ltr"])
)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        Table, st.lists(st.lists(RUNS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3).map(tuple)
    )
)
PICTURES = st.builds(Picture, st.sampled_from(["picture-1.png", "picture-22.jpg"]), st.integers(0, 1600))
TEXTS = st.lists(PARAGRAPHS | TABLES | PICTURES, min_size=1, max_size=6).map(tuple).map(tidy)
#: Lines that look like items, addresses and marks, and lines that nearly do.
LINES = st.one_of(
    WORDS,
    st.sampled_from(
        ["- a", "  - b", "    - c", "      - d", "1. one", "2. two", "3. three", "01. x", "- ", "-", "--", "-- ", "1.",
         "  1. deep", "• dot", "see https://example.com/x), or ask ana@example.com.", "⟦order.moq⟧ - 1", "", " - x"]
    ),
)  # fmt: skip


@given(st.lists(LINES, max_size=12).map("\n".join))
def test_a_plain_text_stays_as_it_was_written(text: str) -> None:
    blocks = from_plain(text)
    assert to_plain(blocks) == text
    assert is_plain(blocks)
    assert stored(blocks) == (text, "")


@given(TEXTS)
def test_what_is_kept_is_read_again(blocks) -> None:
    assert from_json(to_json(blocks)) == blocks
    assert tidy(blocks) == blocks
    body, rich = stored(blocks)
    if rich:
        assert of(body, rich) == blocks
    assert to_plain(of(body, rich)) == body


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data) -> None:
        self.text += data


ALLOWED = {"html", "head", "meta", "body", "p", "ul", "ol", "li", "b", "i", "a", "table", "tr", "th", "td", "img", "br"}
ATTRIBUTES = {"style", "dir", "href", "src", "width", "alt", "border", "cellspacing", "cellpadding", "http-equiv",
              "content"}  # fmt: skip


@given(TEXTS)
def test_no_value_becomes_markup(blocks) -> None:
    html = to_html(blocks)
    seen = _Seen()
    seen.feed(html)
    assert "\n" not in html
    assert {tag for tag, _ in seen.tags} <= ALLOWED
    assert {name for _, given_ in seen.tags for name in given_} <= ATTRIBUTES
    for tag, given_ in seen.tags:
        assert tag != "a" or (given_["href"] or "").startswith(("https://example.com/", "mailto:", "tel:"))
        assert tag != "img" or (given_["src"] or "").startswith("cid:picture-")
    said = "".join(
        text_of(block.runs) if isinstance(block, Paragraph) else "".join(text_of(c) for row in block.rows for c in row)
        for block in blocks
        if not isinstance(block, Picture)
    )
    assert "".join(seen.text.split()).replace("\x00", "") == "".join(said.split()).replace("\x00", "")


def test_a_hostile_name_is_shown_as_it_is_written() -> None:
    html = to_html(from_plain('<img src=x onerror="alert(1)"> & </p><script>'))
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &lt;/p&gt;&lt;script&gt;" in html


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x", "smb://host/x", "https://",
     "https://a b.com", "https://a\nb", "HTTPS ://x", "//example.com", "mailto:", "https://x\u202egro.elgoog",
     "https://" + "a" * 3000],
)  # fmt: skip
def test_only_targets_that_may_be_clicked_become_links(target: str) -> None:
    assert safe_link(target) == ""
    assert "href" not in to_html((Paragraph((Run("words", link=target),)),))


def test_web_and_mail_addresses_become_links_without_the_mark_behind_them() -> None:
    (block,) = from_plain(
        "See https://example.com/a(b)?x=1, (https://example.com). Ask ana@example.com. 见https://a.cn。"
    )
    assert isinstance(block, Paragraph)
    assert [run.link for run in block.runs if run.link] == [
        "https://example.com/a(b)?x=1", "https://example.com", "mailto:ana@example.com", "https://a.cn",
    ]  # fmt: skip


def test_lists_are_lists_and_a_list_that_begins_elsewhere_is_text() -> None:
    blocks = from_plain("Terms:\n- T/T\n  - 30%\n1. one\n2. two\n\n7. seven\n- - dash")
    assert [(each.item, each.level) for each in blocks if isinstance(each, Paragraph)] == [
        ("", 0), ("bullet", 0), ("bullet", 1), ("number", 0), ("number", 0), ("", 0), ("", 0), ("bullet", 0),
    ]  # fmt: skip


def test_bold_in_a_template_is_bold_and_the_stars_are_gone() -> None:
    blocks = from_template("Amount: **USD 41,400.00** net\n- **PI** x\n2 ** 3 ** 4")
    assert blocks[0] == Paragraph((Run("Amount: "), Run("USD 41,400.00", bold=True), Run(" net")))
    assert blocks[1] == Paragraph((Run("PI", bold=True), Run(" x")), "bullet")
    assert to_plain(blocks) == "Amount: USD 41,400.00 net\n- PI x\n2 ** 3 ** 4"
    assert not is_plain(blocks)


def test_stars_that_come_with_a_value_stay_stars() -> None:
    values = guarded({"a": "**2** x ***", "b": "*"})
    assert plain_and_rich(f"see {values['a']}") == ("see **2** x ***", "")
    plain, rich = plain_and_rich(f"**{values['a']}** {values['b']}")
    assert plain == "**2** x *** *"
    (block,) = from_json(rich)
    assert block == Paragraph((Run("**2** x ***", bold=True), Run(" *")))


def test_a_table_stands_in_columns_in_plain_text_figures_at_the_right() -> None:
    def row(*cells: str):
        return tuple((Run(cell),) for cell in cells)

    table = Table((row("Goods", "Quantity", "Amount"), row("藤椅", "120 pcs", "USD 1,200.00"),
                   row("Rattan table", "8 pcs", "USD 40.00")))  # fmt: skip
    assert to_plain((Paragraph(), table)).split("\n") == [
        "",
        "Goods          Quantity         Amount",
        "藤椅            120 pcs   USD 1,200.00",
        "Rattan table      8 pcs      USD 40.00",
    ]


def test_a_link_with_other_words_says_its_target_in_plain_text() -> None:
    block = Paragraph((Run("track "), Run("he", bold=True, link="https://a.b/c"), Run("re", link="https://a.b/c")))
    assert to_plain((block,)) == "track here (https://a.b/c)"
    assert to_plain((Paragraph((Run("ana@x.de", link="mailto:ana@x.de"),)), Picture("picture-1.png"))) == (
        "ana@x.de\n[picture 1]"
    )


def test_a_fact_is_filled_in_wherever_its_mark_stands_and_looks_like_it() -> None:
    mark = (Run("by ⟦order.le"), Run("ad_time⟧", bold=True), Run(" at most"))
    blocks = (Paragraph(mark), Table(((mark, ()),), header=False), Picture("picture-1.png"))
    filled = fill(blocks, "order.lead_time", "35 days")
    assert to_plain(filled) == "by 35 days at most\nby 35 days at most\n[picture 1]"
    assert fill(blocks, "order.lead_time", "  ") == blocks
    assert len(fill((Paragraph(mark),), "order.lead_time", "one\ntwo")) == 2


def test_items_of_lists_lie_in_one_another_in_html() -> None:
    html = to_html(from_plain("- a\n  - b\n  - c\n- d\n1. e"))
    list_ = html[html.index("<ul") : html.index("</body>")]
    assert list_.replace(' style="margin:0"', "") == (
        "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul><ol><li>e</li></ol>"
    )


def test_paragraphs_are_set_from_the_side_of_their_first_strong_character() -> None:
    html = to_html((*from_plain("123 شكرا PI\nHello شكرا"), Paragraph((Run("123"),), direction="rtl")))
    assert html.count(' dir="rtl"') == 2
    assert '<p style="margin:0">Hello' in html


def test_blanks_stay_in_html() -> None:
    html = to_html(from_plain("  a   b\tc"))
    assert '<p style="margin:0">&nbsp; a&nbsp;&nbsp; b&nbsp;&nbsp;&nbsp; c</p>' in html


@given(RUNS, st.integers(0, 30), st.integers(0, 30), WORDS)
def test_replacing_within_runs_keeps_the_rest(runs, first: int, length: int, new: str) -> None:
    whole = text_of(runs)
    start, end = min(first, len(whole)), min(first + length, len(whole))
    if start == end:
        return
    assert text_of(respan(runs, [(start, end, new)])) == whole[:start] + new + whole[end:]
    assert merged((*cut(runs, 0, start), *cut(runs, start, len(whole)))) == merged(runs)


@pytest.mark.parametrize(
    "told",
    ["", "[]", "{}", '{"v":2,"b":[]}', '{"v":1,"b":[]}', '{"v":1,"b":[["x"]]}', '{"v":1,"b":[["p","",0,""]]}',
     '{"v":1,"b":[["p","star",0,"",[]]]}', '{"v":1,"b":[["p","",9,"",[]]]}', '{"v":1,"b":[["p","",0,"up",[]]]}',
     '{"v":1,"b":[["p","",0,"",[["x",4,""]]]]}', '{"v":1,"b":[["p","",0,"",[["x",0,"javascript:x"]]]]}',
     '{"v":1,"b":[["i","../ledger.png",0]]}', '{"v":1,"b":[["i","a.svg",0]]}', '{"v":1,"b":[["t",true,[[[]],[]]]]}',
     '{"v":1,"b":[["p","",true,"",[]]]}', '{"v":1,"b":[[]]}', "[" * 100_000],
)  # fmt: skip
def test_what_the_program_does_not_write_it_does_not_read(told: str) -> None:
    with pytest.raises(RuleSaysNo):
        from_json(told)
    assert to_plain(of("the plain text", told)) == "the plain text"
