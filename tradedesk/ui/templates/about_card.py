"""What a text is for: its names, its language, occasion, purpose and step, what it needs and what goes along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)

from tradedesk.domain.bilingual import OWN_NAMES
from tradedesk.domain.document import DocumentKind
from tradedesk.domain.facts import FACTS
from tradedesk.domain.order import NodeCode
from tradedesk.domain.purpose import Purpose
from tradedesk.domain.template import Template, TemplateKind
from tradedesk.ui.templates import words
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.widgets import Button, Card, Field, PlainLabel
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import term


class AboutCard(Card):
    """A form over a text; ``changed`` carries the names and values of what the user changed."""

    changed = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("What it is for"), parent=parent)
        self.close_button = self.add_action(tr("Back to the text"), self.closed.emit)
        self.name_en, self.name_zh = QLineEdit(), QLineEdit()
        self.language, self.kind, self.purpose, self.node = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.fields = {
            "name": Field(tr("Name in English"), self.name_en),
            "name_zh": Field(tr("Name in Chinese"), self.name_zh),
            "kind": Field(tr("Occasion"), self.kind),
            "purpose": Field(tr("Purpose: the recipients follow from it"), self.purpose),
            "node": Field(tr("Tells of this step of an order"), self.node),
            "language": Field(tr("Language"), self.language),
        }
        self.needs = ChipsOfFacts()
        self.papers = PaperChips()
        self._build()
        self._listen()

    def _build(self) -> None:
        ground = QWidget()
        ground.setProperty("ground", "raised")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        grid = QGridLayout(ground)
        grid.setContentsMargins(16, 14, 16, 14)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        self._grid = grid
        for place, field in enumerate(self.fields.values()):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self.note = PlainLabel(tone="muted", size="small", wrap=True)
        self._needs_title = PlainLabel(
            tr("Needs: where one of these is not known, the message gets a mark and does not go out."),
            tone="muted", size="small", wrap=True,
        )  # fmt: skip
        self._papers_title = PlainLabel(tr("Papers that usually go along"), tone="muted", size="small")
        for widget in (self.note, self._needs_title, self.needs, self._papers_title, self.papers):
            grid.addWidget(widget, grid.rowCount(), 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        area = Scrolled()
        area.setWidget(ground)
        self.add(area, 1)

    def _listen(self) -> None:
        for edit, name in ((self.name_en, "name_en"), (self.name_zh, "name_zh")):
            edit.textEdited.connect(self._teller(name, edit.text))
            edit.returnPressed.connect(self.closed)
        for box, name in (
            (self.language, "language"), (self.kind, "kind"), (self.purpose, "purpose"), (self.node, "node"),
        ):  # fmt: skip
            box.activated.connect(self._teller(name, box.currentData))
        self.needs.changed.connect(lambda facts: self._tell("required", facts))
        self.papers.changed.connect(lambda kinds: self._tell("attachments", kinds))

    def show_text(self, item: Item, text: Template, purposes: Sequence[Purpose]) -> None:
        """Show what a text is for; what cannot be said of its sort is not asked."""
        template = item.sort is Sort.TEMPLATE
        piece = item.sort in (Sort.SNIPPET, Sort.SIGNATURE)
        self._fill_lines(text)
        _fill(self.language, ((each, words.language_name(each)) for each in _languages(text.language)), text.language)
        _fill(self.kind, ((str(each), words.kind_words(each)) for each in TemplateKind), text.kind)
        known = [(each.code, term("purpose", each.code)) for each in purposes]
        _fill(self.purpose, known, text.purpose)
        nodes = [("", tr("no step")), *((str(each), term("node", each)) for each in NodeCode)]
        _fill(self.node, nodes, text.node)
        self.needs.show_facts(text.required)
        self.papers.show_kinds(text.attachments)
        self.fields["name"].set_name(tr("Name") if piece else tr("Name in English"))
        self.fields["language"].setVisible(item.fresh or piece)
        # A snippet has a name and a language alone: they stand side by side.
        self._grid.addWidget(self.fields["language"], *((0, 1) if piece else (2, 1)), Qt.AlignmentFlag.AlignTop)
        self.fields["name_zh"].setVisible(template)
        for name in ("kind", "purpose", "node"):
            self.fields[name].setVisible(template)
        for widget in (self._needs_title, self.needs, self._papers_title, self.papers):
            widget.setVisible(template)
        self.note.setVisible(template and words.is_own(item) and not item.fresh)
        self.note.setText(tr("Names, occasion, purpose and step hold for every language of this text."))

    def _fill_lines(self, text: Template) -> None:
        for edit, value in ((self.name_en, text.name_en), (self.name_zh, text.name_zh)):
            if edit.text() != value:
                edit.setText(value)

    def say_problem(self, field: str, sentence: str) -> None:
        """Say what is wrong beside its field, and nothing beside the others."""
        for name, each in self.fields.items():
            each.set_problem(sentence if name == field else "")
        if field in self.fields:
            self.fields[field].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Take all sentences away."""
        for each in self.fields.values():
            each.set_problem("")

    def name_it(self) -> None:
        """Begin with the name, to be typed over."""
        line = self.name_zh if self.name_zh.isVisible() and words.in_chinese() else self.name_en
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def _teller(self, name: str, value: Callable[[], Any]) -> Callable[..., None]:
        return lambda *_: self._tell(name, value())

    def _tell(self, name: str, value: Any) -> None:
        field = self.fields.get("name" if name == "name_en" else name)
        if field is not None:
            field.set_problem("")
        self.changed.emit({name: value})


