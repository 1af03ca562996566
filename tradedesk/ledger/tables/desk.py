"""What the ledger keeps about itself: its identity, what can be undone, what was brought in."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, UniqueConstraint

from tradedesk.ledger.tables.columns import link, maybe_number, metadata, number, table, text

meta = Table("meta", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))

undo_steps = table("undo_steps", text("at"), text("label"), text("inverse"), number("used"))

imports = table(
    "imports",
    text("at"),
    text("file_name"),
    text("kind"),
    text("sha256"),
    text("counts"),
    maybe_number("undo_id"),
)

external_keys = table(
    "external_keys",
    text("kind"),
    text("key"),
    link("party_id", "parties"),
    link("order_id", "orders"),
    link("product_id", "products"),
)
Index("ix_external_keys_kind_key", external_keys.c.kind, external_keys.c.key, unique=True)

saved_filters = table(
    "saved_filters",
    text("noun"),
    text("name"),
    text("query"),
    number("position"),
    UniqueConstraint("noun", "name"),
)

list_layouts = table(
    "list_layouts",
    text("kind"),
    text("headings"),
    text("mapping"),
    text("options"),
    text("used_at"),
    UniqueConstraint("kind", "headings"),
)

origins = table(
    "origins",
    text("noun"),
    number("row_id"),
    # Ledger and number of the row that was taken over: taken over again, it is known and not doubled.
    text("origin"),
    UniqueConstraint("noun", "origin"),
)
Index("ix_origins_noun_row_id", origins.c.noun, origins.c.row_id)
