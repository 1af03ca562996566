"""A few customers, orders and messages around Saturday, 21 November 2026, 14:32 in Ningbo."""

from __future__ import annotations

from datetime import timedelta

from tests.support.desk_bench import NOON
from tradedesk.domain.address import Channel, MailboxKind
from tradedesk.ledger.values import utc_text
from tradedesk.services import addresses, customer_forms
from tradedesk.services.bench import Bench


class SmallCompany:
    """Fills a ledger; the numbers of what it made are kept by name."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        with bench.ledger.write("filled", undoable=False) as writer:
            self._writer = writer
            self._parties()
            self._orders()
            self._messages()
        bench.ledger.take_news()

    def _party(self, name: str, short: str, country: str, city: str, zone: str, kind: str = "customer") -> int:
        row = {"kind": kind, "name": name, "short_name": short, "country": country, "city": city, "zone": zone}
        return self._writer.insert("parties", row)

    def _parties(self) -> None:
        self._party("Ningbo Lantian Trading Co., Ltd.", "Ningbo Lantian", "CN", "Ningbo", "Asia/Shanghai", "own")
        self.nordlicht = self._party("Nordlicht Möbel GmbH", "Nordlicht", "DE", "Hamburg", "Europe/Berlin")
        self.gulf = self._party("Gulf Horizon Trading LLC", "Gulf Horizon", "AE", "Dubai", "Asia/Dubai")
        self.takahashi = self._party("Takahashi Seiki", "Takahashi", "JP", "Osaka", "Asia/Tokyo")
        self.bluewater = self._party("Bluewater Outdoor", "Bluewater", "US", "Seattle", "America/Los_Angeles")
        self.noor = self._party("Al Noor Hospitality Supply", "Al Noor", "SA", "Riyadh", "Asia/Riyadh")

    def order(
        self, number: str, party: int, stage: str, *nodes: tuple[str, str | None, str | None], **more: str
    ) -> int:
        """One order; each node is (code, planned, actual)."""
        row = {"number": number, "party_id": party, "stage": stage, "currency": "USD", "total_minor": 1_800_000, **more}
        order_id = self._writer.insert("orders", row)
        for position, (code, planned, actual) in enumerate(nodes, start=1):
            node = {"order_id": order_id, "position": position, "code": code}
            self._writer.insert("nodes", {**node, "planned_on": planned, "actual_on": actual})
        return order_id

    def _orders(self) -> None:
        asked = utc_text(NOON - timedelta(hours=23, minutes=22))
        table = {"summary": "40 ft of folding tables", "inquired_at": asked}
        self.inquiry = self.order("TD-2026-0160", self.bluewater, "inquiry", ("inquiry", None, "2026-11-20"), **table)
        self.shipped = self.order("TD-2026-0148", self.nordlicht, "on-the-way", ("shipped", None, "2026-11-20"))
        shipment = {"order_id": self.shipped, "carrier": "COSCO", "container_no": "CSNU6180442"}
        self._writer.insert("shipments", shipment)
        self.owing = self.order("TD-2026-0131", self.gulf, "delivered", ("delivered", None, "2026-11-12"))
        share = {"label": "balance", "amount_minor": 1_260_000, "due_on": "2026-11-14", "position": 2}
        self._writer.insert("instalments", {"order_id": self.owing, **share})
        self.ready = self.order("TD-2026-0155", self.takahashi, "production", ("ready", "2026-11-24", None))
        self.noor_order = self.order("TD-2026-0140", self.noor, "production", ("ready", "2027-01-20", None))

    def message(self, at: timedelta, medium: str, direction: str, subject: str, state: str, **more: object) -> int:
        """A log entry so long before noon, with recipients by role in ``people``."""
        people = more.pop("people", {})
        row = {"at": utc_text(NOON - at), "medium": medium, "direction": direction, "subject": subject, "state": state}
        number = self._writer.insert("messages", {**row, **more})
        assert isinstance(people, dict)
        for role, value in people.items():
            self._writer.insert("message_recipients", {"message_id": number, "role": role, "value": value})
        return number

    def _messages(self) -> None:
        deposit = {"party_id": self.gulf, "order_id": self.owing, "body": "10% deposit is fine for the next one"}
        self.chat = self.message(
            timedelta(hours=40), "whatsapp", "in", "10% deposit is fine", "noted", people={"from": "Khalid"}, **deposit
        )
        point = {"text": "10% deposit is fine", "said_at": utc_text(NOON - timedelta(hours=40)), "medium": "whatsapp"}
        link = {"party_id": self.gulf, "order_id": self.owing, "said_in": self.chat}
        self.point = self._writer.insert("points", {**point, **link})
        self.handed = self.message(
            timedelta(minutes=30), "mail", "out", "Goods ready in three days", "handed-over",
            party_id=self.takahashi, order_id=self.ready, program="Thunderbird", body="Dear Mr. Takahashi",
            people={"to": "orders@takahashi.jp", "cc": "sato@takahashi.jp"},
        )  # fmt: skip
        self.cut_off = self.message(
            timedelta(hours=3), "mail", "out", "Balance of TD-2026-0131", "handing-over",
            party_id=self.gulf, order_id=self.owing, program="Thunderbird", people={"to": "accounts@gulfhorizon.ae"},
        )  # fmt: skip
        self.sent = self.message(
            timedelta(days=3), "mail", "out", "Production started", "sent",
            party_id=self.nordlicht, order_id=self.shipped, body="Dear Ms. Krüger",
            people={"to": "einkauf@nordlicht.de"},
        )  # fmt: skip
        self.call = self.message(
            timedelta(days=1), "call", "in", "Asked for the fumigation certificate", "noted", party_id=self.noor
        )


def add_khalid(firm: SmallCompany) -> int:
    """Khalid at Gulf Horizon, whose mailbox is the company's and confirmed; returns his number."""
    bench = firm.bench
    person = customer_forms.add_contact(bench, firm.gulf, "Khalid Al Mansoori")
    orders = addresses.add(bench, firm.gulf, Channel.MAIL, "orders@gulfhorizon.ae", person)
    addresses.confirm(bench, orders, MailboxKind.COMPANY, None, "")
    return person
