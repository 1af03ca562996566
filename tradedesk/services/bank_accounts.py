"""What the user does with the bank accounts of a party, field by field; a change of a confirmed one stays in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain import bank
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import PartyId
from tradedesk.domain.party import BankAccount, Party
from tradedesk.domain.reason import Reason, because
from tradedesk.ledger import bank_accounts as rows
from tradedesk.ledger import parties
from tradedesk.services.bench import Bench


@dataclass(frozen=True)
class AccountView:
    """A bank account as it is shown: why it is in doubt, what does not fit by field, what was there before.

    ``changes`` are (field, before, now) of the last change of a confirmed account, also after it was confirmed again.
    """

    account: BankAccount
    doubt: Reason | None
    remarks: tuple[tuple[str, Reason], ...]
    changes: tuple[tuple[str, str, str], ...]

    @property
    def is_alarm(self) -> bool:
        """Whether it must be said above the party, too."""
        return self.doubt is not None and self.doubt.code in ("bank-changed", "bank-further")


def views(bench: Bench, party: Party) -> tuple[AccountView, ...]:
    """The bank accounts of a party with what is to be said of each."""
    accounts = rows.of_party(bench.ledger.read, party.id)
    return tuple(
        AccountView(
            each,
            bank.doubt(each, accounts),
            _remarks(each, party.country),
            bank.differences(each) if each.changed_on else (),
        )
        for each in accounts
    )


def add(bench: Bench, party_id: PartyId) -> int:
    """Add a bank account to be filled in; the party's name and currency stand in it already."""
    party = parties.party(bench.ledger.read, party_id)
    with bench.ledger.write("bank-account-added") as writer:
        return rows.add(writer, BankAccount(0, party_id, party.name, currency=party.currency))


def set_field(bench: Bench, number: int, field: str, text: str) -> None:
    """Save one field; what stood in a confirmed account is kept, and it is in doubt until it is confirmed again.

    An IBAN or BIC that does not fit is kept and said by ``views``. Raises RuleSaysNo("field-unknown").
    """
    account = rows.account(bench.ledger.read, number)
    if field not in bank.FIELDS:
        raise RuleSaysNo("field-unknown", field, name=field)
    changed = bank.changed(account, field, _tidy(field, text), bench.today())
    if changed == account:
        return
    alarmed = bank.is_changed(changed) and not bank.is_changed(account)
    with bench.ledger.write("bank-account-in-doubt" if alarmed else "bank-account-changed") as writer:
        rows.save(writer, changed)


def confirm(bench: Bench, number: int, evidence: str) -> None:
    """Somebody confirmed the account: ``evidence`` says who and how. Raises RuleSaysNo as ``bank.confirmed``."""
    account = rows.account(bench.ledger.read, number)
    sure = bank.confirmed(account, evidence, bench.today())
    with bench.ledger.write("bank-account-confirmed") as writer:
        rows.save(writer, sure)


def remove(bench: Bench, number: int) -> None:
    """Remove a bank account."""
    account = rows.account(bench.ledger.read, number)
    with bench.ledger.write("bank-account-removed") as writer:
        rows.remove(writer, account)


def _tidy(field: str, text: str) -> str:
    from tradedesk.integrations import numbers

    if field == "account":
        return numbers.tidy_account(text)
    if field == "swift":
        return numbers.tidy_swift(text)
    if field == "currency":
        from tradedesk.services.customer_forms import currency_of

        return currency_of(text)
    return text.strip() if field in ("bank_address", "note") else " ".join(text.split())


def _remarks(account: BankAccount, country: str) -> tuple[tuple[str, Reason], ...]:
    from tradedesk.integrations import numbers

    wrong = (("account", numbers.judge_account(account.account)), ("swift", numbers.judge_swift(account.swift)))
    told = [(field, reason) for field, reason in wrong if reason is not None]
    abroad = numbers.country_of_account(account.account, account.swift)
    if country and abroad and abroad != country[:2]:
        told.append(("bank", because("bank-abroad", "F1", account=abroad, company=country[:2])))
    return tuple(told)
