"""Customers in full: names in both languages, several employers, bank accounts, corrected domains, saved filters.

Also what a take-over has to remember: which row of which ledger a row came from. And an index for every reference
that had none: a row that is deleted is looked for in each table that may refer to it.
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

COLUMNS = (
    ("parties", "our_name", "TEXT DEFAULT '' NOT NULL"),
    ("parties", "our_short_name", "TEXT DEFAULT '' NOT NULL"),
    ("parties", "reorder_by", "TEXT DEFAULT '' NOT NULL"),
    ("contacts", "birthday", "TEXT DEFAULT '' NOT NULL"),
    ("contacts", "family_first", "INTEGER DEFAULT '0' NOT NULL"),
    ("postal_addresses", "phone", "TEXT DEFAULT '' NOT NULL"),
    ("postal_addresses", "note", "TEXT DEFAULT '' NOT NULL"),
)

TABLES = (
    """
CREATE TABLE employments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    contact_id INTEGER NOT NULL,
    party_id INTEGER NOT NULL,
    title TEXT DEFAULT '' NOT NULL,
    role TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_employments_contact_id_party_id UNIQUE (contact_id, party_id),
    CONSTRAINT fk_employments_contact_id_contacts FOREIGN KEY(contact_id) REFERENCES contacts (id),
    CONSTRAINT fk_employments_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    "CREATE INDEX ix_employments_party_id ON employments (party_id)",
    """
CREATE TABLE bank_accounts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    beneficiary TEXT DEFAULT '' NOT NULL,
    bank TEXT DEFAULT '' NOT NULL,
    bank_address TEXT DEFAULT '' NOT NULL,
    account TEXT DEFAULT '' NOT NULL,
    swift TEXT DEFAULT '' NOT NULL,
    currency TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    changed_from TEXT DEFAULT '' NOT NULL,
    changed_on TEXT,
    confirmed_on TEXT,
    evidence TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_bank_accounts_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    "CREATE INDEX ix_bank_accounts_party_id ON bank_accounts (party_id)",
    """
CREATE TABLE domain_kinds (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    domain TEXT DEFAULT '' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    set_on TEXT,
    CONSTRAINT uq_domain_kinds_domain UNIQUE (domain)
)
    """,
    """
CREATE TABLE different_parties (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    other_id INTEGER NOT NULL,
    CONSTRAINT uq_different_parties_party_id_other_id UNIQUE (party_id, other_id),
    CONSTRAINT fk_different_parties_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id),
    CONSTRAINT fk_different_parties_other_id_parties FOREIGN KEY(other_id) REFERENCES parties (id)
)
    """,
    "CREATE INDEX ix_different_parties_other_id ON different_parties (other_id)",
    """
CREATE TABLE saved_filters (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    noun TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    "query" TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT uq_saved_filters_noun_name UNIQUE (noun, name)
)
    """,
    """
CREATE TABLE list_layouts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    headings TEXT DEFAULT '' NOT NULL,
    mapping TEXT DEFAULT '' NOT NULL,
    options TEXT DEFAULT '' NOT NULL,
    used_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_list_layouts_kind_headings UNIQUE (kind, headings)
)
    """,
    """
CREATE TABLE origins (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    noun TEXT DEFAULT '' NOT NULL,
    row_id INTEGER DEFAULT '0' NOT NULL,
    origin TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_origins_noun_origin UNIQUE (noun, origin)
)
    """,
    "CREATE INDEX ix_origins_noun_row_id ON origins (noun, row_id)",
    "CREATE INDEX ix_messages_asking ON messages (party_id) WHERE template = 'which-address'",
)

#: Table, column, and whether the reference may be absent.
REFERENCES = (
    ("addresses", "backup_for_id", True),
    ("addresses", "contact_id", True),
    ("addresses", "evidence_message_id", True),
    ("assignments", "purpose_id", False),
    ("documents", "party_id", True),
    ("drafts", "message_id", True),
    ("drafts", "node_id", True),
    ("drafts", "order_id", True),
    ("drafts", "party_id", True),
    ("drafts", "point_id", True),
    ("external_keys", "order_id", True),
    ("external_keys", "party_id", True),
    ("external_keys", "product_id", True),
    ("incident_steps", "incident_id", False),
    ("message_recipients", "address_id", True),
    ("nodes", "notice_message_id", True),
    ("order_lines", "product_id", True),
    ("order_roles", "contact_id", True),
    ("order_roles", "party_id", True),
    ("orders", "contact_id", True),
    ("points", "party_id", True),
    ("points", "said_in", True),
    ("products", "supplier_id", True),
    ("promises", "message_id", True),
    ("promises", "order_id", True),
    ("receipt_shares", "receipt_id", False),
    ("shipments", "forwarder_id", True),
)

NAMES = (
    "employments",
    "bank_accounts",
    "domain_kinds",
    "different_parties",
    "saved_filters",
    "list_layouts",
    "origins",
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f"alter table {table} add column {column} {kind}")
    for statement in TABLES:
        op.execute(statement)
    for table, column, absent in REFERENCES:
        where = f" where {column} is not null" if absent else ""
        op.execute(f"create index ix_{table}_{column} on {table} ({column}){where}")


def downgrade() -> None:
    op.execute("drop index ix_messages_asking")
    for table, column, _absent in reversed(REFERENCES):
        op.execute(f"drop index ix_{table}_{column}")
    for name in reversed(NAMES):
        op.execute(f"drop table {name}")
    for table, column, _kind in reversed(COLUMNS):
        op.execute(f"alter table {table} drop column {column}")
