"""The first schema: every noun of the trade, and the three search indexes."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    CONSTRAINT pk_meta PRIMARY KEY (name)
)
    """,
    """
CREATE TABLE undo_steps (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    label TEXT DEFAULT '' NOT NULL,
    inverse TEXT DEFAULT '' NOT NULL,
    used INTEGER DEFAULT '0' NOT NULL
)
    """,
    """
CREATE TABLE imports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    file_name TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    counts TEXT DEFAULT '' NOT NULL,
    undo_id INTEGER
)
    """,
    """
CREATE TABLE external_keys (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    "key" TEXT DEFAULT '' NOT NULL,
    party_id INTEGER,
    order_id INTEGER,
    product_id INTEGER,
    CONSTRAINT fk_external_keys_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_external_keys_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_external_keys_product_id_products FOREIGN KEY(product_id) REFERENCES products (id)
)
    """,
    """CREATE UNIQUE INDEX ix_external_keys_kind_key ON external_keys (kind, "key")""",
    """
CREATE TABLE messages (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    medium TEXT DEFAULT '' NOT NULL,
    direction TEXT DEFAULT '' NOT NULL,
    party_id INTEGER,
    order_id INTEGER,
    purpose TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    state TEXT DEFAULT '' NOT NULL,
    node_id INTEGER,
    template TEXT DEFAULT '' NOT NULL,
    program TEXT DEFAULT '' NOT NULL,
    fingerprint TEXT DEFAULT '' NOT NULL,
    override_reason TEXT DEFAULT '' NOT NULL,
    minutes INTEGER,
    CONSTRAINT fk_messages_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_messages_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id)
)
    """,
    """CREATE INDEX ix_messages_at_id ON messages (at, id)""",
    """
CREATE INDEX ix_messages_handing_over
ON messages (state)
WHERE state IN ('handing-over', 'handed-over')
    """,
    """CREATE INDEX ix_messages_order_id_at ON messages (order_id, at)""",
    """CREATE INDEX ix_messages_party_id_at ON messages (party_id, at)""",
    """
CREATE TABLE message_recipients (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    message_id INTEGER NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    address_id INTEGER,
    CONSTRAINT fk_message_recipients_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id),
    CONSTRAINT fk_message_recipients_address_id_addresses FOREIGN KEY(address_id) REFERENCES addresses (id)
)
    """,
    """CREATE INDEX ix_message_recipients_message_id ON message_recipients (message_id)""",
    """
CREATE TABLE message_attachments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    message_id INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    path TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_message_attachments_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
)
    """,
    """CREATE INDEX ix_message_attachments_message_id ON message_attachments (message_id)""",
    """
CREATE TABLE points (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    text TEXT DEFAULT '' NOT NULL,
    said_at TEXT DEFAULT '' NOT NULL,
    medium TEXT DEFAULT '' NOT NULL,
    party_id INTEGER,
    order_id INTEGER,
    said_in INTEGER,
    confirmed_by INTEGER,
    CONSTRAINT fk_points_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_points_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_points_said_in_messages FOREIGN KEY(said_in) REFERENCES messages (id),
    CONSTRAINT fk_points_confirmed_by_messages FOREIGN KEY(confirmed_by) REFERENCES messages (id)
)
    """,
    """CREATE INDEX ix_points_confirmed_by ON points (confirmed_by)""",
    """CREATE INDEX ix_points_order_id ON points (order_id)""",
    """
CREATE TABLE promises (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    party_id INTEGER,
    order_id INTEGER,
    message_id INTEGER,
    text TEXT DEFAULT '' NOT NULL,
    due_at TEXT,
    hours INTEGER DEFAULT '0' NOT NULL,
    met_at TEXT,
    CONSTRAINT fk_promises_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_promises_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_promises_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
)
    """,
    """CREATE INDEX ix_promises_party_id ON promises (party_id)""",
    """
CREATE TABLE templates (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    node TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    required TEXT DEFAULT '' NOT NULL,
    changed_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_templates_code_language UNIQUE (code, language)
)
    """,
    """
CREATE TABLE drafts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER,
    order_id INTEGER,
    node_id INTEGER,
    point_id INTEGER,
    message_id INTEGER,
    template TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    recipients TEXT DEFAULT '' NOT NULL,
    attachments TEXT DEFAULT '' NOT NULL,
    facts TEXT DEFAULT '' NOT NULL,
    changed_at TEXT DEFAULT '' NOT NULL,
    handed_over_at TEXT,
    CONSTRAINT fk_drafts_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_drafts_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_drafts_node_id_nodes FOREIGN KEY(node_id) REFERENCES nodes (id),
    CONSTRAINT fk_drafts_point_id_points FOREIGN KEY(point_id) REFERENCES points (id),
    CONSTRAINT fk_drafts_message_id_messages FOREIGN KEY(message_id) REFERENCES messages (id)
)
    """,
    """CREATE INDEX ix_drafts_handed_over_at ON drafts (handed_over_at)""",
    """
CREATE TABLE products (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    specification TEXT DEFAULT '' NOT NULL,
    hs_code TEXT DEFAULT '' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    unit_price TEXT DEFAULT '' NOT NULL,
    currency TEXT DEFAULT '' NOT NULL,
    packing TEXT DEFAULT '' NOT NULL,
    supplier_id INTEGER,
    CONSTRAINT fk_products_supplier_id_parties FOREIGN KEY(supplier_id) REFERENCES parties (id)
)
    """,
    """CREATE INDEX ix_products_code ON products (code)""",
    """
CREATE TABLE orders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    party_id INTEGER NOT NULL,
    contact_id INTEGER,
    stage TEXT DEFAULT '' NOT NULL,
    summary TEXT DEFAULT '' NOT NULL,
    buyer_ref TEXT DEFAULT '' NOT NULL,
    inquired_at TEXT,
    ordered_on TEXT,
    delivery_on TEXT,
    currency TEXT DEFAULT '' NOT NULL,
    total_minor INTEGER DEFAULT '0' NOT NULL,
    freight_minor INTEGER,
    incoterm TEXT DEFAULT '' NOT NULL,
    incoterm_place TEXT DEFAULT '' NOT NULL,
    mode TEXT DEFAULT '' NOT NULL,
    payment_terms TEXT DEFAULT '' NOT NULL,
    port_loading TEXT DEFAULT '' NOT NULL,
    port_discharge TEXT DEFAULT '' NOT NULL,
    lead_time TEXT DEFAULT '' NOT NULL,
    moq TEXT DEFAULT '' NOT NULL,
    valid_until TEXT,
    side_state TEXT DEFAULT '' NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_orders_number UNIQUE (number),
    CONSTRAINT fk_orders_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_orders_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id)
)
    """,
    """CREATE INDEX ix_orders_ordered_on ON orders (ordered_on)""",
    """CREATE INDEX ix_orders_party_id ON orders (party_id)""",
    """CREATE INDEX ix_orders_stage ON orders (stage)""",
    """
CREATE TABLE order_lines (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    product_id INTEGER,
    product_code TEXT DEFAULT '' NOT NULL,
    description TEXT DEFAULT '' NOT NULL,
    specification TEXT DEFAULT '' NOT NULL,
    hs_code TEXT DEFAULT '' NOT NULL,
    origin TEXT DEFAULT '' NOT NULL,
    quantity TEXT DEFAULT '' NOT NULL,
    unit TEXT DEFAULT '' NOT NULL,
    unit_price TEXT DEFAULT '' NOT NULL,
    discount_percent TEXT DEFAULT '' NOT NULL,
    amount_minor INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT fk_order_lines_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_order_lines_product_id_products FOREIGN KEY(product_id) REFERENCES products (id)
)
    """,
    """CREATE INDEX ix_order_lines_order_id ON order_lines (order_id)""",
    """
CREATE TABLE nodes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    planned_on TEXT,
    actual_on TEXT,
    notice_message_id INTEGER,
    CONSTRAINT fk_nodes_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_nodes_notice_message_id_messages FOREIGN KEY(notice_message_id) REFERENCES messages (id)
)
    """,
    """CREATE INDEX ix_nodes_order_id ON nodes (order_id)""",
    """
CREATE TABLE instalments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    label TEXT DEFAULT '' NOT NULL,
    percent TEXT DEFAULT '' NOT NULL,
    amount_minor INTEGER DEFAULT '0' NOT NULL,
    received_minor INTEGER DEFAULT '0' NOT NULL,
    "trigger" TEXT DEFAULT '' NOT NULL,
    trigger_days INTEGER DEFAULT '0' NOT NULL,
    due_on TEXT,
    CONSTRAINT fk_instalments_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id)
)
    """,
    """CREATE INDEX ix_instalments_order_id ON instalments (order_id)""",
    """
CREATE TABLE receipts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    received_on TEXT DEFAULT '' NOT NULL,
    currency TEXT DEFAULT '' NOT NULL,
    amount_minor INTEGER DEFAULT '0' NOT NULL,
    charges_minor INTEGER DEFAULT '0' NOT NULL,
    rate TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_receipts_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    """CREATE INDEX ix_receipts_party_id ON receipts (party_id)""",
    """
