"""Above the text: its name and state, what it is for, its languages, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.template import Template
from tradedesk.ui.templates import words
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.widgets import Button, Chip, ElidedLabel, FilterChips, plain_tooltip
from tradedesk.ui.wording import tr

#: So many languages stand beside what the text is for; more of them go below it.
_LANGUAGES_BESIDE = 3


class Head(QWidget):
    """Two lines; the tools at the right of the first."""

    about_asked = Signal()
    versions_asked = Signal()
    copies_asked = Signal()
    remove_asked = Signal()
    language_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(4)
        upper, self._lower = QHBoxLayout(), QHBoxLayout()
        upper.setSpacing(8)
        self.title = ElidedLabel(size="title")
        self.unsaved, self.own = Chip(), Chip()
        for widget in (self.title, self.unsaved):
            upper.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        upper.addStretch(1)
        self.show_about = self._tool("pencil", tr("Name, purpose and needs"), self.about_asked.emit)
        self.show_versions = self._tool("history", tr("What it said before"), self.versions_asked.emit)
        self.copy = self._tool("copy", tr("Duplicate"), self.copies_asked.emit)
        self.remove = self._tool("trash-2", tr("Delete"), self.remove_asked.emit)
        tools = QHBoxLayout()
        tools.setSpacing(0)
        for tool in (self.show_about, self.show_versions, self.copy, self.remove):
            tools.addWidget(tool)
        upper.addLayout(tools)
        self.about = ElidedLabel(tone="muted", size="small")
        self.languages = FilterChips()
        self.languages.setAccessibleName(tr("Language of the template"))
        self.languages.chosen.connect(self.language_chosen)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.own)
        first.addWidget(self.about, 1)
        self._lower.addLayout(first, 1)
        self._lower.addWidget(self.languages)
        both.addLayout(upper)
        both.addLayout(self._lower)

    def _tool(self, icon: str, told: str, ask: Callable[[], object]) -> Button:
        tool = Button("", icon, "quiet", ask, compact=True)
        tool.setAccessibleName(told)
        tool.setToolTip(plain_tooltip(told))
        return tool

    def show_text(self, item: Item, typed: Template, languages: Sequence[tuple[str, str]]) -> None:
        """Show a text's name and what it is for; ``languages`` are (code, words), in the order of their chips."""
        self.title.setText(words.name_of(typed))
        self.about.setText(words.about(item, typed))
        many = len(languages) > _LANGUAGES_BESIDE
        self._lower.setDirection(QBoxLayout.Direction.TopToBottom if many else QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(6 if many else 12)
        self.languages.show_filters(languages, item.text.language)

    def show_state(self, item: Item, *, changed: bool) -> None:
        """Show whether it is saved, and offer what can be done with it."""
        told = tr("Not saved yet") if item.fresh else tr("Unsaved changes")
        self.unsaved.show_state(told if changed else "", "warn")
        self.own.show_state(words.state_chip(item), "info")
        kept = item.number is not None and not item.fresh
        shipped = item.sort is Sort.TEMPLATE and not words.is_own(item)
        self.remove.setVisible(kept and not shipped)
        self.remove.setAccessibleName(words.remove_words(item))
        self.remove.setToolTip(plain_tooltip(words.remove_words(item)))
        self.show_versions.setVisible(item.sort is Sort.TEMPLATE and not item.fresh)
        self.show_about.setVisible(item.sort is not Sort.WORDING)
