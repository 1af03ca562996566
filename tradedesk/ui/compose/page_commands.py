"""What can be done with the draft that is shown, by key, menu and palette."""

from __future__ import annotations

from typing import Protocol

from tradedesk.ui.commands import Command
from tradedesk.ui.compose import words
from tradedesk.ui.compose.chatting import Chatting
from tradedesk.ui.compose.facts_hand import FactsHand
from tradedesk.ui.compose.library import Library
from tradedesk.ui.compose.presenter import Presenter
from tradedesk.ui.compose.queueing import Queueing
from tradedesk.ui.compose.ways_round import WaysRound
from tradedesk.ui.wording import tr

#: Everything that has no button of its own.
MORE = ["draft.save-eml", "draft.hand-over-by-hand", "draft.copy-text", "",
        "draft.queue", "draft.choose-time", "draft.copy-chat", "",
        "draft.insert-snippet", "draft.keep-wording", "", "draft.discard"]  # fmt: skip


class Writing(Protocol):
    """What the commands need of the page."""

    presenter: Presenter
    library: Library
    facts: FactsHand
    queueing: Queueing
    chatting: Chatting
    ways: WaysRound

    def hand_over(self) -> None:
        """Hand over, or say what must be fixed first."""

    def choose_language(self) -> None:
        """Offer the languages of the letter."""


def of_page(page: Writing) -> list[Command]:
    """The page's commands; they leave with it."""
    return [*_going_out(page), *_writing(page)]


def _is_open(page: Writing) -> bool:
    view = page.presenter.view
    return view is not None and view.handed is None


def _language_of(page: Writing) -> str:
    view = page.presenter.view
    return words.language_name(view.draft.language if view is not None else page.library.language)


def _going_out(page: Writing) -> list[Command]:
    def open_draft() -> bool:
        return _is_open(page)

    def can_go() -> bool:
        view = page.presenter.view
        return _is_open(page) and view is not None and bool(view.program) and not page.presenter.busy

    return [
        Command("draft.hand-over", lambda: tr("Open in the mail program"), page.hand_over, "send", "Ctrl+Return",
                can_go, "compose"),
        Command("draft.queue", lambda: tr("Queue for the next window"), page.queueing.best, "clock", "Ctrl+Shift+L",
                page.queueing.possible, "compose"),
        Command("draft.choose-time", lambda: tr("Choose another time…"), page.queueing.choose, "calendar", "",
                open_draft, "compose"),
        Command("draft.stop-waiting", lambda: tr("Do not wait"), page.queueing.stop, "x", "", page.queueing.waits,
                "compose"),
        Command("draft.copy-chat", lambda: tr("Copy for chat"), page.chatting.open, "message-circle", "Ctrl+Shift+H",
                page.chatting.possible, "compose"),
        Command("draft.save-eml", lambda: tr("Save as .eml…"), page.ways.save_as, "save", "Ctrl+S", open_draft,
                "compose"),
        Command("draft.hand-over-by-hand", lambda: tr("Put it in by hand"), page.ways.by_hand, "clipboard-list", "",
                open_draft, "compose", words=lambda: tr("clipboard, folder with the attachments")),
        Command("draft.copy-text", lambda: tr("Copy text"), page.ways.copy_text, "copy", "Ctrl+Shift+C", open_draft,
                "compose"),
    ]  # fmt: skip


def _writing(page: Writing) -> list[Command]:
    def open_draft() -> bool:
        return _is_open(page)

    def something_missing() -> bool:
        view = page.presenter.view
        return _is_open(page) and view is not None and bool(view.missing)

    return [
        Command("draft.fill-fact", lambda: tr("Fill the missing fact"), page.facts.ask_next, "pen-line", "F2",
                something_missing, "compose"),
        Command("draft.attach", lambda: tr("Attach"), page.ways.attach, "paperclip", "Ctrl+Shift+A", open_draft,
                "compose"),
        Command("draft.preview", lambda: tr("Preview"), page.ways.preview, "eye", "Ctrl+P",
                lambda: page.presenter.view is not None, "compose"),
        Command("draft.choose-language", lambda: f"{_language_of(page)} ▾", page.choose_language, "languages", "",
                open_draft, "compose", words=lambda: tr("Language of the letter")),
        Command("draft.discard", lambda: tr("Throw this draft away"), page.presenter.discard, "trash-2", "",
                open_draft, "compose"),
    ]  # fmt: skip
