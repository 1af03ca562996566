"""Commands of the page of texts while it is shown."""

from __future__ import annotations

from typing import Protocol

from tradedesk.ui.commands import Command
from tradedesk.ui.templates import words
from tradedesk.ui.templates.files import TemplateFiles
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.templates.presenter import TemplatesPresenter
from tradedesk.ui.wording import tr

_PAGE = "templates"


class Texts(Protocol):
    """What the commands need of the page."""

    presenter: TemplatesPresenter
    files: TemplateFiles

    def find_fact(self) -> None:
        """Type what a fact is called."""

    def show_about(self) -> None:
        """Show what the text is for."""

    def show_versions(self) -> None:
        """Show what the text said before."""

    def offer_copies(self) -> None:
        """Offer a copy, or the same occasion in another language."""

    def other_languages(self) -> list[str]:
        """The languages in which the occasion shown has no text."""


def page_commands(page: Texts) -> list[Command]:
    """What can be done with the text shown, and with whole texts."""
    return [*_with_the_text(page), *_with_texts(page), *_with_files(page)]


def _with_the_text(page: Texts) -> list[Command]:
    presenter = page.presenter

    def item() -> Item | None:
        return presenter.current

    def kept() -> bool:
        now = item()
        return now is not None and now.number is not None and not now.fresh

    def has_versions() -> bool:
        now = item()
        return now is not None and now.sort is Sort.TEMPLATE and not now.fresh

    def unusual() -> bool:
        now = item()
        return kept() and now is not None and now.sort is Sort.SIGNATURE and not now.usual

    def remove_title() -> str:
        now = item()
        return words.remove_words(now) if now is not None else tr("Back to the shipped text")

    return [
        Command("template.save", lambda: tr("Save the template"), presenter.save, "save", "Ctrl+S",
                lambda: presenter.can_save, _PAGE),
        Command("template.drop-changes", lambda: tr("Drop the changes"), presenter.discard, "undo-2", "",
                lambda: presenter.changed, _PAGE),
        Command("template.back-to-shipped", remove_title, presenter.remove, "history", "", kept, _PAGE),
        Command("template.find-fact", lambda: tr("Find a fact"), page.find_fact, "search", "Ctrl+F",
                lambda: item() is not None, _PAGE),
        Command("template.show-about", lambda: tr("Name, purpose and needs"), page.show_about, "pencil", "F2",
                lambda: item() is not None and not _is_wording(item()), _PAGE),
        Command("template.show-versions", lambda: tr("What it said before"), page.show_versions, "history",
                "Ctrl+Shift+H", has_versions, _PAGE),
        Command("signature.make-usual", lambda: tr("Sign with this from now on"), presenter.make_usual, "check", "",
                unusual, _PAGE),
    ]  # fmt: skip


def _is_wording(item: Item | None) -> bool:
    return item is not None and item.sort is Sort.WORDING


def _with_texts(page: Texts) -> list[Command]:
    presenter = page.presenter

    def shown() -> bool:
        return presenter.current is not None

    return [
        Command("template.add-new", lambda: tr("New template"), lambda: presenter.make(Sort.TEMPLATE), "file-plus",
                "Ctrl+N", page=_PAGE),
        Command("snippet.add-new", lambda: tr("New snippet"), lambda: presenter.make(Sort.SNIPPET), "plus", page=_PAGE),
        Command("signature.add-new", lambda: tr("New signature"), lambda: presenter.make(Sort.SIGNATURE), "plus",
                page=_PAGE),
        Command("template.duplicate", lambda: tr("Duplicate"), presenter.duplicate, "copy", "Ctrl+D", shown, _PAGE),
        Command("template.translate", lambda: tr("Write it in another language"), page.offer_copies, "languages", "",
                lambda: bool(page.other_languages()), _PAGE),
    ]  # fmt: skip


def _with_files(page: Texts) -> list[Command]:
    presenter = page.presenter

    def template_shown() -> bool:
        now = presenter.current
        return now is not None and now.sort is Sort.TEMPLATE and not now.fresh

    def has_own() -> bool:
        mine = (each for each in presenter.items if each.sort is not Sort.WORDING and not each.fresh)
        return any(each.sort is not Sort.TEMPLATE or not each.text.builtin for each in mine)

    def export_one() -> None:
        now = presenter.current
        if now is not None:
            page.files.export([(now.text.code, now.text.language)], words.name_of(now.text))

    return [
        Command("template.export", lambda: tr("Export this template…"), export_one, "upload", "", template_shown,
                _PAGE),
        Command("template.export-own", lambda: tr("Export all of your own texts…"),
                lambda: page.files.export((), tr("My templates")), "upload", "", has_own, _PAGE),
        Command("template.take-in", lambda: tr("Take in templates from a file…"), page.files.choose, "import",
                page=_PAGE, words=lambda: tr("import")),
    ]  # fmt: skip
