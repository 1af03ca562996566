"""Orders in full: packing, charges, versions, node lists, promises' terms, prices, shipments in parts."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = (
    ("products", "description_local", "TEXT DEFAULT '' NOT NULL"),
    ("products", "origin", "TEXT DEFAULT '' NOT NULL"),
    ("products", "pieces_per_carton", "TEXT DEFAULT '' NOT NULL"),
    ("products", "net_weight", "TEXT DEFAULT '' NOT NULL"),
    ("products", "gross_weight", "TEXT DEFAULT '' NOT NULL"),
    ("products", "cbm", "TEXT DEFAULT '' NOT NULL"),
    ("receipts", "bank_ref", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "order_type", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "tolerance_percent", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "shipping_marks", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "lc_number", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "lc_bank", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "lc_latest_shipment", "TEXT"),
    ("orders", "lc_expiry", "TEXT"),
    ("orders", "lc_place", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "lc_presentation_days", "INTEGER"),
    ("orders", "end_reason", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "side_reason", "TEXT DEFAULT '' NOT NULL"),
    ("orders", "side_since", "TEXT"),
    ("orders", "copied_from_id", "INTEGER"),
    ("order_lines", "description_local", "TEXT DEFAULT '' NOT NULL"),
    ("order_lines", "pieces_per_carton", "TEXT DEFAULT '' NOT NULL"),
    ("order_lines", "cartons", "INTEGER"),
    ("order_lines", "net_weight", "TEXT DEFAULT '' NOT NULL"),
    ("order_lines", "gross_weight", "TEXT DEFAULT '' NOT NULL"),
    ("order_lines", "cbm", "TEXT DEFAULT '' NOT NULL"),
    ("order_lines", "note", "TEXT DEFAULT '' NOT NULL"),
    ("order_roles", "from_on", "TEXT"),
    ("order_roles", "to_on", "TEXT"),
    ("order_roles", "note", "TEXT DEFAULT '' NOT NULL"),
    ("shipments", "position", "INTEGER DEFAULT '0' NOT NULL"),
    ("shipments", "voyage", "TEXT DEFAULT '' NOT NULL"),
    ("shipments", "shipped_on", "TEXT"),
    ("shipments", "arrived_on", "TEXT"),
    ("shipments", "note", "TEXT DEFAULT '' NOT NULL"),
    ("nodes", "name_en", "TEXT DEFAULT '' NOT NULL"),
    ("nodes", "name_zh", "TEXT DEFAULT '' NOT NULL"),
    ("nodes", "lead_days", "INTEGER"),
    ("nodes", "day_kind", "TEXT DEFAULT '' NOT NULL"),
    ("nodes", "template", "TEXT DEFAULT '' NOT NULL"),
    ("nodes", "role", "TEXT DEFAULT '' NOT NULL"),
    ("nodes", "note", "TEXT DEFAULT '' NOT NULL"),
)

TABLES = (
    """
CREATE TABLE node_lists (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_node_lists_code UNIQUE (code)
)
    """,
    """
CREATE TABLE node_list_nodes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    node_list_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    lead_days INTEGER,
    day_kind TEXT DEFAULT '' NOT NULL,
    template TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_node_list_nodes_node_list_id_node_lists FOREIGN KEY(node_list_id) REFERENCES node_lists (id)
)
    """,
    "CREATE INDEX ix_node_list_nodes_node_list_id ON node_list_nodes (node_list_id)",
    """
CREATE TABLE order_charges (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    label TEXT DEFAULT '' NOT NULL,
    amount_minor INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT fk_order_charges_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id)
)
    """,
    "CREATE INDEX ix_order_charges_order_id ON order_charges (order_id)",
    """
