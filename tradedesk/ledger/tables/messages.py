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
)
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
    UniqueConstraint("code", "language"),
)

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
)
Index("ix_drafts_handed_over_at", drafts.c.handed_over_at)
