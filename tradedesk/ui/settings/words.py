"""The words of the settings: sizes, groups of shortcuts."""

from __future__ import annotations

from collections.abc import Iterable

from tradedesk.services.installed import About
from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.shell.entries import title_of
from tradedesk.ui.shell.shortcuts import key_of, native
from tradedesk.ui.wording import tr


def size(count: int) -> str:
    """Bytes as people read them: "412 kB", "3.1 MB"."""
    if count < 1_000_000:
        return tr("{n} kB", n=max(round(count / 1000), 1))
    return tr("{n} MB", n=f"{count / 1_000_000:.1f}")


def shortcut_groups(desk: Desk) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, (key, words) pairs): the window's own first, then page by page in the order of the commands."""
    groups: dict[str, list[tuple[str, str]]] = {"": []}
    for command in _with_words(desk.commands.all()):
        key = key_of(desk, command)
        if key:
            groups.setdefault(command.page, []).append((native(key), command.title()))
    return [(title_of(page) if page else tr("Everywhere"), pairs) for page, pairs in groups.items() if pairs]


def _with_words(commands: Iterable[Command]) -> list[Command]:
    return sorted(commands, key=lambda each: bool(each.page))


def versions(about: About) -> list[tuple[str, str]]:
    """What is in use, by name."""
    from platform import python_version

    from PySide6.QtCore import qVersion

    return [
        ("TradeDesk", f"{about.program} ({about.build})" if about.build else about.program),
        ("SQLite", about.sqlite),
        (tr("Time-zone data"), about.zones),
        (tr("Public holidays"), about.holidays),
        ("Qt", qVersion()),
        ("Python", python_version()),
    ]


def places(about: About) -> list[tuple[str, str]]:
    """Where the user's data lies, by name."""
    return [
        (tr("Ledger"), str(about.ledger)),
        (tr("Backups"), str(about.backups)),
        (tr("Drafts handed over"), str(about.outbox)),
        (tr("Diary of the program"), str(about.logs)),
        (tr("These settings"), str(about.settings)),
    ]
