"""Who should have received and cannot, and who does instead (A7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tradedesk.domain.address import Address, Standing
from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.routing_desk import Desk


def left_out(purpose: Purpose, desk: Desk, to: Sequence[DraftRecipient]) -> Iterable[Reason]:
    """A7: who should have received and cannot, and who does instead.

    Old mailboxes that nobody would have written to are history (B1), and said nothing of.
    """
    out = [each for each in desk.out if desk.roles.get(each.id) is not Role.NEVER]
    if not out:
        return
    by_rule = all(reason.code != "assigned" for each in to for reason in each.reasons)
    reached = {each.department for each in desk.mails if each.id in {one.address_id for one in to}}
    alone = not desk.principal()
    for each in sorted(out, key=lambda one: one.id):
        role = desk.roles.get(each.id)
        missed = by_rule and each.department in purpose.departments and each.department not in reached
        if role is None and not (each.standing is Standing.BOUNCED and (missed or (alone and desk.is_main(each)))):
            continue
        yield _out(desk, each, _instead(desk, each, to))


def _instead(desk: Desk, out: Address, to: Sequence[DraftRecipient]) -> str:
    """Who receives in its place: its own backup where that one was chosen, else the first who was."""
    backups = (each.value for each in to if out in desk.covers.get(each.address_id or 0, ()))
    return next(backups, to[0].value if to else "")


def _out(desk: Desk, address: Address, instead: str) -> Reason:
    """Why an address is left out, with the day where it is a matter of days."""
    facts = {"address": address.value, "instead": instead}
    code = {Standing.RETIRED: "left-out-retired", Standing.BOUNCED: "left-out-bounced"}.get(address.standing)
    if code is None and not address.reachable:
        code = "left-out-unfit"
    if code is None:
        early = address.valid_from is not None and desk.today is not None and desk.today < address.valid_from
        code = "left-out-early" if early else "left-out-past"
        facts["day"] = f"{address.valid_from if early else address.valid_to}"
    return because(code if instead else f"{code}-alone", "A7", **facts)
