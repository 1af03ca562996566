"""Business cards come in as a list whose columns are recognised, and nothing of them is dropped in silence."""

from __future__ import annotations

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_fields import ListKind, recognise
from tradedesk.integrations.files.vcard_table import table_of_cards

CARDS = """BEGIN:VCARD
VERSION:3.0
FN:Khalid Al Mansoori
N:Al Mansoori;Khalid;;Mr.;
ORG:Gulf Horizon Trading LLC
EMAIL:orders@gulfhorizon.ae
EMAIL:khalid.dxb@gmail.com
TEL;TYPE=CELL:+971 50 555 0134
ADR;TYPE=WORK:;;Al Quoz 3;Dubai;;;United Arab Emirates
ADR;TYPE=HOME:;;Marina Walk 7;Dubai;;;United Arab Emirates
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Nordlicht Möbel GmbH
ORG:Nordlicht Möbel GmbH
URL:https://nordlicht-moebel.de
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:All customers
END:VCARD
"""


def _table(text: str = CARDS):
    return table_of_cards(text.encode(), "cards.vcf")


def _rows(table) -> list[dict[str, str]]:
    fields = recognise(table.header, ListKind.PARTIES)
    assert len(fields) == len(table.header), "every column is a field of the list"
    return [{fields[place]: cell for place, cell in enumerate(row) if cell} for row in table.rows]


def test_a_persons_card_becomes_the_company_with_its_contact_and_all_ways():
    khalid, _ = _rows(_table())
    assert (khalid["name"], khalid["contact_name"]) == ("Gulf Horizon Trading LLC", "Khalid Al Mansoori")
    assert (khalid["given_name"], khalid["family_name"]) == ("Khalid", "Al Mansoori")
    assert khalid["emails"] == "orders@gulfhorizon.ae; khalid.dxb@gmail.com"
    assert (khalid["street"], khalid["city"], khalid["country"]) == ("Al Quoz 3", "Dubai", "United Arab Emirates")
    assert "Marina Walk 7" in khalid["notes"]


def test_a_companys_card_has_no_contact():
    _, firm = _rows(_table())
    assert firm == {"name": "Nordlicht Möbel GmbH", "website": "https://nordlicht-moebel.de"}


def test_what_a_list_cannot_keep_is_told_by_line():
    told = [(each.line, each.reason.code, str(each.severity)) for each in _table().problems]
    assert told == [(1, "card-left-out", "note"), (1, "card-more-places", "note"), (20, "card-is-a-group", "row")]


def test_a_file_without_a_card_is_refused_in_words():
    with pytest.raises(RuleSaysNo, match="list-empty"):
        _table("BEGIN:VCALENDAR\nEND:VCALENDAR\n")


def test_the_user_can_end_the_reading():
    with pytest.raises(RuleSaysNo, match="list-cancelled"):
        table_of_cards(CARDS.encode() * 300, "cards.vcf", cancelled=lambda: True)
