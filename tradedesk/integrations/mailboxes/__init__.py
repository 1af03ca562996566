"""Addresses as people type them, of every channel, and what is known of mail providers."""

from __future__ import annotations

from tradedesk.integrations.mailboxes.answer_words import answer_words, asking_words
from tradedesk.integrations.mailboxes.lexicon import load_lexicon
from tradedesk.integrations.mailboxes.normal import MailEntry, likely_domain, normalise_mail
from tradedesk.integrations.mailboxes.phone import PhoneEntry, normalise_phone, read_phone
from tradedesk.integrations.mailboxes.reading import Entry, read_address

__all__ = [
    "Entry", "MailEntry", "PhoneEntry", "answer_words", "asking_words", "likely_domain", "load_lexicon",
    "normalise_mail", "normalise_phone", "read_address", "read_phone",
]  # fmt: skip
