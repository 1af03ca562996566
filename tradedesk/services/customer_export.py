"""Customers written to a file for other programs: Excel, CSV, vCard, JSON. The file appears whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from tradedesk.domain import export_rows
from tradedesk.domain.address import Address
from tradedesk.domain.export_rows import Cell, WholeParty, Words
from tradedesk.domain.ids import PartyId
from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import Purpose
from tradedesk.ledger import addresses, assignments, bank_accounts, employments, parties, purposes
from tradedesk.runtime.safe_write import written_beside
from tradedesk.services.bench import Bench

Progress = Callable[[int, int], object] | None
#: What the JSON form calls itself, and its version: raised when a field changes its meaning.
JSON_FORMAT, JSON_VERSION = "tradedesk-customers", 1


class Form(StrEnum):
    """The forms, by the ending of their file."""

    WORKBOOK = "xlsx"
    CSV = "csv"
    CARDS = "vcf"
    CARDS_4 = "vcf4"
    JSON = "json"


@dataclass(frozen=True)
class Told:
    """The user's words for what stands in the file.

    ``words`` are asked as ("heading", "emails"), ("sheet", "addresses"), ("kind", "personal"); ``label`` says an
    address's label (B4) and ``purpose`` a purpose's name.
    """

    words: Words
    label: Callable[[Address, PartyKind], str]
    purpose: Callable[[Purpose], str]


@dataclass(frozen=True)
class Written:
    """What was written: the file, how many parties, and its size in bytes."""

    path: str
    parties: int
    size: int


def write_customers(
    bench: Bench, numbers: Sequence[PartyId], path: Path | str, form: Form, told: Told, *, progress: Progress = None
) -> Written:
    """Write these parties with contacts, addresses and who receives what; of orders and messages nothing.

    The flat list (CSV, and the first sheet) can be brought in again as it lies. Raises NeighbourFailed disk-full or
    file-not-writable; what ``progress`` raises leaves no file behind.
    """
    target = Path(path)
    try:
        with written_beside(target) as part:
            _WRITE[form](bench, numbers, part, told, progress)
    except OSError as error:
        from tradedesk.integrations.files.refusal import not_written

        raise not_written(target, error) from error
    return Written(str(target), len(numbers), target.stat().st_size)


def whole(bench: Bench, party_id: PartyId) -> WholeParty:
    """A party with everything that is kept of it but its orders and messages; raises NotThere."""
    read = bench.ledger.read
    return WholeParty(
        party=parties.party(read, party_id),
        contacts=parties.contacts(read, party_id),
        addresses=addresses.of_party(read, party_id),
        postal=parties.postal_addresses(read, party_id),
        assignments=assignments.of_party(read, party_id),
        banks=bank_accounts.of_party(read, party_id),
        employments=tuple(each.employment for each in employments.elsewhere(read, party_id)),
        guests={each.employment.contact_id: each.name for each in employments.guests(read, party_id)},
    )


def _each(bench: Bench, numbers: Sequence[PartyId], progress: Progress) -> Iterator[WholeParty]:
    for done, number in enumerate(numbers):
        if progress is not None:
            progress(done, len(numbers))
        yield whole(bench, number)


def _workbook(bench: Bench, numbers: Sequence[PartyId], path: Path, told: Told, progress: Progress) -> None:
    """A sheet may hold one pass only, so each has its own pass over the parties; progress counts them together."""
    from tradedesk.integrations.files.sheets_out import Sheet, write_workbook

    columns = purposes.every(bench.ledger.read)
    words = told.words

    def stage(number: int) -> Progress:
        return None if progress is None else lambda done, total: progress(number * total + done, 3 * total)

    def each(number: int) -> Iterator[WholeParty]:
        return _each(bench, numbers, stage(number))

    def headed(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(words("heading", name) for name in names)

    addressed = (row for one in each(1) for row in export_rows.address_rows(one, columns, words, _label(one, told)))
    mailed = (row for one in each(2) for row in export_rows.postal_rows(one, words))
    sheets = (
        Sheet(words("sheet", "parties"), headed(export_rows.flat_columns()), _flat(each(0), bench.today())),
        Sheet(words("sheet", "addresses"),
              (*headed(export_rows.ADDRESS_COLUMNS), *(told.purpose(one) for one in columns)), addressed),
        Sheet(words("sheet", "postal"), headed(export_rows.POSTAL_COLUMNS), mailed),
    )  # fmt: skip
    write_workbook(path, sheets)


def _csv(bench: Bench, numbers: Sequence[PartyId], path: Path, told: Told, progress: Progress) -> None:
    from tradedesk.integrations.files.sheets_out import Sheet, write_csv

    header = tuple(told.words("heading", name) for name in export_rows.flat_columns())
    write_csv(path, Sheet("", header, _flat(_each(bench, numbers, progress), bench.today())))


def _flat(found: Iterable[WholeParty], today: date) -> Iterator[list[Cell]]:
    columns = export_rows.flat_columns()
    for one in found:
        for row in export_rows.flat_rows(one, today):
            yield [row.get(name, "") for name in columns]


def _cards(version: str) -> Callable[[Bench, Sequence[PartyId], Path, Told, Progress], None]:
    def write(bench: Bench, numbers: Sequence[PartyId], path: Path, told: Told, progress: Progress) -> None:
        from tradedesk.integrations.files.vcard_writing import write_cards

        def place(each: Any) -> str:
            return ", ".join(told.words("postal", purpose) for purpose in each.purpose.split(",") if purpose)

        found = _each(bench, numbers, progress)
        today = bench.today()
        made = (card for one in found for card in export_rows.cards(one, _label(one, told), place, today))
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(write_cards(made, version))

    return write


def _json(bench: Bench, numbers: Sequence[PartyId], path: Path, told: Told, progress: Progress) -> None:  # noqa: ARG001
    """One object a party, with every field by its own name; codes stay codes, days are ISO text."""
    import json

    names = {each.id: each.code for each in purposes.every(bench.ledger.read)}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        head = {"format": JSON_FORMAT, "version": JSON_VERSION, "written_at": bench.stamp()}
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "parties": [')
        for count, one in enumerate(_each(bench, numbers, progress)):
            held = asdict(one)
            for cell in held["assignments"]:
                cell["purpose"] = names[cell["purpose_id"]]
            file.write(("," if count else "") + "\n" + json.dumps(held, ensure_ascii=False, default=str))
        file.write("\n]}\n")


def _label(one: WholeParty, told: Told) -> Callable[[Address], str]:
    return lambda address: told.label(address, one.party.kind)


_WRITE: dict[Form, Callable[[Bench, Sequence[PartyId], Path, Told, Progress], None]] = {
    Form.WORKBOOK: _workbook,
    Form.CSV: _csv,
    Form.CARDS: _cards("3.0"),
    Form.CARDS_4: _cards("4.0"),
    Form.JSON: _json,
}
