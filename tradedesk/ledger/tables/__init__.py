"""The tables of the ledger, private to it: only the writer and the migrations' test read them."""

from __future__ import annotations

from tradedesk.ledger.tables import desk, messages, orders, parties
from tradedesk.ledger.tables.columns import metadata
from tradedesk.ledger.tables.references import index_references

__all__ = ["desk", "messages", "metadata", "orders", "parties"]

index_references(metadata)
