"""Composing in full: tones, wordings, snippets, rich text, a queue, group notices, and what was found as sent."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = (
    ("messages", "rich", "TEXT DEFAULT '' NOT NULL"),
    ("messages", "group_key", "TEXT DEFAULT '' NOT NULL"),
    ("messages", "sent_at", "TEXT"),
    ("messages", "sent_id", "TEXT DEFAULT '' NOT NULL"),
    ("messages", "compared", "TEXT DEFAULT '' NOT NULL"),
    ("templates", "attachments", "TEXT DEFAULT '' NOT NULL"),
    ("drafts", "tone", "TEXT DEFAULT '' NOT NULL"),
    ("drafts", "second_language", "TEXT DEFAULT '' NOT NULL"),
    ("drafts", "rich", "TEXT DEFAULT '' NOT NULL"),
    ("drafts", "queued_for", "TEXT"),
    ("drafts", "queued_why", "TEXT DEFAULT '' NOT NULL"),
    ("drafts", "group_parties", "TEXT DEFAULT '' NOT NULL"),
)

TABLES = (
    """
CREATE TABLE template_versions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    number INTEGER DEFAULT '0' NOT NULL,
    at TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    required TEXT DEFAULT '' NOT NULL
)
    """,
    """
CREATE TABLE wordings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER NOT NULL,
    code TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    changed_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_wordings_party_id_code_language UNIQUE (party_id, code, language),
    CONSTRAINT fk_wordings_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    """
CREATE TABLE snippets (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    language TEXT DEFAULT '' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    changed_at TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_snippets_kind_name_language UNIQUE (kind, name, language)
)
    """,
    """
CREATE TABLE silenced_checks (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    party_id INTEGER,
    code TEXT DEFAULT '' NOT NULL,
    CONSTRAINT fk_silenced_checks_party_id_parties FOREIGN KEY(party_id) REFERENCES parties (id)
)
    """,
    """
CREATE TABLE mail_stores (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    version INTEGER DEFAULT '1' NOT NULL,
    kind TEXT DEFAULT '' NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    account TEXT DEFAULT '' NOT NULL,
    read_to TEXT DEFAULT '' NOT NULL,
    looked_at TEXT,
    watched INTEGER DEFAULT '1' NOT NULL,
    CONSTRAINT uq_mail_stores_kind_place_account UNIQUE (kind, place, account)
)
    """,
)

NAMES = ("template_versions", "wordings", "snippets", "silenced_checks", "mail_stores")

INDEXES = (
    ("ix_template_versions_code_language", "template_versions (code, language)"),
    ("ix_silenced_checks_party_id", "silenced_checks (party_id)"),
    ("ix_messages_group_key", "messages (group_key) WHERE group_key != ''"),
    ("ix_messages_sent_id", "messages (sent_id) WHERE sent_id != ''"),
    ("ix_drafts_queued_for", "drafts (queued_for) WHERE queued_for IS NOT NULL"),
)


def upgrade() -> None:
    for table, column, kind in COLUMNS:
        op.execute(f"alter table {table} add column {column} {kind}")
    for statement in TABLES:
        op.execute(statement)
    for name, on in INDEXES:
        op.execute(f"create index {name} on {on}")


def downgrade() -> None:
    for name, _on in INDEXES:
        op.execute(f"drop index {name}")
    for name in reversed(NAMES):
        op.execute(f"drop table {name}")
    for table, column, _kind in reversed(COLUMNS):
        op.execute(f"alter table {table} drop column {column}")
