"""What a cell of a list says: numbers, amounts, days, sites and mail addresses, strictly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.cells import (
    Amount,
    clean_cell,
    day_order_of,
    decimal_sign_of,
    parse_amount,
    parse_day,
    parse_mailboxes,
    parse_number,
    parse_website,
    plain_digits,
)
from tradedesk.domain.reason import Reason


def _code(found: object) -> str:
    assert isinstance(found, Reason), found
    return found.code


@pytest.mark.parametrize("text", ["NULL", "null", " Null ", "N/A", "\\N", "-", "—", "", "\u3000", "\xa0", "无", "#N/A"])
def test_a_cell_that_says_nothing_is_empty(text: str) -> None:
    assert clean_cell(text) == ""


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a - b ", "a - b"),
        ("NA", "NA"),
        ("'=HYPERLINK()", "=HYPERLINK()"),
        ("'+49 30", "+49 30"),
        ("'t Hart", "'t Hart"),
        ("Wolski  Zajazd", "Wolski  Zajazd"),
    ],
)
def test_a_cell_keeps_what_it_says(text: str, cleaned: str) -> None:
    assert clean_cell(text) == cleaned


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("14.00", "14.00"),
        ("1,234.56", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1’234.50", "1234.50"),
        ("1 234,50", "1234.50"),
        ("1\u202f234,50", "1234.50"),
        ("1,23,456.78", "123456.78"),
        ("1.234.567", "1234567"),
        ("１２", "12"),
        ("１，２３４．５０", "1234.50"),
        ("٣٫٥", "3.5"),
        ("0,234", "0.234"),
        ("12,5", "12.5"),
        ("-5", "-5"),
        ("−5", "-5"),
        ("-0", "0"),
    ],
)
def test_a_number_is_read_exactly(text: str, number: str) -> None:
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "nan",
        "inf",
        "-Infinity",
        "1_000",
        "1e9",
        "1E+05",
        "(12)",
        "abc",
        "1.",
        ".5",
        "1,2,3",
        "1 2 3",
        "--5",
        "²",
        "½",
        "0x10",
        "1.2.3,4",
        "12 pcs",
        "",
        "-",
        "12-",
        "USD",
        "1,234.56.7",
    ],
)
def test_a_number_that_is_not_one_is_refused(text: str) -> None:
    assert _code(parse_number(text)) == "not-a-number"


def test_a_number_of_forty_digits_is_refused() -> None:
    assert _code(parse_number("9" * 40)) == "number-too-long"
    assert _code(parse_number("0.123456789")) == "number-too-long"


@pytest.mark.parametrize("text", ["1,234", "1.234", "12,345", "999.000"])
def test_a_number_that_could_be_two_asks_for_the_decimal_sign(text: str) -> None:
    assert _code(parse_number(text)) == "number-ambiguous"


def test_the_lists_decimal_sign_decides() -> None:
    assert parse_number("1,234", ".") == 1234
    assert parse_number("1,234", ",") == Decimal("1.234")
    assert parse_number("1.234", ".") == Decimal("1.234")
    assert parse_number("1.234", ",") == 1234
    assert _code(parse_number("1.234,56", ".")) == "not-a-number"
    assert _code(parse_number("12,5", ".")) == "not-a-number"


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("USD 5", "USD"),
        ("USD 5.00", "USD"),
        ("5 eur", "EUR"),
        ("€5", "EUR"),
        ("US$ 5", "USD"),
        ("5元", "CNY"),
        ("RMB5", "CNY"),
        ("£5", "GBP"),
        ("$5", ""),
        ("¥5", ""),
        ("5", ""),
        ("xyz 5", "XYZ"),
    ],
)
def test_an_amount_tells_its_currency_where_it_is_written_plainly(text: str, currency: str) -> None:
    assert parse_amount(text) == Amount(Decimal(5), currency)


_STYLES = [(",", "."), (".", ","), ("'", "."), (" ", ","), ("", "."), ("", ",")]


@given(
    st.integers(-(10**11), 10**11),
    st.integers(0, 2),
    st.sampled_from(_STYLES),
    st.sampled_from(["", "USD ", "€"]),
)
def test_a_number_written_in_any_style_reads_back(minor: int, places: int, style: tuple[str, str], lead: str) -> None:
    grouping, point = style
    number = Decimal(minor).scaleb(-places)
    written = f"{number:,.{places}f}".replace(",", "\0").replace(".", point).replace("\0", grouping)
    currency = {"": "", "USD ": "USD", "€": "EUR"}[lead]
    assert parse_amount(lead + written, point) == Amount(number, currency)
    unasked = parse_number(written)
    assert unasked == number or _code(unasked) == "number-ambiguous"


@given(st.text(max_size=30))
def test_no_text_whatever_makes_the_readers_stumble(text: str) -> None:
    number = parse_number(text)
    assert isinstance(number, Reason) or number.is_finite()
    for order in ("", "dmy", "mdy", "ymd"):
        assert isinstance(parse_day(text, order), (date, Reason))
    assert isinstance(parse_website(text), (str, Reason))
    boxes, _ = parse_mailboxes(text)
    assert all(box.isprintable() and box.count("@") == 1 for box in boxes)
    assert len(plain_digits(text)) == len(text)


@pytest.mark.parametrize(("text", "sign"), [("12.5", "."), ("12,5", ","), ("1,234", ""), ("1,234.5", "."), ("12", "")])
def test_a_number_shows_its_decimal_sign_only_when_it_proves_it(text: str, sign: str) -> None:
    assert decimal_sign_of(text) == sign


@pytest.mark.parametrize(
    "text",
    [
        "1996-07-04 00:00:00.000",
        "1996-07-04",
        "04.07.1996",
        "4.7.1996",
        "1996/7/4",
        "1996.07.04",
        "19960704",
        "1996年7月4日",
        "4-Jul-96",
        "4 July 1996",
        "Jul 4, 1996",
        "July 4th, 1996",
        "1996-07-04T10:00:00Z",
        "１９９６-07-04",
    ],
)
def test_a_plain_day_is_read(text: str) -> None:
    assert parse_day(text) == date(1996, 7, 4)


@pytest.mark.parametrize("text", ["03/04/05", "03/04/2026", "3-4-2026", "03.04.05", "13/04/05"])
def test_a_day_that_could_be_two_asks_for_the_order(text: str) -> None:
    found = parse_day(text)
    assert _code(found) == "day-ambiguous"
    assert isinstance(found, Reason)
    assert "-04-03" in found.fact("readings") or "-04-13" in found.fact("readings")


def test_the_lists_order_of_days_decides() -> None:
    assert parse_day("03/04/05", "dmy") == date(2005, 4, 3)
    assert parse_day("03/04/05", "mdy") == date(2005, 3, 4)
    assert parse_day("03/04/05", "ymd") == date(2003, 4, 5)
    assert parse_day("03/04/2026", "mdy") == date(2026, 3, 4)
    assert _code(parse_day("13/04/2026", "mdy")) == "no-such-day"


def test_a_day_above_twelve_needs_no_question() -> None:
    assert parse_day("25/07/2026") == parse_day("07/25/2026") == date(2026, 7, 25)
    assert [day_order_of(text) for text in ("25/07/2026", "07/25/2026", "05/07/2026", "99/07/05")] == [
        "dmy",
        "mdy",
        "",
        "ymd",
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31/02/2026", "no-such-day"),
        ("2026-02-29", "no-such-day"),
        ("1066-10-14", "day-out-of-range"),
        ("9999-12-31", "day-out-of-range"),
        ("45234", "not-a-day"),
        ("tomorrow", "not-a-day"),
        ("4 Foo 2026", "not-a-day"),
        ("2026-07", "not-a-day"),
        ("2026/07-04", "not-a-day"),
    ],
)
def test_a_day_that_is_none_is_refused(text: str, code: str) -> None:
    assert _code(parse_day(text)) == code


_FORMS = {
    "%Y-%m-%d": "",
    "%Y-%m-%d 00:00:00.000": "",
    "%d.%m.%Y": "",
    "%Y/%m/%d": "",
    "%Y%m%d": "",
    "%d-%b-%Y": "",
    "%B %d, %Y": "",
    "%Y年%m月%d日": "",
    "%d/%m/%Y": "dmy",
    "%m/%d/%Y": "mdy",
}


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(sorted(_FORMS)))
def test_a_day_written_in_any_form_reads_back(day: date, form: str) -> None:
    written = day.strftime(form)
    assert parse_day(written, _FORMS[form]) == day
    unasked = parse_day(written)
    assert unasked == day or _code(unasked) == "day-ambiguous"


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from([("%d/%m/%y", "dmy"), ("%m/%d/%y", "mdy")]))
def test_a_year_of_two_digits_is_of_1970_to_2069(day: date, form: tuple[str, str]) -> None:
    assert parse_day(day.strftime(form[0]), form[1]) == day


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("www.example.com", "www.example.com"),
        ("https://example.com/a?b=1#c", "https://example.com/a?b=1#c"),
        ("Plutzer (on the World Wide Web)#http://www.example.com/plutzer.htm#", "http://www.example.com/plutzer.htm"),
        ("G'day#HTTP://example.com#", "HTTP://example.com"),
    ],
)
def test_a_site_is_read_from_plain_cells_and_access_links(text: str, address: str) -> None:
    assert parse_website(text) == address


@pytest.mark.parametrize(
    "text", ["#CAJUN.HTM#", "javascript:alert(1)", "file:///etc/passwd", "ftp://a.de", "see notes"]
)
def test_what_is_no_address_of_a_site_is_refused(text: str) -> None:
    assert _code(parse_website(text)) == "website-not-an-address"


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("a@b.com", ("a@b.com",)),
        ("a@b.com; C D <c@d.org>", ("a@b.com", "c@d.org")),
        ('"Doe, J" <j@doe.de>, x@y.cn', ("j@doe.de", "x@y.cn")),
        ("a@b.com\nc@d.com", ("a@b.com", "c@d.com")),
        ("a＠163。com", ("a@163.com",)),
        ("mailto:q@r.st.", ("q@r.st",)),
        ("a@b.com / a@b.com", ("a@b.com",)),
        ("a@b.com; c@d.com / Name <e@f.com>", ("a@b.com", "c@d.com", "e@f.com")),
        ("a@b.com Zhang San <c@d.com>", ("a@b.com", "c@d.com")),
        ("a@b.com<a@b.com>", ("a@b.com",)),
        ("ｃ＠ｃ－ｌｔｄ．ｃｏ．ｕｋ；d@e.fr", ("c@c-ltd.co.uk", "d@e.fr")),
        ("张三@公司.cn", ("张三@公司.cn",)),
    ],
)
def test_the_mail_addresses_of_a_cell_are_found(text: str, boxes: tuple[str, ...]) -> None:
    assert parse_mailboxes(text) == (boxes, ())


def test_words_glued_to_a_mail_address_are_told_and_the_address_stays() -> None:
    boxes, refused = parse_mailboxes("发票发到accounts@firm.cn收")
    assert boxes == ("accounts@firm.cn",)
    assert [reason.fact("value") for reason in refused] == ["发票发到", "收"]


def test_what_is_no_mail_address_is_told_and_the_others_stay() -> None:
    boxes, refused = parse_mailboxes("a@b.com; c@; nobody")
    assert boxes == ("a@b.com",)
    assert [(reason.code, reason.fact("value")) for reason in refused] == [
        ("not-a-mailbox", "c@"),
        ("not-a-mailbox", "nobody"),
    ]


@pytest.mark.parametrize("text", ["a@b.com\nBcc: x@y.com", "a@b.com\r\nSubject: hi", "a\n@b.com"])
def test_an_address_with_a_line_break_is_refused_whole(text: str) -> None:
    boxes, refused = parse_mailboxes(text)
    assert boxes == ()
    assert [reason.code for reason in refused] == ["mailbox-line-break"]
