"""The commands of the window itself: places, history, undo, theme, language, help."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.shell.entries import ENTRIES, Entry
from tradedesk.ui.wording import tr


def window_commands(desk: Desk, pages: Collection[str]) -> list[Command]:
    """Every command that does not belong to a page; the window adds those that need itself."""

    def go_back() -> None:
        desk.places.back()

    def go_forward() -> None:
        desk.places.forward()

    shown = [entry for entry in ENTRIES if entry.page in pages]
    return [
        *(_open_page(desk, entry, number) for number, entry in enumerate(shown, 1)),
        Command(
            "place.go-back", lambda: tr("Back"), go_back, "arrow-left", "Alt+Left", lambda: desk.places.can_go_back,
        ),
        Command(
            "place.go-forward", lambda: tr("Forward"), go_forward, "arrow-right", "Alt+Right",
            lambda: desk.places.can_go_forward,
        ),
        Command("change.undo", lambda: tr("Undo"), desk.undo, "undo-2", "Ctrl+Z", lambda: desk.can_undo),
        Command("change.redo", lambda: tr("Redo"), desk.redo, "redo-2", "Ctrl+Shift+Z", lambda: desk.can_redo),
        *_theme_commands(desk),
        *_language_commands(desk),
    ]  # fmt: skip


def _open_page(desk: Desk, entry: Entry, number: int) -> Command:
    return Command(
        f"page.open-{entry.page}",
        lambda: tr("Go to {page}", page=entry.title()),
        lambda: desk.open(Place(entry.page)),
        entry.icon,
        f"Ctrl+{number}" if number <= 8 else "",
    )


def _theme_commands(desk: Desk) -> list[Command]:
    def choice(name: str, wanted: str, title: Callable[[], str]) -> Command:
        return Command(
            name,
            title,
            lambda: desk.settings.change(theme=wanted),
            "sun-moon",
            enabled=lambda: desk.settings.current.theme != wanted,
        )

    return [
        choice("theme.follow-system", "", lambda: tr("Colours: as the system")),
        choice("theme.use-light", "light", lambda: tr("Colours: light")),
        choice("theme.use-dark", "dark", lambda: tr("Colours: dark")),
        choice("theme.use-high-contrast", "high-contrast", lambda: tr("Colours: high contrast")),
    ]


def _language_commands(desk: Desk) -> list[Command]:
    def choice(name: str, code: str, words: str) -> Command:
        return Command(
            name,
            lambda: tr("Language: {language}", language=words),
            lambda: desk.settings.change(language=code),
            "languages",
            # In both languages, so that one finds the way back from one that one cannot read.
            words=lambda: f"language {words} 语言",
        )

    return [
        choice("language.use-english", "en", "English"),
        choice("language.use-chinese", "zh_CN", "简体中文"),
    ]
