"""The places in which sent mail is looked for: found by themselves or pointed to, each switched on by the user.

A server is first asked without the ledger (``checked_account``), since it may take its time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.sent_mail import MailStore
from tradedesk.ledger import sent_mail as rows
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.integrations.mail.stores.imap_session import Account
    from tradedesk.integrations.mail.stores.store import SentStore
    from tradedesk.integrations.stopping import Stop

__all__ = [
    "CheckedAccount", "FoundProfile", "MailStore", "add_account", "add_place", "check_key_store", "checked_account",
    "every", "forget_password", "offers", "opened", "remove", "server_name", "watch",
]  # fmt: skip

#: The port for encryption from the first byte, and the one on which it is asked for first.
_TLS, _STARTTLS = 993, 143
_HOST = re.compile(r"(?=.{1,253}\Z)[^\s:/@\x00-\x20]+(\.[^\s:/@\x00-\x20]+)*")
_PLACE = re.compile(r"(imaps|imap\+starttls)://(.+):(\d+)")


@dataclass(frozen=True)
class FoundProfile:
    """A Thunderbird profile on this computer that is not among the places yet, with its folders of sent mail."""

    name: str
    place: str
    folders: tuple[str, ...]


@dataclass(frozen=True)
class CheckedAccount:
    """An account that let us in, and its folders with sent mail."""

    place: str
    account: str
    folders: tuple[str, ...]


def every(bench: Bench) -> tuple[MailStore, ...]:
    """The places in the order they were named."""
    return rows.stores(bench.ledger.read)


def offers(named: Sequence[MailStore]) -> tuple[FoundProfile, ...]:
    """Thunderbird's profiles that are found by themselves and not named yet, the one in use first; without the ledger,
    since a profile can hold thousands of folders.
    """
    from tradedesk.integrations.mail.stores import thunderbird

    places = {each.place for each in named if each.kind == "thunderbird"}
    found = []
    for profile in thunderbird.profiles():
        if str(profile.path) not in places:
            try:
                folders = tuple(each.name for each in thunderbird.sent_folders(profile.path))
            except NeighbourFailed:
                folders = ()
            found.append(FoundProfile(profile.name, str(profile.path), folders))
    return tuple(found)


def add_place(bench: Bench, path: Path) -> int:
    """Look for sent mail in a Thunderbird profile, a maildir or an mbox file from now on; returns its number.

    Raises RuleSaysNo (field "place") no-mail-there, place-named-already; NeighbourFailed.
    """
    from tradedesk.integrations.mail.stores import given

    place = path.absolute()
    kind = given.kind_of(place)
    if kind == "mail":
        if place.stat().st_size:
            raise RuleSaysNo("no-mail-there", "place", folder=place.name)
        kind = "mbox"
    return _add(bench, MailStore(0, kind, str(place)))


def add_account(bench: Bench, checked: CheckedAccount) -> int:
    """Look for sent mail on a server from now on; returns its number.

    An account that is named already stays as it is with the password that was written anew, and no trouble.
    """
    account = MailStore(0, "imap", checked.place, checked.account, folders=checked.folders)
    named = {(each.place, each.account): each for each in every(bench) if each.kind == "imap"}
    before = named.get((account.place, account.account))
    if before is None:
        return _add(bench, account)
    with bench.ledger.write("mail-store-added", undoable=False) as writer:
        rows.keep_state(writer, replace(before, folders=account.folders, trouble=None))
    return before.id


def watch(bench: Bench, store_id: int, *, watched: bool) -> None:
    """Look into a place by itself, or only when the user asks for it. Raises NotThere."""
    rows.store(bench.ledger.read, store_id)
    with bench.ledger.write("mail-store-watched" if watched else "mail-store-unwatched") as writer:
        writer.update("mail_stores", store_id, {"watched": int(watched)})


def remove(bench: Bench, store_id: int) -> None:
    """Look there no more; what was found stays known. Raises NotThere."""
    gone = rows.store(bench.ledger.read, store_id)
    with bench.ledger.write("mail-store-removed", undoable=_undo_reaches(gone)) as writer:
        writer.delete("mail_stores", store_id)


def _add(bench: Bench, store: MailStore) -> int:
    named = {(each.kind, each.place, each.account) for each in every(bench)}
    if (store.kind, store.place, store.account) in named:
        raise RuleSaysNo("place-named-already", "place", place=store.place)
    with bench.ledger.write("mail-store-added", undoable=_undo_reaches(store)) as writer:
        return rows.add_store(writer, store)


def _undo_reaches(store: MailStore) -> bool:
    """Whether all of a place lies in the ledger: an account's password lies in the system's key store."""
    return store.kind != "imap"


# -- servers, without the ledger ---------------------------------------------------------------------------------------


def check_key_store() -> None:
    """Raise NeighbourFailed key-store-missing or key-store-refused where no password can be kept."""
    from tradedesk.integrations import key_store

    key_store.find("test")


def checked_account(server: str, account: str, password: str, stop: Stop) -> CheckedAccount:
    """Log in on a server, name its folders with sent mail, and keep the password in the system's key store.

    ``server`` is a name, with a port where it is another than 993 (143: STARTTLS). Raises RuleSaysNo (fields "server",
    "account", "password") and NeighbourFailed as the server and the key store do; then nothing is kept.
    """
    from tradedesk.integrations import key_store
    from tradedesk.integrations.mail.stores import imap

    place = _place_of(server)
    user = account.strip()
    if not user or not user.isprintable():
        raise RuleSaysNo("mail-account-missing", "account")
    if not password or any(char in password for char in "\r\n\0"):
        raise RuleSaysNo("mail-password-missing", "password")
    check_key_store()
    folders = imap.check(_account(place, user, password), stop)
    key_store.keep(_key(place, user), password)
    return CheckedAccount(place, user, folders)


def forget_password(store: MailStore) -> None:
    """Take the password of a removed account out of the key store. Raises NeighbourFailed."""
    from tradedesk.integrations import key_store

    if store.kind == "imap":
        key_store.forget(_key(store.place, store.account))


def opened(store: MailStore) -> SentStore:
    """The store at a place, with its password. Raises NeighbourFailed mail-password-gone, or as the key store does."""
    if store.kind != "imap":
        from tradedesk.integrations.mail.stores import given

        return given.store_of(store.kind, store.place)
    from tradedesk.integrations import key_store
    from tradedesk.integrations.mail.stores.imap import ImapStore

    password = key_store.find(_key(store.place, store.account))
    if password is None:
        server = server_name(store.place)
        raise NeighbourFailed("mail-password-gone", kept="everything", account=store.account, server=server)
    return ImapStore(_account(store.place, store.account, password))


def server_name(place: str) -> str:
    """A server's place as it is shown: without the port that everybody has."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return place
    return found[2] if int(found[3]) == _TLS and found[1] == "imaps" else f"{found[2]}:{found[3]}"


def _place_of(server: str) -> str:
    name = server.strip()
    if not name:
        raise RuleSaysNo("mail-server-missing", "server")
    host, _, port = name.partition(":")
    if _HOST.fullmatch(host) is None or (port and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536)):
        raise RuleSaysNo("mail-server-name", "server", value=name[:100])
    number = int(port) if port else _TLS
    return f"{'imap+starttls' if number == _STARTTLS else 'imaps'}://{host.lower()}:{number}"


def _account(place: str, user: str, password: str) -> Account:
    from tradedesk.integrations.mail.stores.imap_session import Account

    found = _PLACE.fullmatch(place)
    if found is None:
        raise RuleSaysNo("mail-server-name", "server", value=place)
    return Account(found[2], int(found[3]), found[1] == "imap+starttls", user, password)


def _key(place: str, account: str) -> str:
    return f"{account} {place}"
