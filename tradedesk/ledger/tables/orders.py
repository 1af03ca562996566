"""Orders with their lines, nodes, money, shipments, roles and documents; products; incidents."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from tradedesk.ledger.tables.columns import link, maybe_number, maybe_text, number, table, text

products = table(
    "products",
    text("code"),
    text("name"),
    text("specification"),
    text("hs_code"),
    text("unit"),
    text("unit_price"),
    text("currency"),
    text("packing"),
    link("supplier_id", "parties"),
)
Index("ix_products_code", products.c.code)

orders = table(
    "orders",
    text("number"),
    link("party_id", "parties", required=True),
    link("contact_id", "contacts"),
    text("stage"),
    text("summary"),
    text("buyer_ref"),
    maybe_text("inquired_at"),
    maybe_text("ordered_on"),
    maybe_text("delivery_on"),
    text("currency"),
    number("total_minor"),
    maybe_number("freight_minor"),
    text("incoterm"),
    text("incoterm_place"),
    text("mode"),
    text("payment_terms"),
    text("port_loading"),
    text("port_discharge"),
    text("lead_time"),
    text("moq"),
    maybe_text("valid_until"),
    text("side_state"),
    text("notes"),
    text("created_at"),
    UniqueConstraint("number"),
)
Index("ix_orders_party_id", orders.c.party_id)
Index("ix_orders_stage", orders.c.stage)
Index("ix_orders_ordered_on", orders.c.ordered_on)

order_lines = table(
    "order_lines",
    link("order_id", "orders", required=True),
    number("position"),
    link("product_id", "products"),
    text("product_code"),
    text("description"),
    text("specification"),
    text("hs_code"),
    text("origin"),
    text("quantity"),
    text("unit"),
    text("unit_price"),
    text("discount_percent"),
    number("amount_minor"),
)
Index("ix_order_lines_order_id", order_lines.c.order_id)

nodes = table(
    "nodes",
    link("order_id", "orders", required=True),
    number("position"),
    text("code"),
    maybe_text("planned_on"),
    maybe_text("actual_on"),
    link("notice_message_id", "messages"),
)
Index("ix_nodes_order_id", nodes.c.order_id)

instalments = table(
    "instalments",
    link("order_id", "orders", required=True),
    number("position"),
    text("label"),
    text("percent"),
    number("amount_minor"),
    number("received_minor"),
    text("trigger"),
    number("trigger_days"),
    maybe_text("due_on"),
)
Index("ix_instalments_order_id", instalments.c.order_id)

receipts = table(
    "receipts",
    link("party_id", "parties", required=True),
    text("received_on"),
    text("currency"),
    number("amount_minor"),
    number("charges_minor"),
    text("rate"),
    text("note"),
)
Index("ix_receipts_party_id", receipts.c.party_id)

receipt_shares = table(
    "receipt_shares",
    link("receipt_id", "receipts", required=True),
    link("instalment_id", "instalments", required=True),
    number("amount_minor"),
)
Index("ix_receipt_shares_instalment_id", receipt_shares.c.instalment_id)

shipments = table(
    "shipments",
    link("order_id", "orders", required=True),
    link("forwarder_id", "parties"),
    text("mode"),
    text("carrier"),
    text("vessel"),
    text("tracking_no"),
    text("container_no"),
    text("seal_no"),
    text("bl_no"),
    maybe_text("etd"),
    maybe_text("eta"),
    text("ship_to"),
)
Index("ix_shipments_order_id", shipments.c.order_id)

order_roles = table(
    "order_roles",
    link("order_id", "orders", required=True),
    text("role"),
    link("party_id", "parties"),
    link("contact_id", "contacts"),
    text("name"),
    text("firm"),
)
Index("ix_order_roles_order_id", order_roles.c.order_id)

documents = table(
    "documents",
    link("order_id", "orders"),
    link("party_id", "parties"),
    text("kind"),
    text("number"),
    number("document_version", 1),
    text("title"),
    text("path"),
    number("size"),
    text("sha256"),
    text("created_at"),
)
Index("ix_documents_order_id", documents.c.order_id)

incidents = table(
    "incidents",
    link("order_id", "orders", required=True),
    text("playbook"),
    text("title"),
    text("opened_at"),
    maybe_text("closed_at"),
)
Index("ix_incidents_order_id", incidents.c.order_id)

incident_steps = table(
    "incident_steps",
    link("incident_id", "incidents", required=True),
    number("position"),
    text("title"),
    text("role"),
    maybe_text("due_at"),
    maybe_text("done_at"),
)