CREATE TABLE receipt_shares (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    receipt_id INTEGER NOT NULL,
    instalment_id INTEGER NOT NULL,
    amount_minor INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT fk_receipt_shares_receipt_id_receipts FOREIGN KEY(receipt_id) REFERENCES receipts (id),
    CONSTRAINT fk_receipt_shares_instalment_id_instalments FOREIGN KEY(instalment_id) REFERENCES instalments (id)
)
    """,
    """CREATE INDEX ix_receipt_shares_instalment_id ON receipt_shares (instalment_id)""",
    """
CREATE TABLE shipments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    forwarder_id INTEGER,
    mode TEXT DEFAULT '' NOT NULL,
    carrier TEXT DEFAULT '' NOT NULL,
    vessel TEXT DEFAULT '' NOT NULL,
    tracking_no TEXT DEFAULT '' NOT NULL,
    container_no TEXT DEFAULT '' NOT NULL,
    seal_no TEXT DEFAULT '' NOT NULL,
    bl_no TEXT DEFAULT '' NOT NULL,
    etd TEXT,
    eta TEXT,
    ship_to TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_shipments_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_shipments_forwarder_id_parties FOREIGN KEY(forwarder_id) REFERENCES parties (id)
)
    """,
    """CREATE INDEX ix_shipments_order_id ON shipments (order_id)""",
    """
