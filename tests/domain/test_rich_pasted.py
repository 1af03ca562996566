"""What is pasted from other programs becomes clean text: their paragraphs, lists and tables, nothing else."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.rich_html import to_html
from tradedesk.domain.rich_pasted import MOST_HTML, from_html
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_text import Paragraph, Picture, Table, is_plain, tidy, to_plain


def plain(html: str) -> str:
    return to_plain(from_html(html).blocks)


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style>
<!--[if gte mso 9]><xml><o:Office/></xml><![endif]--></head><body lang=EN-US><!--StartFragment-->
<p class=MsoNormal>Dear <b style='mso-bidi-font-weight:normal'>Mr.
Brandt</b>,<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]>T/T in advance<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>o<span>&nbsp;</span></span><![endif]>30% deposit</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>First</p>
<!--EndFragment--></body></html>"""


def test_a_letter_from_word_keeps_its_paragraphs_bold_and_lists() -> None:
    blocks = from_html(WORD).blocks
    assert blocks[0] == Paragraph((Run("Dear "), Run("Mr. Brandt", bold=True), Run(",")))
    assert to_plain(blocks) == "Dear Mr. Brandt,\n\n- T/T in advance\n  - 30% deposit\n1. First"


def test_cells_from_excel_become_a_table() -> None:
    html = """<html><head><style>td{padding:1px} .xl65{mso-number-format:"0\\.00"}</style></head><body>
    <table border=0 cellpadding=0 width=256 style='border-collapse:collapse'><!--StartFragment--><col width=64 span=2>
    <tr height=20><td class=xl65 style='font-weight:700'>Item</td><td style='font-weight:700'>Price</td></tr>
    <tr><td>Lounge set<br>grey</td><td align=right x:num="345.5">345.50</td></tr>
    <tr><td colspan=2>Total</td></tr><!--EndFragment--></table></body></html>"""
    before, table, after = from_html(html).blocks
    assert before == after == Paragraph()
    assert table == Table(
        (
            ((Run("Item"),), (Run("Price"),)),
            ((Run("Lounge set\ngrey"),), (Run("345.50"),)),
            ((Run("Total"),), ()),
        ),
        header=True,
    )


def test_a_mail_from_gmail_keeps_its_lines() -> None:
    html = (
        '<div dir="ltr">Hi Chen,<div><br></div><div>please see <a href="https://example.com/po?a=1&amp;b=2">our PO</a>'
        ".</div><ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul><div>Regards<br>Anna</div></div>"
    )
    assert plain(html) == (
        "Hi Chen,\n\nplease see our PO (https://example.com/po?a=1&b=2).\n- one\n- two\n  1. deep\nRegards\nAnna"
    )


def test_paragraphs_of_a_web_page_stay_apart() -> None:
    assert plain("<h1>Terms</h1><p>One\n  two</p>\n<p>three</p><p style='margin: 0'>four</p>five") == (
        "Terms\nOne two\n\nthree\n\nfour\nfive"
    )


def test_a_copy_from_google_documents_is_not_all_bold() -> None:
    html = (
        '<b style="font-weight:normal" id="docs-internal-guid"><p><span style="font-weight:700">PI</span> 160</p></b>'
    )
    assert from_html(html).blocks == (Paragraph((Run("PI", bold=True), Run(" 160"))),)


def test_words_from_a_chat_are_words() -> None:
    html = (
        '<meta charset="utf-8"><span style="color: rgb(25, 25, 25); white-space: pre-wrap;">好的，谢谢\n  明天见</span>'
    )
    assert plain(html) == "好的，谢谢\n  明天见"


def test_a_table_that_only_lays_out_a_page_is_no_table() -> None:
    html = "<table><tr><td><table><tr><td>Dear Ana</td></tr><tr><td>thank you</td></tr></table></td></tr></table>"
    blocks = from_html(html).blocks
    assert all(isinstance(block, Paragraph) for block in blocks)
    assert to_plain(blocks).split() == ["Dear", "Ana", "thank", "you"]


@pytest.mark.parametrize(
    "html",
    [
        "<img src=https://evil.example/x.png>",
        "<script>steal()</script><style>@import 'x'</style>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="file:///etc/passwd">x</a>',
        "<iframe src=//x>x</iframe><object data=x>x</object><svg onload=x><text>x</text></svg>",
        '<div style="background:url(https://evil.example)">x</div>',
        "<form action=x><input value=y><button>x</button></form>",
        '<meta http-equiv="refresh" content="0;url=x"><base href="https://evil.example"><link rel=stylesheet href=x>',
        "<p style='display:none'>hidden</p>x",
    ],
)
def test_nothing_that_loads_or_runs_comes_along(html: str) -> None:
    pasted = from_html(html)
    written = to_html(pasted.blocks)
    assert is_plain(pasted.blocks)
    assert "evil" not in written
    assert "hidden" not in written
    assert "script" not in written
    assert to_plain(pasted.blocks) in ("", "x")


def test_pictures_are_counted_and_left_out() -> None:
    pasted = from_html("a<img src='cid:1'><img src='data:image/png;base64,AAAA'>b")
    assert (to_plain(pasted.blocks), pasted.pictures) == ("ab", 2)


def test_more_than_can_be_kept_is_said() -> None:
    assert from_html("<p>" + "word " * 60_000).cut
    assert from_html("x" * (MOST_HTML + 1)).cut
    assert from_html("<table>" + "<tr><td>a<td>b" * 500 + "</table>").cut
    assert not from_html("<p>word").cut


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["<p>", "</p>", "<div", ">", "<table>", "<tr>", "<td>", "</td>", "</table>", "<ul>", "<li>", "</ul>",
                 "<b>", "</b>", "<a href='", "'", '"', "<!--", "-->", "<![", "&amp;", "&#0;", "&#x202e;", "<br>", "</",
                 "<style>", "</style>", "colspan=99", "<p style='mso-list:l0 level9'>", "\xa0"]
            ),
            st.text(max_size=5),
        ),
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_whatever_is_pasted_becomes_text_of_one_form(html: str) -> None:
    blocks = from_html(html).blocks
    assert blocks == tidy(blocks)
    assert not any(isinstance(block, Picture) for block in blocks)
    to_html(blocks)


@pytest.mark.parametrize(
    "piece",
    ["<", "<a ", "<a '", "<div>", "</", "<!--", "<![", '<!--"', "<p style='a:", "&", "<table><tr><td>x", "<b> </b>"],
)
@pytest.mark.usefixtures("not_collecting")
def test_no_markup_takes_long(piece: str) -> None:
    start = time.process_time()
    from_html(piece * (MOST_HTML // 4 // len(piece)))
    assert time.process_time() - start < 4
