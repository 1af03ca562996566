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
    text("our_name"),
    text("our_short_name"),
    text("country"),
    text("city"),
    text("zone"),
    text("languages"),
    text("website"),
    text("categories"),
    maybe_number("cycle_days"),
    text("reorder_by"),
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
    text("birthday"),
    number("family_first"),
    number("is_main"),
    number("is_desk"),
    text("notes"),
)
Index("ix_contacts_party_id", contacts.c.party_id)

employments = table(
    "employments",
    link("contact_id", "contacts", required=True),
    link("party_id", "parties", required=True),
    text("title"),
    text("role"),
    text("note"),
    UniqueConstraint("contact_id", "party_id"),
)
Index("ix_employments_party_id", employments.c.party_id)

bank_accounts = table(
    "bank_accounts",
    link("party_id", "parties", required=True),
    text("beneficiary"),
    text("bank"),
    text("bank_address"),
    text("account"),
    text("swift"),
    text("currency"),
    text("note"),
    # What stood here before the last change, as JSON: a changed account is the commonest fraud there is.
    text("changed_from"),
    maybe_text("changed_on"),
    maybe_text("confirmed_on"),
    text("evidence"),
)
Index("ix_bank_accounts_party_id", bank_accounts.c.party_id)

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
    text("phone"),
    text("note"),
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

domain_kinds = table(
    "domain_kinds",
    text("domain"),
    text("kind"),
    text("note"),
    maybe_text("set_on"),
    UniqueConstraint("domain"),
)

different_parties = table(
    "different_parties",
    link("party_id", "parties", required=True),
    link("other_id", "parties", required=True),
    UniqueConstraint("party_id", "other_id"),
)
Index("ix_different_parties_other_id", different_parties.c.other_id)
