"""Parties, contacts, their addresses, and who receives what."""

from __future__ import annotations

from sqlalchemy import Index, UniqueConstraint, collate

from tradedesk.ledger.tables.columns import link, maybe_number, maybe_text, number, table, text

parties = table(
    "parties",
    text("kind"),
    text("code"),
    text("name"),
    text("short_name"),
    text("country"),
    text("city"),
    text("zone"),
    text("languages"),
    text("website"),
    text("categories"),
    maybe_number("cycle_days"),
    text("preferred_channel"),
    text("source"),
    text("tier"),
    text("tags"),
    text("notes"),
    text("currency"),
    text("culture"),
    text("tax_no"),
    text("registration_no"),
    text("bank"),
    text("created_at"),
)
Index("ix_parties_kind_name", parties.c.kind, collate(parties.c.name, "NOCASE"))
Index("ix_parties_kind_code", parties.c.kind, parties.c.code)

contacts = table(
    "contacts",
    link("party_id", "parties", required=True),
    text("name"),
    text("given"),
    text("family"),
    text("honorific"),
    text("salutation"),
    text("title"),
    text("role"),
    text("language"),
    number("is_main"),
    number("is_desk"),
    text("notes"),
)
Index("ix_contacts_party_id", contacts.c.party_id)

addresses = table(
    "addresses",
    link("party_id", "parties", required=True),
    link("contact_id", "contacts"),
    text("channel"),
    text("value"),
    text("original"),
    text("kind"),
    text("department"),
    text("kind_reason"),
    number("kind_confirmed"),
    text("standing"),
    maybe_text("standing_on"),
    text("evidence"),
    link("evidence_message_id", "messages"),
    maybe_text("valid_from"),
    maybe_text("valid_to"),
    link("backup_for_id", "addresses"),
    text("note"),
)
Index("ix_addresses_party_id", addresses.c.party_id)
Index("ix_addresses_value", addresses.c.value)

postal_addresses = table(
    "postal_addresses",
    link("party_id", "parties", required=True),
    text("purpose"),
    text("addressee"),
    text("street"),
    text("city"),
    text("region"),
    text("postal_code"),
    text("country"),
)
Index("ix_postal_addresses_party_id", postal_addresses.c.party_id)

purposes = table(
    "purposes",
    text("code"),
    text("name_en"),
    text("name_zh"),
    number("formal"),
    text("departments"),
    number("position"),
    UniqueConstraint("code"),
)

assignments = table(
    "assignments",
    link("address_id", "addresses", required=True),
    link("purpose_id", "purposes", required=True),
    text("role"),
    UniqueConstraint("address_id", "purpose_id"),
)
