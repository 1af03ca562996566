"""The words of the places in which sent mail is looked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tradedesk.services.mail_stores import MailStore, server_name
from tradedesk.ui.wording import formats, joined, listed, tr, trn
from tradedesk.ui.wording.sent_mail import trouble_words

_ICONS = {"thunderbird": "mail", "imap": "globe", "maildir": "folder-open", "mbox": "file-text"}
#: Folders that are named one by one.
_NAMED = 4


def icon_of(store: MailStore) -> str:
    """The drawing of a kind of place."""
    return _ICONS.get(store.kind, "mail")


def name_of(store: MailStore) -> str:
    """What a place is."""
    if store.kind == "thunderbird":
        return tr("Thunderbird, profile {name}", name=Path(store.place).name)
    if store.kind == "imap":
        return tr("{account} on {server}", account=store.account, server=server_name(store.place))
    return tr("Folder {name}", name=Path(store.place).name)


def place_of(store: MailStore) -> str:
    """Where it lies."""
    return tr("Encrypted; the password lies in the system's key store") if store.kind == "imap" else store.place


def state_of(store: MailStore) -> str:
    """How the last look went, and what was looked into."""
    if store.looked_at is None:
        first = tr("Not looked into yet")
    else:
        first = tr("Last look {moment}", moment=formats.moment(store.looked_at))
    broken = trn("{n} mail could not be read", "{n} mails could not be read", store.broken) if store.broken else ""
    folders = folders_of(store.folders) if store.folders else ""
    return joined((first, folders, broken))


def trouble_of(store: MailStore) -> str:
    """What went wrong the last time."""
    return trouble_words(store)


def folders_of(folders: Sequence[str]) -> str:
    """The folders with sent mail, the first few by name."""
    if not folders:
        return tr("No folder with sent mail yet")
    more = len(folders) - _NAMED
    named = [*folders[:_NAMED], *([trn("{n} more", "{n} more", more)] if more > 0 else [])]
    return listed(named)
