"""People who serve several firms: entered at another party too, with what they are there."""

from __future__ import annotations

from dataclasses import replace

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import ContactId, PartyId
from tradedesk.domain.party import Employment
from tradedesk.ledger import employments as rows
from tradedesk.ledger import parties
from tradedesk.ledger.employments import Elsewhere, Guest
from tradedesk.services.bench import Bench

__all__ = ["Elsewhere", "Guest", "add", "remove", "set_field"]

_FIELDS = ("title", "role", "note")


def add(bench: Bench, contact_id: ContactId, party_id: PartyId) -> int:
    """Enter a person at another party as well.

    Raises RuleSaysNo (field "employer"): "same-employer" for the person's own party, "employed-there-already".
    """
    read = bench.ledger.read
    person = parties.contact(read, contact_id)
    firm = parties.party(read, party_id)
    if person.party_id == firm.id:
        raise RuleSaysNo("same-employer", "employer", firm=firm.name)
    if any(each.employment.contact_id == contact_id for each in rows.guests(read, party_id)):
        raise RuleSaysNo("employed-there-already", "employer", firm=firm.name)
    with bench.ledger.write("employment-added") as writer:
        number = rows.add(writer, Employment(0, contact_id, party_id, person.title))
        writer.changes.add(("parties", person.party_id))
        return number


def set_field(bench: Bench, number: int, field: str, text: str) -> None:
    """Save what the person is there: title, role or note. Raises RuleSaysNo("field-unknown")."""
    employment = rows.employment(bench.ledger.read, number)
    if field not in _FIELDS:
        raise RuleSaysNo("field-unknown", field, name=field)
    changed = replace(employment, **{field: " ".join(text.split())})  # type: ignore[arg-type]
    if changed == employment:
        return
    with bench.ledger.write("employment-changed") as writer:
        rows.save(writer, changed)


def remove(bench: Bench, number: int) -> None:
    """Take a person out of the other firm; the person stays where it belongs."""
    employment = rows.employment(bench.ledger.read, number)
    person = parties.contact(bench.ledger.read, employment.contact_id)
    with bench.ledger.write("employment-removed") as writer:
        rows.remove(writer, employment)
        writer.changes.add(("parties", person.party_id))