CREATE TABLE order_roles (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    party_id INTEGER,
    contact_id INTEGER,
    name TEXT DEFAULT '' NOT NULL,
    firm TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_order_roles_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_order_roles_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_order_roles_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id)
)
    """,
    """CREATE INDEX ix_order_roles_order_id ON order_roles (order_id)""",
    """
CREATE TABLE documents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER,
    party_id INTEGER,
    kind TEXT DEFAULT '' NOT NULL,
    number TEXT DEFAULT '' NOT NULL,
    document_version INTEGER DEFAULT '1' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    path TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    sha256 TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_documents_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id),
    CONSTRAINT fk_documents_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    """CREATE INDEX ix_documents_order_id ON documents (order_id)""",
    """
CREATE TABLE incidents (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    order_id INTEGER NOT NULL,
    playbook TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    opened_at TEXT DEFAULT '' NOT NULL,
    closed_at TEXT,
    CONSTRAINT fk_incidents_order_id_orders FOREIGN KEY(order_id) REFERENCES orders (id)
)
    """,
    """CREATE INDEX ix_incidents_order_id ON incidents (order_id)""",
    """
CREATE TABLE incident_steps (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    incident_id INTEGER NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    due_at TEXT,
    done_at TEXT,
    CONSTRAINT fk_incident_steps_incident_id_incidents FOREIGN KEY(incident_id) REFERENCES incidents (id)
)
    """,
    """
CREATE TABLE parties (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    short_name TEXT DEFAULT '' NOT NULL,
    country TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    zone TEXT DEFAULT '' NOT NULL,
    languages TEXT DEFAULT '' NOT NULL,
    website TEXT DEFAULT '' NOT NULL,
    categories TEXT DEFAULT '' NOT NULL,
    cycle_days INTEGER,
    preferred_channel TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    tier TEXT DEFAULT '' NOT NULL,
    tags TEXT DEFAULT '' NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    currency TEXT DEFAULT '' NOT NULL,
    culture TEXT DEFAULT '' NOT NULL,
    tax_no TEXT DEFAULT '' NOT NULL,
    registration_no TEXT DEFAULT '' NOT NULL,
    bank TEXT DEFAULT '' NOT NULL,
    created_at TEXT DEFAULT '' NOT NULL
)
    """,
    """CREATE INDEX ix_parties_kind_code ON parties (kind, code)""",
    """CREATE INDEX ix_parties_kind_name ON parties (kind, name COLLATE "NOCASE")""",
    """
CREATE TABLE contacts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    given TEXT DEFAULT '' NOT NULL,
    family TEXT DEFAULT '' NOT NULL,
    honorific TEXT DEFAULT '' NOT NULL,
    salutation TEXT DEFAULT '' NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    is_main INTEGER DEFAULT '0' NOT NULL,
    is_desk INTEGER DEFAULT '0' NOT NULL,
    notes TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_contacts_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    """CREATE INDEX ix_contacts_party_id ON contacts (party_id)""",
    """
