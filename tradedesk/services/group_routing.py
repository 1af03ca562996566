"""Whom a notice to many customers reaches: each customer by the rules, nobody seeing another, To oneself (A6)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from tradedesk.domain import group_notice, routing
from tradedesk.domain.address import Channel
from tradedesk.domain.draft import Draft, DraftRecipient
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.group_notice import Share
from tradedesk.domain.ids import PartyId
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing import Routing
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import drafts
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import group_parties, letter_parties
from tradedesk.ledger.queries.letter_parties import Member
from tradedesk.services import own_company
from tradedesk.services.bench import Bench

#: The small choice that says how many hidden recipients one mail has.
SIZE_SETTING = "group.mail-size"
#: Told how many of how many customers are done; raises to end the work, and then nothing was made.
Progress = Callable[[int, int], object]
#: So many customers are looked at between two such words.
_TOGETHER = 250


@dataclass(frozen=True)
class LeftOut:
    """A customer that a notice does not reach, and why."""

    party_id: PartyId
    name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Reached:
    """The customers of a notice that it reaches, and those that it does not."""

    shares: tuple[Share, ...]
    left_out: tuple[LeftOut, ...]


def own_address(bench: Bench) -> str:
    """One's own mail address, which stands in To where a group is written to (A6); empty while none is set."""
    own = bench.own()
    mine = address_rows.of_party(bench.ledger.read, own.id) if own is not None else ()
    return next((each.value for each in mine if each.channel is Channel.MAIL), "")


def mail_size(bench: Bench) -> int:
    """How many hidden recipients one mail has at most: the user's choice, else 50."""
    chosen = (bench.setting("more") or {}).get(SIZE_SETTING)
    if isinstance(chosen, int) and group_notice.LEAST <= chosen <= group_notice.MOST:
        return chosen
    return group_notice.MAIL_SIZE


def size_of(text: str) -> int:
    """A mail's most recipients as it is typed; raises RuleSaysNo "mail-size-not-a-number" (field "size")."""
    typed = text.strip()
    least, most = group_notice.LEAST, group_notice.MOST
    if not (typed.isascii() and typed.isdigit()) or len(typed) > len(str(most)) or not least <= int(typed) <= most:
        raise RuleSaysNo("mail-size-not-a-number", "size", value=typed, least=str(least), most=str(most))
    return int(typed)


def routed(bench: Bench, draft: Draft, progress: Progress | None = None) -> Routing:
    """Everybody whom the rules choose for a notice to the customers of ``draft.group_parties``.

    To oneself, all others in Bcc; an address that several customers have stands once for each of them. What is to be
    checked first (B5) stands among its reasons: there may be thousands.
    """
    purpose = purpose_rows.by_code(bench.ledger.read, draft.purpose)
    reached = _by_rules(bench, draft.group_parties, purpose, progress)
    hidden = tuple(each for share in reached.shares for each in share.recipients)
    oneself = _oneself(bench)
    notes = () if oneself or not hidden else (because("own-address-missing", "A6"),)
    return Routing((*oneself, *hidden) if hidden else (), notes)


def set_own_address(bench: Bench, draft: Draft, text: str) -> None:
    """Say which address is one's own, and put it into To. Raises RuleSaysNo (field "mail") for what is no address."""
    if not text.strip():
        raise RuleSaysNo("mail-missing", "mail")
    own_company.set_own_field(bench, "mail", text)
    hidden = tuple(each for each in draft.recipients if each.role == "bcc")
    with bench.ledger.write("recipients-changed") as writer:
        drafts.save_draft(writer, replace(draft, recipients=(*_oneself(bench), *hidden)), bench.stamp())


def now_reached(bench: Bench, draft: Draft) -> Reached:
    """The customers of a notice as its draft has them, but for what can no longer receive (A7)."""
    read = bench.ledger.read
    hidden = [each for each in draft.recipients if each.role == "bcc" and each.address_id is not None]
    numbers = [each.address_id for each in hidden if each.address_id is not None]
    owners = group_parties.owners(read, numbers)
    purpose = purpose_rows.by_code(read, draft.purpose)
    gone = _gone(bench, numbers, purpose)
    by_party: dict[PartyId, list[DraftRecipient]] = {}
    lost: dict[PartyId, tuple[Reason, ...]] = {}
    for each in hidden:
        number = each.address_id or 0
        party_id = owners.get(number)
        if party_id is None:
            continue
        if number in gone:
            lost[party_id] = (*lost.get(party_id, ()), *gone[number])
        else:
            by_party.setdefault(party_id, []).append(each)
    names = group_parties.names(read, draft.group_parties)
    shares = tuple(
        Share(each.number, tuple(by_party[each.number]), each.country, each.zone)
        for each in names
        if each.number in by_party
    )
    rest = [each for each in names if each.number not in by_party]
    why = _why_not(bench, [each.number for each in rest if each.number not in lost], purpose)
    left_out = tuple(
        LeftOut(each.number, each.name, lost.get(each.number) or why.get(each.number, ())) for each in rest
    )
    return Reached(shares, left_out)


def _by_rules(bench: Bench, numbers: Sequence[PartyId], purpose: Purpose, progress: Progress | None = None) -> Reached:
    today, mine = bench.today(), own_address(bench).casefold()
    shares, left_out = [], []
    for member in _members(bench, numbers, purpose, progress):
        found = routing.route_apart(purpose, member.party, member.addresses, member.people, member.cells, today=today)
        chosen = tuple(_for_the_list(each) for each in found.recipients if each.value.casefold() != mine)
        if chosen:
            shares.append(Share(member.party.id, chosen))
        else:
            left_out.append(LeftOut(member.party.id, member.party.name, found.notes))
    return Reached(tuple(shares), tuple(left_out))


def _members(bench: Bench, numbers: Sequence[PartyId], purpose: Purpose, progress: Progress | None) -> Iterator[Member]:
    """The customers of these numbers, in their order, with their mailboxes; read a few hundred at a time."""
    for start in range(0, len(numbers), _TOGETHER):
        part = numbers[start : start + _TOGETHER]
        found = letter_parties.members(bench.ledger.read, part)
        letter_parties.add_mailboxes(bench.ledger.read, found, purpose.id)
        yield from (found[number] for number in part if number in found)
        if progress is not None:
            progress(start + len(part), len(numbers))


def _for_the_list(recipient: DraftRecipient) -> DraftRecipient:
    return replace(recipient, reasons=(*recipient.reasons, *recipient.warnings), warnings=())


def _why_not(bench: Bench, numbers: Sequence[PartyId], purpose: Purpose) -> dict[PartyId, tuple[Reason, ...]]:
    """Why customers without a recipient have none; what would be chosen by now says so instead."""
    if not numbers:
        return {}
    found = _by_rules(bench, numbers, purpose)
    reachable = because("group-reachable-now", "A6")
    return {
        **{each.party_id: each.reasons for each in found.left_out},
        **{each.party_id: (reachable,) for each in found.shares},
    }


def _gone(bench: Bench, numbers: Iterable[int], purpose: Purpose) -> dict[int, tuple[Reason, ...]]:
    today = bench.today()
    found = group_parties.out_of_use(bench.ledger.read, list(numbers), purpose.id, today.isoformat())
    return {
        address.id: routing.objections(
            purpose, "bcc", address, address.value, today=today, assigned=Role.NEVER if never else None
        )
        for address, never in found
    }


def _oneself(bench: Bench) -> tuple[DraftRecipient, ...]:
    mine = own_address(bench)
    return (DraftRecipient("to", mine, reasons=(because("group-oneself", "A6"),)),) if mine else ()
