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
    text("description_local"),
    text("origin"),
    text("pieces_per_carton"),
    text("net_weight"),
    text("gross_weight"),
    text("cbm"),
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
    text("order_type"),
    text("tolerance_percent"),
    text("shipping_marks"),
    text("lc_number"),
    text("lc_bank"),
    maybe_text("lc_latest_shipment"),
    maybe_text("lc_expiry"),
    text("lc_place"),
    maybe_number("lc_presentation_days"),
    text("end_reason"),
    text("side_reason"),
    maybe_text("side_since"),
    # Without a constraint: a copy stays when the order it was made from goes.
    maybe_number("copied_from_id"),
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
    text("description_local"),
    text("pieces_per_carton"),
    maybe_number("cartons"),
    text("net_weight"),
    text("gross_weight"),
    text("cbm"),
    text("note"),
)
Index("ix_order_lines_order_id", order_lines.c.order_id)

order_charges = table(
    "order_charges",
    link("order_id", "orders", required=True),
    number("position"),
    text("label"),
    number("amount_minor"),
)
Index("ix_order_charges_order_id", order_charges.c.order_id)

order_versions = table(
    "order_versions",
    link("order_id", "orders", required=True),
    number("number"),
    text("at"),
    # What changed, as JSON: field, before, after.
    text("changes"),
    text("agreed_by"),
    text("agreed_by_medium"),
    maybe_text("agreed_on"),
    link("message_id", "messages"),
    link("point_id", "points"),
)
Index("ix_order_versions_order_id", order_versions.c.order_id)

node_lists = table(
    "node_lists",
    text("code"),
    text("name_en"),
    text("name_zh"),
    number("position"),
    UniqueConstraint("code"),
)

node_list_nodes = table(
    "node_list_nodes",
    link("node_list_id", "node_lists", required=True),
    number("position"),
    text("code"),
    text("name_en"),
    text("name_zh"),
    maybe_number("lead_days"),
    text("day_kind"),
    text("template"),
    text("role"),
)
Index("ix_node_list_nodes_node_list_id", node_list_nodes.c.node_list_id)

promise_terms = table(
    "promise_terms",
    link("party_id", "parties"),
    link("order_id", "orders"),
    text("kind"),
    maybe_number("hours"),
    maybe_number("days"),
    number("off"),
    text("note"),
)
Index("ix_promise_terms_party_id", promise_terms.c.party_id)
Index("ix_promise_terms_order_id", promise_terms.c.order_id)

product_prices = table(
    "product_prices",
    link("product_id", "products", required=True),
    link("party_id", "parties", required=True),
    text("currency"),
    text("unit_price"),
    text("unit"),
    maybe_text("agreed_on"),
    link("order_id", "orders"),
)
Index("ix_product_prices_product_id_party_id", product_prices.c.product_id, product_prices.c.party_id)
Index("ix_product_prices_party_id", product_prices.c.party_id)

nodes = table(
    "nodes",
    link("order_id", "orders", required=True),
    number("position"),
    text("code"),
    maybe_text("planned_on"),
    maybe_text("actual_on"),
    link("notice_message_id", "messages"),
    text("name_en"),
    text("name_zh"),
    maybe_number("lead_days"),
    text("day_kind"),
    text("template"),
    text("role"),
    text("note"),
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
    text("bank_ref"),
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
    number("position"),
    text("voyage"),
    maybe_text("shipped_on"),
    maybe_text("arrived_on"),
    text("note"),
)
Index("ix_shipments_order_id", shipments.c.order_id)

shipment_lines = table(
    "shipment_lines",
    link("shipment_id", "shipments", required=True),
    link("order_line_id", "order_lines", required=True),
    text("quantity"),
    UniqueConstraint("shipment_id", "order_line_id"),
)
Index("ix_shipment_lines_order_line_id", shipment_lines.c.order_line_id)

shipment_containers = table(
    "shipment_containers",
    link("shipment_id", "shipments", required=True),
    number("position"),
    text("number"),
    text("seal_no"),
    text("size_type"),
    text("note"),
)
Index("ix_shipment_containers_shipment_id", shipment_containers.c.shipment_id)

shipment_numbers = table(
    "shipment_numbers",
    link("shipment_id", "shipments", required=True),
    number("position"),
    text("kind"),
    text("number"),
    text("carrier"),
)
Index("ix_shipment_numbers_shipment_id", shipment_numbers.c.shipment_id)

order_roles = table(
    "order_roles",
    link("order_id", "orders", required=True),
    text("role"),
    link("party_id", "parties"),
    link("contact_id", "contacts"),
    text("name"),
    text("firm"),
    maybe_text("from_on"),
    maybe_text("to_on"),
    text("note"),
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
