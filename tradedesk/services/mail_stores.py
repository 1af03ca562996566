"""The places in which sent mail is looked for: found by themselves or pointed to, each switched on by the user."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.sent_mail import MailStore
from tradedesk.ledger import sent_mail as rows
from tradedesk.services.bench import Bench

__all__ = ["FoundProfile", "MailStore", "add_place", "every", "offers", "remove", "watch"]


@dataclass(frozen=True)
class FoundProfile:
    """A Thunderbird profile on this computer that is not among the places yet, with its folders of sent mail."""

    name: str
    place: str
    folders: tuple[str, ...]


def every(bench: Bench) -> tuple[MailStore, ...]:
    """The places in the order they were named."""
    return rows.stores(bench.ledger.read)


def offers(bench: Bench) -> tuple[FoundProfile, ...]:
    """Thunderbird's profiles that are found by themselves and not named yet, the one in use first."""
    from tradedesk.domain.errors import NeighbourFailed
    from tradedesk.integrations.mail.stores import thunderbird

    named = {each.place for each in every(bench) if each.kind == "thunderbird"}
    found = []
    for profile in thunderbird.profiles():
        if str(profile.path) not in named:
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


def watch(bench: Bench, store_id: int, *, watched: bool) -> None:
    """Look into a place by itself, or only when the user asks for it. Raises NotThere."""
    rows.store(bench.ledger.read, store_id)
    with bench.ledger.write("mail-store-watched" if watched else "mail-store-unwatched") as writer:
        writer.update("mail_stores", store_id, {"watched": int(watched)})


def remove(bench: Bench, store_id: int) -> None:
    """Look there no more; what was found stays known. Raises NotThere."""
    with bench.ledger.write("mail-store-removed") as writer:
        writer.delete("mail_stores", store_id)


def _add(bench: Bench, store: MailStore) -> int:
    named = {(each.kind, each.place, each.account) for each in every(bench)}
    if (store.kind, store.place, store.account) in named:
        raise RuleSaysNo("place-named-already", "place", place=store.place)
    with bench.ledger.write("mail-store-added") as writer:
        return rows.add_store(writer, store)
