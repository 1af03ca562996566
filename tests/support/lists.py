"""Lists at hand: Northwind as it lies there, lists written by a test, and how much the ledger holds."""

from __future__ import annotations

from pathlib import Path

from tradedesk.services import exchange
from tradedesk.services.bench import Bench
from tradedesk.services.exchange import Chosen, Report

NORTHWIND = Path(__file__).parent.parent / "data" / "northwind"
TABLES = (
    *("parties", "contacts", "addresses", "postal_addresses", "products", "orders", "order_lines", "nodes"),
    *("instalments", "shipments", "external_keys", "party_fts", "order_fts"),
)
IN_ORDER = ("customers", "suppliers", "shippers", "products", "orders", "order-details")


def bring(bench: Bench, name: str, chosen: Chosen | None = None) -> Report:
    return exchange.bring_in(bench, NORTHWIND / f"{name}.csv", chosen)


def written(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def tally(bench: Bench) -> dict[str, int]:
    return {table: bench.ledger.read.value(f"select count(*) from {table}") for table in TABLES}
