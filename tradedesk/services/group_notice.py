"""What the user does with one notice to many customers (A6): have it written, look through it, take somebody out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import DraftId, PartyId
from tradedesk.domain.purpose import PurposeCode
from tradedesk.ledger import drafts
from tradedesk.ledger.queries import group_parties
from tradedesk.services import draft_text, finding, own_company
from tradedesk.services import templates as template_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.group_routing import routed

#: What is written when no text is chosen: a greeting, room for one's own words, the signature.
_PLAIN_LETTER = "letter"


def start(bench: Bench, parties: Sequence[PartyId], *, template: str = "", language: str = "") -> DraftId:
    """Draft one notice to many customers, nobody seeing another; returns the draft's number.

    Without a template it is a plain letter; without a language the one that all of them read, else English. Raises
    RuleSaysNo "group-nobody" (field "parties") when nobody of them is there.
    """
    numbers = tuple(dict.fromkeys(parties))
    known = group_parties.names(bench.ledger.read, numbers)
    if not known:
        raise RuleSaysNo("group-nobody", "parties")
    chosen = template_verbs.choose(bench, template or _PLAIN_LETTER, language or _language_of(known))
    # A letter that is about nothing in particular is a notice when it goes to many.
    purpose = chosen.purpose if template else PurposeCode.NOTICE
    fresh = Draft(0, None, None, chosen.code, chosen.language, str(purpose), "", "",
                  group_parties=tuple(number for number, *_ in known))  # fmt: skip
    written = draft_text.written(bench, replace(fresh, recipients=routed(bench, fresh).recipients), chosen)
    with bench.ledger.write("draft-made") as writer:
        return drafts.add_draft(writer, written, bench.stamp())


def start_for_filter(bench: Bench, filter_id: int, *, template: str = "", language: str = "") -> DraftId:
    """Draft one notice to everybody whom a kept filter finds now. Raises as ``start``, and NotThere."""
    found = finding.ids(bench, finding.saved_filter(bench, filter_id).query)
    return start(bench, list(found), template=template, language=language)


def remove_customer(bench: Bench, draft_id: DraftId, party_id: PartyId) -> None:
    """Take one customer out of a notice, with all its addresses."""
    read = bench.ledger.read
    draft = drafts.draft(read, draft_id)
    numbers = [each.address_id for each in draft.recipients if each.address_id is not None]
    owners = group_parties.owners(read, numbers)
    rest = tuple(each for each in draft.recipients if owners.get(each.address_id or 0) != party_id)
    parties = tuple(number for number in draft.group_parties if number != party_id)
    if not parties:
        raise RuleSaysNo("group-nobody", "parties")
    if (rest, parties) != (draft.recipients, draft.group_parties):
        with bench.ledger.write("group-customer-removed") as writer:
            drafts.save_draft(writer, replace(draft, recipients=rest, group_parties=parties), bench.stamp())


def set_own_address(bench: Bench, draft_id: DraftId, text: str) -> None:
    """Say which address is one's own, and put it into To. Raises RuleSaysNo (field "mail") for what is no address."""
    if not text.strip():
        raise RuleSaysNo("mail-missing", "mail")
    own_company.set_own_field(bench, "mail", text)
    draft = drafts.draft(bench.ledger.read, draft_id)
    with bench.ledger.write("recipients-changed") as writer:
        drafts.save_draft(writer, replace(draft, recipients=routed(bench, draft).recipients), bench.stamp())


def _language_of(known: Sequence[tuple[int, str, str, tuple[str, ...]]]) -> str:
    first = {languages[0].lower().partition("_")[0].partition("-")[0] if languages else "" for *_, languages in known}
    return {"zh": "zh_CN"}.get(next(iter(first)), next(iter(first)) or "en") if len(first) == 1 else "en"
