"""Mail addresses and telephone numbers as people type them, and what is known of mail providers."""

from __future__ import annotations

from tradedesk.integrations.mailboxes.lexicon import load_lexicon
from tradedesk.integrations.mailboxes.normal import MailEntry, likely_domain, normalise_mail, split_pasted
from tradedesk.integrations.mailboxes.phone import normalise_phone

__all__ = ["MailEntry", "likely_domain", "load_lexicon", "normalise_mail", "normalise_phone", "split_pasted"]
