"""What the page reads and writes besides the texts themselves: files with templates, versions, purposes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.domain.own_text import Snippet
from tradedesk.domain.purpose import Purpose
from tradedesk.services import purposes as purpose_verbs
from tradedesk.services import snippets, template_exchange, templates
from tradedesk.services.template_exchange import Incoming
from tradedesk.ui.desk import Desk
from tradedesk.ui.templates import items
from tradedesk.ui.wording import errors, tr, trn

_ENDING = ".tradedesk-templates.json"


class TemplateFiles(QObject):
    """Asks for files and runs the verbs; ``read`` carries what a file would bring, and its name."""

    read = Signal(object, str)
    #: What was taken in last: its row and language.
    taken_in = Signal(str, str)
    versions = Signal(object)
    purposes = Signal(object)
    #: A sentence.
    refused = Signal(str)
    #: A sentence: what was written where.
    written = Signal(str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self.known_purposes: tuple[Purpose, ...] = ()
        self.said = ""

    def read_versions(self, code: str, language: str) -> None:
        """Read what a text said before."""
        self._desk.run(templates.versions, code, language, on_done=self.versions.emit, owner=self)

    def read_purposes(self) -> None:
        """Read what a message can be about."""

        def came(known: Sequence[Purpose]) -> None:
            self.known_purposes = tuple(known)
            self.purposes.emit(self.known_purposes)

        self._desk.run(purpose_verbs.every, on_done=came, owner=self)

    def export(self, keys: Sequence[tuple[str, str]], name: str) -> None:
        """Ask where to, and write these texts, or without keys all own ones."""
        safe = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in name)
        proposed = " ".join(safe.split())[:60] or "templates"
        chosen, _ = QFileDialog.getSaveFileName(
            self._page, tr("Export templates"), str(Path.home() / f"{proposed}{_ENDING}"), _kinds()
        )
        if chosen:
            self.export_to(chosen if Path(chosen).suffix else chosen + _ENDING, keys)

    def export_to(self, path: str, keys: Sequence[tuple[str, str]]) -> None:
        """Write these texts to a file."""
        name = Path(path).name

        def done(number: int) -> None:
            self.written.emit(trn("{n} text written to {file}", "{n} texts written to {file}", number, file=name))

        self._desk.run(
            template_exchange.export, Path(path), tuple(keys), on_done=done, on_error=self._failed, owner=self
        )

    def choose(self) -> None:
        """Ask for a file and look at it."""
        chosen, _ = QFileDialog.getOpenFileName(self._page, tr("Take in templates"), str(Path.home()), _kinds())
        if chosen:
            self.look_at(chosen)

    def look_at(self, path: str) -> None:
        """Look at what a file would bring."""

        def came(seen: Sequence[Incoming]) -> None:
            self.read.emit(seen, Path(path).name)

        self._desk.run(template_exchange.read, Path(path), on_done=came, on_error=self._failed, owner=self)

    def take_in(self, chosen: Sequence[Incoming]) -> None:
        """Take these texts in."""
        first = chosen[0]

        def done(_number: int) -> None:
            if first.snippet is None:
                self.taken_in.emit(first.template.code, first.template.language)
            else:
                self._desk.run(snippets.every, on_done=come, owner=self)

        def come(pieces: Sequence[Snippet]) -> None:
            row = next(each.row for each in items.of_snippets(pieces) if each.text == first.template)
            self.taken_in.emit(row, first.template.language)

        self._desk.run(template_exchange.take_in, tuple(chosen), on_done=done, on_error=self._failed, owner=self)

    def _failed(self, error: TradeError) -> None:
        self.refused.emit(errors.sentence(error))


def _kinds() -> str:
    return tr("Templates (*.json)")
