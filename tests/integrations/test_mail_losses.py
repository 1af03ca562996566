"""What KMail, Geary and the portal would lose is said before, as the real programs showed it (tests/mail/README.md)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tradedesk.domain.draft import ComposeRequest
from tradedesk.integrations.mail.adapters.geary import Geary
from tradedesk.integrations.mail.adapters.kmail import KMail
from tradedesk.integrations.mail.adapters.portal import Portal
from tradedesk.integrations.mail.outgoing_files import OutgoingFiles
from tradedesk.integrations.mail.ways import MailProgram

SHORT = ComposeRequest((("", "ana@example.com"),), (), (), "Hello", "Dear Ana,\nthe goods are ready.\n")
HUNDREDS = tuple((f"Buyer {n}", f"buyer{n}@example.com") for n in range(201))


def codes(program: MailProgram, request: ComposeRequest) -> list[str]:
    return [reason.code for reason in program.lost(request)]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (replace(SHORT, subject="Shirts <S> and <M>"), ["mail-program-cuts"]),
        (replace(SHORT, subject="Size < b > as agreed"), ["mail-program-cuts"]),
        (replace(SHORT, subject="<Table> 2 m"), ["mail-program-cuts"]),
        (replace(SHORT, subject="a &lt; b"), ["mail-program-cuts"]),
        (replace(SHORT, subject="1 < 2 > 0, A <- B, a & b, <12 kg>, R&D"), []),
        (replace(SHORT, text="<b>Shirts</b> &lt; <S>"), []),
        (replace(SHORT, to=HUNDREDS[:100], cc=HUNDREDS[100:150], bcc=HUNDREDS[150:200]), []),
        (replace(SHORT, to=HUNDREDS[:100], cc=HUNDREDS[100:150], bcc=HUNDREDS[150:]), ["mail-too-many-people"]),
        (replace(SHORT, to=(("", "用户@example.com"),)), ["mail-loses-address"]),
        (replace(SHORT, to=(('"Ana"', "ana@example.com"),)), ["mail-loses-names"]),
        (replace(SHORT, text="x" * 79), ["mail-wraps-lines"]),
    ],
)
def test_what_kmail_would_lose_is_said_before(changed: ComposeRequest, said: list[str]) -> None:
    assert codes(KMail(), changed) == said


def test_who_and_what_kmail_would_lose_is_named() -> None:
    too_much = replace(SHORT, subject="Shirts <S>", bcc=HUNDREDS)
    assert [dict(reason.facts) for reason in KMail().lost(too_much)] == [
        {"program": "KMail", "n": "202", "limit": "200"},
        {"program": "KMail", "characters": "<S>"},
    ]


def test_kmail_gets_the_address_alone_where_it_would_spoil_the_name(tmp_path: Path) -> None:
    quoted = replace(SHORT, to=(('"Ana"', "ana@example.com"), ("Bo", "bo@example.com")))
    (command,) = KMail(command=("/p",)).prepare(quoted, OutgoingFiles(tmp_path / "17")).commands
    assert command[-2:] == ("<ana@example.com>", '"Bo" <bo@example.com>')


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("ana@example.com", True),
        ("a.b_c+d-e@mail.my-co.example", True),
        ("o'neil@example.com", False),
        ("a&b@example.com", False),
        ("a.-b@example.com", False),
        ("li@xn--fsqu00a.example", False),
        ("li@例子.中国", False),
        ("li@☃.example", False),
        ("no address", False),
        ("用户@example.com", False),
    ],
)
def test_the_portal_says_before_which_addresses_it_refuses(address: str, taken: bool) -> None:
    lost = Portal().lost(replace(SHORT, to=(("", address),)))
    assert [(reason.code, dict(reason.facts)["address"]) for reason in lost] == (
        [] if taken else [("mail-loses-address", address)]
    )


def test_the_portal_says_before_what_of_a_subject_is_too_much() -> None:
    assert Portal().lost(replace(SHORT, subject="订" * 200)) == ()
    (lost,) = Portal().lost(replace(SHORT, subject="订" * 200 + "单号"))
    assert (lost.code, dict(lost.facts)["characters"]) == ("mail-program-cuts", "单号")


def test_geary_gets_the_address_alone_where_it_would_spoil_the_name() -> None:
    people = (('Ana "A" B', "ana@example.com"), ("B\\o", "bo@example.com"), ("C, d", "c@example.com"))
    quoted = replace(SHORT, to=people, text="a\tb")
    assert codes(Geary(), quoted) == ["mail-loses-names", "mail-changes-tabs"]
    assert Geary().uri(quoted, ()).startswith("mailto:ana@example.com,bo@example.com,%22C%2C%20d%22%20%3Cc@")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("订" * 330, []),
        ("订" * 340, ["mail-line-too-long"]),
        ("订单 " * 400 + "\n" + "été " * 400, []),
    ],
)
def test_geary_says_before_that_it_loses_letters_where_no_space_is(text: str, said: list[str]) -> None:
    assert codes(Geary(), replace(SHORT, text=text)) == said
