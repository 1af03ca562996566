"""A customer with three mailboxes, an order under way, and a mail program that only writes down what it was given."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.party import Contact, Party, PartyKind
from tradedesk.domain.purpose import Role
from tradedesk.integrations.mail import launcher
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.services.bench import Bench


class LetterDesk:
    """Fills a ledger with what a letter needs; numbers by name."""

    def __init__(self, bench: Bench, *, customer: str = "Nordlicht Möbel GmbH", brandt: str = "Jörg Brandt") -> None:
        self.bench = bench
        with bench.ledger.write("filled", undoable=False) as writer:
            self._writer = writer
            self._own()
            self.party = parties.add_party(
                writer, Party(0, PartyKind.CUSTOMER, customer, country="DE", city="Hamburg", zone="Europe/Berlin")
            )
            person = Contact(0, self.party, brandt, family="Brandt", honorific="Mr.", is_main=True)
            self.brandt = parties.add_contact(writer, person)
            self.official = self._mail("einkauf@nordlicht.de", MailboxKind.DEPARTMENT, None, Standing.CONFIRMED)
            self.main = self._mail("j.brandt@nordlicht.de", MailboxKind.COMPANY, self.brandt, Standing.CONFIRMED)
            self.private = self._mail("joerg.brandt@gmail.com", MailboxKind.PERSONAL, self.brandt, Standing.PRESUMED)
            self._assignments()
            self._order()
        bench.ledger.take_news()

    def _own(self) -> None:
        own = Party(0, PartyKind.OWN, "Ningbo Lantian Trading", country="CN", city="Ningbo", zone="Asia/Shanghai")
        number = parties.add_party(self._writer, own)
        parties.add_contact(self._writer, Contact(0, number, "Chen Yu", is_main=True))

    def _mail(self, value: str, kind: MailboxKind, contact: int | None, standing: Standing) -> int:
        desk = Department.PURCHASING if kind is MailboxKind.DEPARTMENT else None
        made = Address(0, self.party, contact, Channel.MAIL, value, value, kind, desk, standing=standing)
        return address_rows.add(self._writer, made)

    def _assignments(self) -> None:
        purposes = {each.code: each.id for each in purpose_rows.every(self._writer)}
        for code in ("contract", "progress"):
            cells_of.assign(self._writer, self.official, purposes[code], Role.TO)
            cells_of.assign(self._writer, self.main, purposes[code], Role.CC)

    def _order(self) -> None:
        row = {
            "number": "TD-2026-0160", "party_id": self.party, "stage": "production", "currency": "USD",
            "total_minor": 4_140_000, "summary": "120 rattan lounge sets",
            "payment_terms": "T/T 30% deposit, 70% B/L copy", "port_loading": "Ningbo",
            "incoterm": "CIF", "incoterm_place": "Hamburg",
        }  # fmt: skip
        self.order = self._writer.insert("orders", row)
        days = (
            ("inquiry", None, "2026-10-01"), ("confirmed", None, "2026-10-20"), ("production", None, "2026-11-20"),
            ("ready", "2026-12-10", None), ("shipped", None, None),
        )  # fmt: skip
        self.nodes = {}
        for position, (code, planned, actual) in enumerate(days, start=1):
            node = {"order_id": self.order, "position": position, "code": code}
            self.nodes[code] = self._writer.insert("nodes", {**node, "planned_on": planned, "actual_on": actual})


class MailProgram:
    """A program called "thunderbird" in a folder of its own; ``compose()`` is the argument it was started with."""

    def __init__(self, folder: Path, then: str = "exit 0") -> None:
        folder.mkdir(exist_ok=True)
        self._told = folder / "told"
        self.path = folder / "thunderbird"
        self.path.write_text(
            f'#!/bin/sh\nprintf "%s\\n" "$@" > "{self._told}.part"\n'
            f'/bin/mv "{self._told}.part" "{self._told}"\n{then}\n'
        )
        self.path.chmod(0o755)

    @property
    def was_started(self) -> bool:
        """Whether it was started at all."""
        return self._told.exists()

    def compose(self) -> str:
        """What followed ``-compose``, decoded."""
        until = time.monotonic() + 3
        while not self._told.exists() and time.monotonic() < until:
            time.sleep(0.01)
        return unquote(self._told.read_text(encoding="utf-8"))


@contextmanager
def mail_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailProgram]:
    """The only program there is; what was started of it has ended, or had its time, when the block ends."""
    made = MailProgram(folder)
    monkeypatch.setenv("PATH", str(folder))
    yield made
    until = time.monotonic() + 3
    while launcher.forget_finished() and time.monotonic() < until:
        time.sleep(0.01)
