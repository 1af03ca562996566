"""The log, what it owes, drafts and templates."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint

from tradedesk.ledger.tables.columns import link, maybe_number, maybe_text, number, table, text

messages = table(
    "messages",
    text("at"),
    text("medium"),
    text("direction"),
    link("party_id", "parties"),
    link("order_id", "orders"),
    text("purpose"),
    text("subject"),
    text("body"),
    text("state"),
    # Without a constraint: nodes refer to the message that told of them, and a circle helps nobody.
    maybe_number("node_id"),
    text("template"),
    text("program"),
    text("fingerprint"),
    text("override_reason"),
    maybe_number("minutes"),
    # The text with its bold, lists, tables and pictures, as JSON; empty for a plain one.
    text("rich"),
    # One notice to many customers is logged once for each: all carry the same key (A6).
    text("group_key"),
    # What was found in the user's own Sent folder: when it went out, its Message-ID, and what was changed, as JSON.
    maybe_text("sent_at"),
    text("sent_id"),
    text("compared"),
)
Index("ix_messages_group_key", messages.c.group_key, sqlite_where=messages.c.group_key != "")
Index("ix_messages_sent_id", messages.c.sent_id, sqlite_where=messages.c.sent_id != "")
Index("ix_messages_at_id", messages.c.at, messages.c.id)
Index("ix_messages_party_id_at", messages.c.party_id, messages.c.at)
Index("ix_messages_order_id_at", messages.c.order_id, messages.c.at)
Index("ix_messages_handing_over", messages.c.state, sqlite_where=messages.c.state.in_(("handing-over", "handed-over")))
# Which customers were asked which address is for what, and the answers (B3): a handful in a log of any length.
Index("ix_messages_asking", messages.c.party_id, sqlite_where=messages.c.template == "which-address")

message_recipients = table(
    "message_recipients",
    link("message_id", "messages", required=True),
    text("role"),
    text("value"),
    text("name"),
    link("address_id", "addresses"),
)
Index("ix_message_recipients_message_id", message_recipients.c.message_id)

message_attachments = table(
    "message_attachments",
    link("message_id", "messages", required=True),
    text("name"),
    text("path"),
    number("size"),
    text("sha256"),
)
Index("ix_message_attachments_message_id", message_attachments.c.message_id)

points = table(
    "points",
    text("text"),
    text("said_at"),
    text("medium"),
    link("party_id", "parties"),
    link("order_id", "orders"),
    link("said_in", "messages"),
    link("confirmed_by", "messages"),
)
Index("ix_points_confirmed_by", points.c.confirmed_by)
Index("ix_points_order_id", points.c.order_id)

promises = table(
    "promises",
    text("kind"),
    link("party_id", "parties"),
    link("order_id", "orders"),
    link("message_id", "messages"),
    text("text"),
    maybe_text("due_at"),
    number("hours"),
    maybe_text("met_at"),
)
Index("ix_promises_party_id", promises.c.party_id)

templates = table(
    "templates",
    text("code"),
    text("language"),
    text("kind"),
    text("name_en"),
    text("name_zh"),
    text("purpose"),
    text("node"),
    text("subject"),
    text("body"),
    text("required"),
    text("changed_at"),
    # Kinds of documents to attach ("pi", "packing-list" …), separated like the required facts.
    text("attachments"),
    UniqueConstraint("code", "language"),
)

# What a text of the user's said before: one row a saved change, the newest last.
template_versions = table(
    "template_versions",
    text("code"),
    text("language"),
    number("number"),
    text("at"),
    text("subject"),
    text("body"),
    text("required"),
)
Index("ix_template_versions_code_language", template_versions.c.code, template_versions.c.language)

# The wording that one customer gets instead of the template's.
wordings = table(
    "wordings",
    link("party_id", "parties", required=True),
    text("code"),
    text("language"),
    text("subject"),
    text("body"),
    text("changed_at"),
    UniqueConstraint("party_id", "code", "language"),
)

# Pieces of text to put in, and signatures ("snippet", "signature").
snippets = table(
    "snippets",
    text("kind"),
    text("name"),
    text("language"),
    text("body"),
    number("position"),
    text("changed_at"),
    UniqueConstraint("kind", "name", "language"),
)

# Advice that the user does not want for a customer, or with no customer for any.
silenced_checks = table("silenced_checks", link("party_id", "parties"), text("code"))
Index("ix_silenced_checks_party_id", silenced_checks.c.party_id)

drafts = table(
    "drafts",
    link("party_id", "parties"),
    link("order_id", "orders"),
    link("node_id", "nodes"),
    link("point_id", "points"),
    link("message_id", "messages"),
    text("template"),
    text("language"),
    text("purpose"),
    text("subject"),
    text("body"),
    text("recipients"),
    text("attachments"),
    text("facts"),
    text("changed_at"),
    maybe_text("handed_over_at"),
    # "direct", "warm" or "formal"; empty for what the reader's country asks for (E1-E3).
    text("tone"),
    # A second language below the first (C5).
    text("second_language"),
    # The text with its bold, lists, tables and pictures, as JSON; empty for a plain one.
    text("rich"),
    # Waits until then (UTC), and why, as a reason in JSON.
    maybe_text("queued_for"),
    text("queued_why"),
    # Numbers of the customers that one notice goes to, as JSON; empty for a message to one (A6).
    text("group_parties"),
)
Index("ix_drafts_queued_for", drafts.c.queued_for, sqlite_where=drafts.c.queued_for.is_not(None))
Index("ix_drafts_handed_over_at", drafts.c.handed_over_at)

# Where the user's own sent mail lies: a Thunderbird profile, an mbox file or maildir folder, an IMAP account.
mail_stores = table(
    "mail_stores",
    text("kind"),
    text("place"),
    text("account"),
    # How far it was read, as JSON.
    text("read_to"),
    maybe_text("looked_at"),
    number("watched", 1),
    UniqueConstraint("kind", "place", "account"),
)
