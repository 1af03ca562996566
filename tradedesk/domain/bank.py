"""Bank accounts of a party: what stood before a change is kept, and no change is believed until it was confirmed.

A mail with "our new bank account" is the commonest fraud of the trade, so the change must be said wherever the account
is shown, and only a person who asked on another way than that mail can take the warning away (F1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.party import BankAccount
from tradedesk.domain.reason import Reason, because

#: What decides where money goes.
GUARDED = ("beneficiary", "bank", "account", "swift")
FIELDS = (*GUARDED, "bank_address", "currency", "note")


def changed(account: BankAccount, field: str, value: str, today: date) -> BankAccount:
    """The account with one field changed; ``today`` is the user's own day.

    Where the field decides where money goes and the account was confirmed, what stood there is kept and the account is
    no longer confirmed. Putting back what was confirmed takes that away again.
    """
    old = str(getattr(account, field))
    fresh = replace(account, **{field: value})  # type: ignore[arg-type]
    if field not in GUARDED or _alike(old, value):
        return fresh
    if account.confirmed_on is not None:
        kept = {name: str(getattr(account, name)) for name in GUARDED}
        kept |= {"confirmed_on": account.confirmed_on.isoformat(), "evidence": account.evidence}
        return replace(fresh, changed_from=kept, changed_on=today, confirmed_on=None, evidence="")
    if not is_changed(account):
        return fresh
    if not differences(fresh):
        confirmed_on = date.fromisoformat(account.changed_from["confirmed_on"])
        evidence = account.changed_from.get("evidence", "")
        return replace(fresh, changed_from={}, changed_on=None, confirmed_on=confirmed_on, evidence=evidence)
    return replace(fresh, changed_on=today)


def confirmed(account: BankAccount, evidence: str, today: date) -> BankAccount:
    """The account as confirmed today; ``evidence`` says who confirmed it and how.

    What stood before the change stays for the record. Raises RuleSaysNo: "bank-evidence-missing", "bank-account-empty".
    """
    if not account.account.strip():
        raise RuleSaysNo("bank-account-empty", "account")
    if not evidence.strip():
        raise RuleSaysNo("bank-evidence-missing", "evidence")
    return replace(account, confirmed_on=today, evidence=" ".join(evidence.split()))


def is_changed(account: BankAccount) -> bool:
    """Whether it was changed since it was confirmed."""
    return account.changed_on is not None and account.confirmed_on is None


def differences(account: BankAccount) -> tuple[tuple[str, str, str], ...]:
    """What is not as it was before the last change: field, what stood there, what stands there now."""
    now = {name: str(getattr(account, name)) for name in GUARDED}
    before = account.changed_from
    return tuple(
        (name, before.get(name, ""), now[name]) for name in GUARDED if not _alike(before.get(name, ""), now[name])
    )


def doubt(account: BankAccount, all_of_party: Sequence[BankAccount]) -> Reason | None:
    """Why an account is not to be relied on, or None when it is confirmed.

    "bank-changed": changed since it was confirmed; "bank-further": a new one beside a confirmed one;
    "bank-unconfirmed": never confirmed; "bank-empty": no number is filled in yet.
    """
    if account.confirmed_on is not None:
        return None
    if account.changed_on is not None:
        before = " · ".join(old or "—" for _field, old, _new in differences(account))
        now = " · ".join(new or "—" for _field, _old, new in differences(account))
        return because("bank-changed", "F1", day=account.changed_on.isoformat(), before=before, now=now)
    if not account.account.strip():
        return because("bank-empty", "F1")
    if any(each.id != account.id and each.account and _once_confirmed(each) for each in all_of_party):
        return because("bank-further", "F1", account=account.account)
    return because("bank-unconfirmed", "F1", account=account.account)


def alarms(accounts: Sequence[BankAccount]) -> tuple[Reason, ...]:
    """What must be said above the party: changed accounts, and new ones beside a confirmed one."""
    doubts = (doubt(each, accounts) for each in accounts)
    return tuple(each for each in doubts if each is not None and each.code in ("bank-changed", "bank-further"))


def _once_confirmed(account: BankAccount) -> bool:
    return account.confirmed_on is not None or "confirmed_on" in account.changed_from


def _alike(one: str, other: str) -> bool:
    """Whether two differ in blanks, signs and capitals at most."""
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