def _languages(now: str) -> list[str]:
    return list(dict.fromkeys((*OWN_NAMES, now)))


def _fill(box: QComboBox, choices: Iterable[tuple[str, str]], current: str) -> None:
    wanted = list(choices)
    if [(box.itemData(at), box.itemText(at)) for at in range(box.count())] != wanted:
        box.clear()
        for code, told in wanted:
            box.addItem(told, code)
    box.setCurrentIndex(box.findData(current))


class _Flow(QWidget):
    """Chips in as many lines as they need."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.flow = FlowLayout(self)


class PaperChips(_Flow):
    """The kinds of papers; those chosen are pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Papers that usually go along"))
        self.chips: dict[str, Button] = {}
        for each in DocumentKind:
            if each is not DocumentKind.OTHER:
                chip = Button(term("document", each), kind="filter")
                chip.setCheckable(True)
                chip.clicked.connect(lambda _checked=False: self.changed.emit(self._chosen()))
                self.chips[str(each)] = chip
                self.flow.addWidget(chip)

    def show_kinds(self, kinds: Iterable[str]) -> None:
        """Press these."""
        pressed = set(kinds)
        for name, chip in self.chips.items():
            chip.setChecked(name in pressed)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(name for name, chip in self.chips.items() if chip.isChecked())


class ChipsOfFacts(_Flow):
    """The facts a text needs, each with a way out, and a field that takes one more by its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[str, ...] | None = None
        self._chips: list[Button] = []
        self.field = QLineEdit()
        self.field.setFixedWidth(190)
        self.field.setPlaceholderText(tr("Add a fact"))
        self.field.setAccessibleName(tr("Add a fact that it needs"))
        by_words = {words.label_of(name): name for name in FACTS}
        completer = QCompleter(sorted(by_words), self.field)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.activated.connect(lambda told: self._add(by_words.get(told, "")))
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(lambda: self._add(_fact_called(self.field.text(), by_words)))
        self.flow.addWidget(self.field)

    def show_facts(self, facts: tuple[str, ...]) -> None:
        """Show these."""
        if facts == self._facts:
            return
        self._facts = facts
        for chip in self._chips:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for place, name in enumerate(facts):
            label = words.label_of(name)
            chip = Button(label, "x", "filter", self._dropper(name))
            chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            chip.setAccessibleName(tr("No longer needs: {fact}", fact=label))
            chip.setToolTip(tr("Take it out"))
            self.flow.insert_widget(place, chip)
            self._chips.append(chip)
        self.updateGeometry()

    def _dropper(self, name: str) -> Callable[[], None]:
        return lambda: self.changed.emit(tuple(each for each in self._facts or () if each != name))

    def _add(self, name: str) -> None:
        if name and name not in (self._facts or ()):
            self.changed.emit((*(self._facts or ()), name))
        if name:
            self.field.clear()


def _fact_called(told: str, by_words: dict[str, str]) -> str:
    """The fact whose words or name were typed, else the only one that holds them."""
    typed = told.strip().casefold()
    exact = [name for label, name in by_words.items() if typed in (label.casefold(), name)]
    part = [name for label, name in by_words.items() if typed and typed in label.casefold()]
    return exact[0] if exact else part[0] if len(part) == 1 else ""
