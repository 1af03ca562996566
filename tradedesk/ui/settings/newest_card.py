"""Whether there is a newer version: asked on a click, or once a day where that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk import __version__
from tradedesk.services import newest
from tradedesk.ui.desk import Desk
from tradedesk.ui.newest import NewestLook
from tradedesk.ui.shell.links import open_link
from tradedesk.ui.widgets import Button, Card, PlainLabel
from tradedesk.ui.wording import errors, formats, tr


class NewestCard(Card):
    """The question, its answer, and the way to what is new; for a build that names a server to ask."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Newer version"), tr("Asked only when you say so"), parent)
        self._desk = desk
        self._look = NewestLook.of(desk)
        self.look_button = self.add_action(tr("Check now"), self._look.look, icon="refresh-cw")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 12, 14, 10)
        column.setSpacing(8)
        what = tr(
            "{server} is asked which version is the newest. The question says nothing of you, and nothing is fetched "
            "or installed: that you do yourself.",
            server=newest.server(),
        )
        column.addWidget(PlainLabel(what, tone="muted", size="small", wrap=True))
        self.by_itself = QCheckBox(tr("Ask by itself, once a day"))
        self.by_itself.setChecked(self._look.by_itself)
        self.by_itself.toggled.connect(self._look.choose_by_itself)
        column.addWidget(self.by_itself, 0, Qt.AlignmentFlag.AlignLeft)
        self.told = PlainLabel(wrap=True)
        column.addWidget(self.told)
        self.download = Button(tr("Open the download page"), "download", on_click=partial(self._open, "download"))
        self.notes = Button(tr("What is new in it"), "history", on_click=partial(self._open, "notes"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.download)
        row.addWidget(self.notes)
        row.addStretch(1)
        column.addLayout(row)
        self.add(holder)
        self._look.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        look, found = self._look, self._look.found
        self.look_button.setEnabled(not look.busy)
        self.look_button.set_words(tr("Checking…") if look.busy else tr("Check now"))
        told, tone = "", "text"
        if look.error is not None:
            told, tone = errors.sentence(look.error), "bad"
        elif found is not None and found.newer:
            told = tr("Version {version} of {day} is newer than yours, {own}.",
                      version=found.version, day=formats.day(found.day), own=__version__)  # fmt: skip
        elif found is not None:
            told, tone = tr("Yours is the newest version: {own}.", own=__version__), "good"
        self.told.say(told)
        self.told.set_tone(tone)
        for button, link in ((self.download, "download"), (self.notes, "notes")):
            button.setVisible(found is not None and found.newer and bool(getattr(found, link)))

    def _open(self, what: str) -> None:
        link = str(getattr(self._look.found, what, ""))
        if link and not open_link(link, {newest.server()}):
            self._desk.refused.emit(tr("This computer has no browser for {link}.", link=link))
