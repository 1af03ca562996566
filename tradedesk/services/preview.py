"""How a draft will look to its reader: the very request that would be handed over, with who it is from."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.ids import DraftId
from tradedesk.domain.template import unfilled
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import drafts, parties
from tradedesk.services.bench import Bench
from tradedesk.services.draft_request import request_of


@dataclass(frozen=True)
class Preview:
    """The request, the name and address it comes from (empty where the own company has none), and what is missing.

    ``rich`` is the text with its formatting as the draft keeps it, empty for a plain one. Bcc is seen by nobody.
    """

    sender: tuple[str, str]
    request: ComposeRequest
    rich: str
    missing: tuple[str, ...]


def preview(bench: Bench, draft_id: DraftId) -> Preview:
    """What the reader of a draft would get; raises NotThere."""
    draft = drafts.draft(bench.ledger.read, draft_id)
    return Preview(
        sender=_sender(bench),
        request=request_of(draft),
        rich=draft.rich,
        missing=unfilled(draft.subject, draft.body),
    )


def _sender(bench: Bench) -> tuple[str, str]:
    own = bench.own()
    if own is None:
        return "", ""
    read = bench.ledger.read
    people = parties.contacts(read, own.id)
    mails = [each.value for each in address_rows.of_party(read, own.id) if each.channel == "mail"]
    return (people[0].name if people else own.name), (mails[0] if mails else "")
