"""A seeded ledger of the size to carry: 10,000 customers, 30,000 addresses, 20,000 orders, 200,000 messages.

python -m tests.bench.make_ledger FOLDER [--messages N] [--customers N] [--orders N]
"""

from __future__ import annotations

import argparse
import random
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tradedesk.ledger.ledger import Ledger
from tradedesk.ledger.upgrade import open_ledger
from tradedesk.runtime.paths import open_profile

TODAY = date(2026, 11, 21)
PLACES = [
    ("DE", "Hamburg", "Europe/Berlin", "de"), ("US", "Houston", "America/Chicago", "com"),
    ("BR", "Santos", "America/Sao_Paulo", "com.br"), ("AE", "Dubai", "Asia/Dubai", "ae"),
    ("CN", "宁波", "Asia/Shanghai", "cn"), ("JP", "大阪", "Asia/Tokyo", "co.jp"),
    ("IN", "Mumbai", "Asia/Kolkata", "in"), ("TR", "İzmir", "Europe/Istanbul", "com.tr"),
    ("VN", "Hải Phòng", "Asia/Ho_Chi_Minh", "vn"), ("RU", "Москва", "Europe/Moscow", "ru"),
]  # fmt: skip
STEMS = [
    *("Nordwind", "Blue Ridge", "Atlântico", "Gulf Star", "海天"),
    *("三河", "Deccan", "Anadolu", "Phương Nam", "Балтика"),
]
TAILS = ["Trading", "Import", "GmbH", "LLC", "有限公司", "株式会社", "Exports", "A.Ş.", "JSC", "ООО"]
GOODS = ["LED panel", "steel bolt", "cotton towel", "ceramic tile", "brake pad", "bamboo tray", "garden chair", "valve"]
WORDS = (  # noqa: SIM905 - a text and its words
    "please find attached the shipment documents for your order we confirm the delivery date and the price as agreed "
    "kindly send the signed proforma invoice today our bank needs the original bill of lading before payment "
    "container number sample approved packing list updated quantity changed vessel delayed customs certificate"
).split()
CHINESE = (  # noqa: SIM905
    "报关单 提单副本 定金已收 尽快安排装运 验货报告 清关资料 起订量 形式发票 船期延误 请确认交期 余款 箱单"
).split()
NODES = ["confirmed", "deposit", "production", "ready", "customs", "shipped", "delivered", "balance"]
STAGES = ["confirmed", "production", "ready", "on-the-way", "delivered", "closed"]


def make(folder: Path, messages: int = 200_000, customers: int = 10_000, orders: int = 20_000) -> Path:
    """Make the ledger in a profile folder, or keep the one that is there; returns the folder."""
    profile = open_profile(folder)
    done = folder / f"made-{customers}-{orders}-{messages}"
    if done.exists():
        return folder
    profile.ledger.unlink(missing_ok=True)
    opened = open_ledger(profile.ledger, profile.backups, now=lambda: datetime.now(UTC))
    rng = random.Random(1)
    _parties(opened.ledger, rng, customers)
    _orders(opened.ledger, rng, customers, orders)
    for start in range(0, messages, 20_000):
        _messages(opened.ledger, rng, customers, orders, start, min(20_000, messages - start), messages)
    _timelines(opened.ledger, rng)
    opened.ledger.close()
    done.touch()
    return folder


def _parties(ledger: Ledger, rng: random.Random, count: int) -> None:
    rows, people, places = [], [], []
    for number in range(1, count + 1):
        country, city, zone, tail = PLACES[number % len(PLACES)]
        name = f"{STEMS[rng.randrange(10)]} {TAILS[rng.randrange(10)]} {number}"
        rows.append(
            {"kind": "customer", "code": f"C{number:05d}", "name": name, "country": country, "city": city, "zone": zone,
             "languages": "en", "currency": "USD", "tier": rng.choice("ABC"), "cycle_days": rng.choice([None, 60, 90])}
        )  # fmt: skip
        people.append({"party_id": number, "name": f"Buyer {number}", "is_main": 1})
        for place, (local, kind, standing) in enumerate(
            (("orders", "company", "confirmed"), ("purchase", "department", "presumed"), ("", "personal", "presumed"))
        ):
            value = f"{local}@firm{number}.{tail}" if local else f"buyer{number}@gmail.com"
            places.append(
                {"party_id": number, "contact_id": number if place else None, "channel": "mail", "value": value,
                 "kind": kind, "department": "purchasing" if kind == "department" else "", "standing": standing}
            )  # fmt: skip
    with ledger.write("made", undoable=False) as writer:
        own = {
            "kind": "own", "code": "", "name": "Ningbo Bench", "country": "CN", "city": "宁波", "zone": "Asia/Shanghai",
            "languages": "en", "currency": "USD", "tier": "", "cycle_days": None,
        }  # fmt: skip
        writer.insert_many("parties", [own])
        first = writer.insert_many("parties", rows)[0]
        shift = first - 1
        numbers = writer.insert_many("contacts", [{**row, "party_id": row["party_id"] + shift} for row in people])
        back = numbers[0] - 1
        for row in places:
            row["party_id"] += shift
            row["contact_id"] = row["contact_id"] + back if row["contact_id"] else None
        writer.insert_many("addresses", places)