CREATE TABLE addresses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    contact_id INTEGER,
    channel TEXT DEFAULT '' NOT NULL,
    value TEXT DEFAULT '' NOT NULL,
    original TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    department TEXT DEFAULT '' NOT NULL,
    kind_reason TEXT DEFAULT '' NOT NULL,
    kind_confirmed INTEGER DEFAULT '0' NOT NULL,
    standing TEXT DEFAULT '' NOT NULL,
    standing_on TEXT,
    evidence TEXT DEFAULT '' NOT NULL,
    evidence_message_id INTEGER,
    valid_from TEXT,
    valid_to TEXT,
    backup_for_id INTEGER,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_addresses_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_addresses_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id),
    CONSTRAINT fk_addresses_evidence_message_id_messages FOREIGN KEY(evidence_message_id) REFERENCES messages (id),
    CONSTRAINT fk_addresses_backup_for_id_addresses FOREIGN KEY(backup_for_id) REFERENCES addresses (id)
)
    """,
    """CREATE INDEX ix_addresses_party_id ON addresses (party_id)""",
    """CREATE INDEX ix_addresses_value ON addresses (value)""",
    """
CREATE TABLE postal_addresses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    purpose TEXT DEFAULT '' NOT NULL,
    addressee TEXT DEFAULT '' NOT NULL,
    street TEXT DEFAULT '' NOT NULL,
    city TEXT DEFAULT '' NOT NULL,
    region TEXT DEFAULT '' NOT NULL,
    postal_code TEXT DEFAULT '' NOT NULL,
    country TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_postal_addresses_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    """CREATE INDEX ix_postal_addresses_party_id ON postal_addresses (party_id)""",
    """
CREATE TABLE purposes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    name_en TEXT DEFAULT '' NOT NULL,
    name_zh TEXT DEFAULT '' NOT NULL,
    formal INTEGER DEFAULT '0' NOT NULL,
    departments TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_purposes_code UNIQUE (code)
)
    """,
    """
CREATE TABLE assignments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    address_id INTEGER NOT NULL,
    purpose_id INTEGER NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_assignments_address_id_purpose_id UNIQUE (address_id, purpose_id),
    CONSTRAINT fk_assignments_address_id_addresses FOREIGN KEY(address_id) REFERENCES addresses (id),
    CONSTRAINT fk_assignments_purpose_id_purposes FOREIGN KEY(purpose_id) REFERENCES purposes (id)
)
    """,
)

INDEXES = (
    # The log: characters and pairs, contentless; candidates are verified against the messages themselves.
    """
create virtual table message_fts using fts5(subject, body, content='', contentless_delete=1, detail=none,
    prefix='3', tokenize='unicode61 remove_diacritics 2')
    """,
    # One line of folded text a customer, an order: any fragment of three characters is found.
    """create virtual table party_fts using fts5(text, tokenize='trigram case_sensitive 1')""",
    """create virtual table order_fts using fts5(text, tokenize='trigram case_sensitive 1')""",
)

NAMES = (
    "meta",
    "undo_steps",
    "imports",
    "external_keys",
    "messages",
    "message_recipients",
    "message_attachments",
    "points",
    "promises",
    "templates",
    "drafts",
    "products",
    "orders",
    "order_lines",
    "nodes",
    "instalments",
    "receipts",
    "receipt_shares",
    "shipments",
    "order_roles",
    "documents",
    "incidents",
    "incident_steps",
    "parties",
    "contacts",
    "addresses",
    "postal_addresses",
    "purposes",
    "assignments",
)


def upgrade() -> None:
    for statement in TABLES + INDEXES:
        op.execute(statement)


def downgrade() -> None:
    for index in ("message_fts", "party_fts", "order_fts"):
        op.execute(f"drop table {index}")
    for name in reversed(NAMES):
        op.execute(f"drop table {name}")
