"""What addresses are called beside their value wherever one is shown: "Customer – official" (B4)."""

from __future__ import annotations

from collections.abc import Iterable

from tradedesk.domain.address_label import OFFICIAL, label_of
from tradedesk.domain.ids import PartyId
from tradedesk.domain.party import SERVING, PartyKind
from tradedesk.domain.reason import Reason
from tradedesk.ledger.queries import recipients
from tradedesk.services.bench import Bench


def labels_of(bench: Bench, values: Iterable[str], party_id: PartyId | None) -> dict[str, Reason]:
    """The labels of those that are on file, by value: as the party's own first, else as another firm's.

    What a forwarder or supplier has as well is called theirs, unless it is the party's official mailbox.
    """
    asked = sorted(set(values))
    spelled = sorted({*asked, *(each.lower() for each in asked)})
    by_value: dict[str, Reason] = {}
    for held in recipients.held(bench.ledger.read, spelled, party_id):
        earlier = by_value.get(held.address.value)
        is_theirs = held.kind in SERVING and (earlier is None or earlier.fact("party") not in SERVING)
        if earlier is None or (is_theirs and earlier.code != OFFICIAL):
            by_value[held.address.value] = label_of(held.address, PartyKind(held.kind), bench.today())
    found = {each: by_value.get(each) or by_value.get(each.lower()) for each in asked}
    return {each: label for each, label in found.items() if label is not None}