CREATE TABLE product_prices (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    product_id INTEGER NOT NULL,
    party_id INTEGER NOT NULL,
    currency TEXT DEFAULT '' NOT NULL,
    unit_price TEXT DEFAULT '' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    agreed_on TEXT,
    order_id INTEGER,
    CONSTRAINT fk_product_prices_product_id_products FOREIGN KEY(product_id) REFERENCES products (id),
    CONSTRAINT fk_product_prices_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_product_prices_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id)
)
    """,
    "CREATE INDEX ix_product_prices_order_id ON product_prices (order_id) WHERE order_id IS NOT NULL",
    "CREATE INDEX ix_product_prices_party_id ON product_prices (party_id)",
    "CREATE INDEX ix_product_prices_product_id_party_id ON product_prices (product_id, party_id)",
    """
CREATE TABLE promise_terms (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER,
    order_id INTEGER,
    kind TEXT DEFAULT '' NOT NULL,
    hours INTEGER,
    days INTEGER,
    off INTEGER DEFAULT '0' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_promise_terms_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_promise_terms_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id)
)
    """,
    "CREATE INDEX ix_promise_terms_order_id ON promise_terms (order_id)",
    "CREATE INDEX ix_promise_terms_party_id ON promise_terms (party_id)",
    """
CREATE TABLE shipment_containers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    shipment_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    seal_no TEXT DEFAULT '' NOT NULL,
    size_type TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_shipment_containers_shipment_id_shipments FOREIGN KEY(shipment_id) REFERENCES shipments (id)
)
    """,
    "CREATE INDEX ix_shipment_containers_shipment_id ON shipment_containers (shipment_id)",
    """
CREATE TABLE shipment_lines (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    shipment_id INTEGER NOT NULL,
    order_line_id INTEGER NOT NULL,
    quantity TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_shipment_lines_shipment_id_order_line_id UNIQUE (shipment_id, order_line_id),
    CONSTRAINT fk_shipment_lines_shipment_id_shipments FOREIGN KEY(shipment_id) REFERENCES shipments (id),
    CONSTRAINT fk_shipment_lines_order_line_id_order_lines FOREIGN KEY(order_line_id) REFERENCES order_lines (id)
)
    """,
    "CREATE INDEX ix_shipment_lines_order_line_id ON shipment_lines (order_line_id)",
    """
CREATE TABLE shipment_numbers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    shipment_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    carrier TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_shipment_numbers_shipment_id_shipments FOREIGN KEY(shipment_id) REFERENCES shipments (id)
)
    """,
    "CREATE INDEX ix_shipment_numbers_shipment_id ON shipment_numbers (shipment_id)",
    """
CREATE TABLE order_versions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    number INTEGER DEFAULT '0' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    changes TEXT DEFAULT '' NOT NULL,
    agreed_by TEXT DEFAULT '' NOT NULL,
    agreed_by_medium TEXT DEFAULT '' NOT NULL,
    agreed_on TEXT,
    message_id INTEGER,
    point_id INTEGER,
    CONSTRAINT fk_order_versions_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_order_versions_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id),
    CONSTRAINT fk_order_versions_point_id_points FOREIGN KEY(point_id) REFERENCES points (id)
)
    """,
    "CREATE INDEX ix_order_versions_message_id ON order_versions (message_id) WHERE message_id IS NOT NULL",
    "CREATE INDEX ix_order_versions_order_id ON order_versions (order_id)",
    "CREATE INDEX ix_order_versions_point_id ON order_versions (point_id) WHERE point_id IS NOT NULL",
)

NAMES = (
    "node_lists",
    "node_list_nodes",
    "order_charges",
    "product_prices",
    "promise_terms",
    "shipment_containers",
    "shipment_lines",
    "shipment_numbers",
    "order_versions",
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f"alter table {table} add column {column} {kind}")
    for statement in TABLES:
        op.execute(statement)


def downgrade() -> None:
    for name in reversed(NAMES):
        op.execute(f"drop table {name}")
    for table, column, _kind in reversed(COLUMNS):
        op.execute(f"alter table {table} drop column {column}")
