"""Business cards as a list: a row a card, its columns the fields that a list of customers has."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from tradedesk.domain.card import Card, CardPlace
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.import_fields import CHANNEL_OF_FIELD, ListKind, fields_of
from tradedesk.domain.reason import because
from tradedesk.domain.table import RowProblem, Severity, Table
from tradedesk.integrations.files.text_encoding import decode_list
from tradedesk.integrations.files.vcard import read_cards


def table_of_cards(
    raw: bytes, file_name: str, *, encoding: str | None = None, cancelled: Callable[[], bool] | None = None
) -> Table:
    """The cards of a file as a table whose headings are recognised as they stand; columns nobody fills are left out.

    What a card holds beside (a photo, a key) and cards of groups are told by line. Raises RuleSaysNo ``list-empty``
    when there is no card, ``list-cancelled``, and those of the encoding.
    """
    decoded = decode_list(raw, encoding)
    # A value may say its own character set; the file's counts where none is said.
    cards = read_cards(raw, encoding or decoded.encoding, cancelled=cancelled)
    if cancelled is not None and cancelled():
        raise RuleSaysNo("list-cancelled", "file", file=file_name)
    kept = [card for card in cards if not card.is_group]
    if not kept:
        raise RuleSaysNo("list-empty", "file", file=file_name)
    rows = [_row(card) for card in kept]
    fields = [each for each in fields_of(ListKind.PARTIES) if any(row.get(each.name) for row in rows)]
    return Table(
        header=tuple(each.label_en for each in fields),
        rows=[tuple(row.get(each.name, "") for each in fields) for row in rows],
        line_numbers=[card.line for card in kept],
        encoding=decoded.encoding,
        encoding_certain=decoded.certain,
        delimiter="",
        problems=tuple(_problems(cards)),
        candidates=decoded.candidates,
        format="vcf",
    )


def read_card_file(path: Path, *, encoding: str | None = None, cancelled: Callable[[], bool] | None = None) -> Table:
    """``table_of_cards`` of a file that was looked at already; raises OSError as reading does."""
    return table_of_cards(path.read_bytes(), path.name, encoding=encoding, cancelled=cancelled)


def _row(card: Card) -> dict[str, str]:
    """A person's card belongs to the company on it; without one the person is the customer."""
    firm = card.company or card.name
    is_firm = card.is_company or (card.name == firm and not (card.family or card.given))
    place = card.places[0] if card.places else None
    person = {} if is_firm else {
        "contact_name": card.name,
        "given_name": card.given,
        "family_name": card.family,
        "honorific": card.honorific,
        "contact_title": card.title,
        "role": card.role or card.department,
        "birthday": card.birthday,
    }  # fmt: skip
    return {
        "name": firm,
        **person,
        **{field: "; ".join(card.values(channel)) for field, channel in CHANNEL_OF_FIELD.items()},
        "website": card.website,
        "street": place.street if place else "",
        "city": place.city if place else "",
        "region": place.region if place else "",
        "postal_code": place.postal_code if place else "",
        "country": place.country if place else "",
        "languages": card.language,
        "tags": ", ".join(tag.replace(",", " ") for tag in card.tags),
        "notes": "\n".join(each for each in (card.notes, *map(_one_line, card.places[1:])) if each),
    }


def _one_line(place: CardPlace) -> str:
    parts = (place.label, place.street, place.postal_code, place.city, place.region, place.country)
    return ", ".join(each for each in parts if each)


def _problems(cards: Iterable[Card]) -> Iterable[RowProblem]:
    for card in cards:
        if card.is_group:
            yield RowProblem(card.line, because("card-is-a-group", name=card.name), Severity.ROW)
            continue
        if card.left_out:
            names = ", ".join(card.left_out)
            yield RowProblem(card.line, because("card-left-out", names=names), Severity.NOTE, value=card.name)
        if len(card.places) > 1:
            count = str(len(card.places) - 1)
            yield RowProblem(card.line, because("card-more-places", count=count), Severity.NOTE, value=card.name)
