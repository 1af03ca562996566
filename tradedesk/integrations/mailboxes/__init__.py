"""Mail addresses and telephone numbers as people type them, and what is known of mail providers."""

from __future__ import annotations

from tradedesk.integrations.mailboxes.lexicon import load_lexicon
from tradedesk.integrations.mailboxes.normal import MailEntry, normalise_mail, normalise_phone, split_pasted

__all__ = ["MailEntry", "load_lexicon", "normalise_mail", "normalise_phone", "split_pasted"]