def _orders(ledger: Ledger, rng: random.Random, customers: int, count: int) -> None:
    heads, money = [], []
    for number in range(1, count + 1):
        # As in a real ledger, most deals are done: one in ten still runs.
        running = number > count * 9 // 10
        stage = rng.choice(STAGES[:-1]) if running else "closed"
        ordered = TODAY - timedelta(days=rng.randrange(5, 120) if running else rng.randrange(150, 1500))
        total = rng.randrange(100_000, 9_000_000)
        heads.append(
            {"number": f"TD-{ordered.year}-{number:05d}", "party_id": rng.randrange(2, customers + 2), "stage": stage,
             "summary": f"{rng.choice(GOODS)} {rng.randrange(100, 9000)} pcs", "ordered_on": ordered.isoformat(),
             "delivery_on": (ordered + timedelta(days=60)).isoformat(), "currency": rng.choice(["USD", "USD", "EUR"]),
             "total_minor": total, "incoterm": "FOB", "incoterm_place": "Ningbo"}
        )  # fmt: skip
        for place, (label, share) in enumerate((("deposit", 30), ("balance", 70)), start=1):
            amount = total * share // 100
            # The trader keeps up: one open balance in fifty is late.
            late = running and place == 2 and number % 50 == 0
            got = amount if place == 1 or not running else 0
            due = TODAY - timedelta(days=3) if late else TODAY + timedelta(days=30)
            money.append(
                {"order_id": number, "position": place, "label": label, "percent": str(share), "amount_minor": amount,
                 "received_minor": got, "due_on": due.isoformat()}
            )  # fmt: skip
    with ledger.write("made", undoable=False) as writer:
        writer.insert_many("orders", heads)
        writer.insert_many("instalments", money)


def _timelines(ledger: Ledger, rng: random.Random) -> None:
    """Six to eight points an order; what was reached was told, but for one order in a hundred."""
    told = dict(ledger.read.all("select order_id, max(id) from messages group by order_id"))
    nodes = []
    for number, stage, ordered in ledger.read.all("select id, stage, ordered_on from orders"):
        reached = STAGES.index(stage) + 2
        for place, code in enumerate(NODES, start=1):
            planned = date.fromisoformat(ordered) + timedelta(days=7 * place)
            happened = place <= reached or stage == "closed"
            if not happened:
                planned = TODAY + timedelta(days=5 * place + rng.randrange(20))
            notice = told.get(number) if happened and rng.randrange(100) else None
            nodes.append(
                {"order_id": number, "position": place, "code": code, "planned_on": planned.isoformat(),
                 "actual_on": planned.isoformat() if happened else None, "notice_message_id": notice}
            )  # fmt: skip
    with ledger.write("made", undoable=False) as writer:
        writer.insert_many("nodes", nodes)


def _messages(
    ledger: Ledger, rng: random.Random, customers: int, orders: int, start: int, count: int, total: int
) -> None:
    rows = []
    for number in range(start, start + count):
        at = datetime(2026, 11, 20, tzinfo=UTC) - timedelta(minutes=7 * (total - number))
        order = rng.randrange(1, orders + 1)
        body = " ".join(rng.choices(WORDS, k=rng.randrange(12, 60)))
        if number % 2:
            body = "，".join(rng.choices(CHINESE, k=rng.randrange(4, 14))) + " " + body[:80]
        if number % 5000 == 17:
            body += " xylographica"
        rows.append(
            {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "medium": rng.choice(["mail", "mail", "whatsapp", "call"]),
             "direction": rng.choice(["in", "out"]), "party_id": rng.randrange(2, customers + 2), "order_id": order,
             "subject": f"{rng.choice(GOODS)} order {order:05d}", "body": body, "state": rng.choice(["sent", "noted"])}
        )  # fmt: skip
    with ledger.write("made", undoable=False) as writer:
        numbers = writer.insert_many("messages", rows)
        people = [{"message_id": number, "role": "to", "value": "orders@firm.example"} for number in numbers]
        writer.insert_many("message_recipients", people)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--customers", type=int, default=10_000)
    parser.add_argument("--orders", type=int, default=20_000)
    given = parser.parse_args()
    began = time.perf_counter()
    make(given.folder, given.messages, given.customers, given.orders)
    print(f"made in {time.perf_counter() - began:.0f} s")
