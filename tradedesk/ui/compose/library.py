"""The left column: drafts that are open, and the templates in the draft's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tradedesk.domain.culture import ToneChoice
from tradedesk.domain.group_notice import needs_an_order
from tradedesk.domain.template import Template, has_tones, place_in_deal
from tradedesk.services.queue import Waiting
from tradedesk.ui import marks
from tradedesk.ui.compose import words
from tradedesk.ui.compose.tone_row import ToneRow
from tradedesk.ui.theme import icons, tokens
from tradedesk.ui.theme.tokens import SMALL
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.labels import PlainLabel, plain_tooltip
from tradedesk.ui.widgets.painting import elided, paint_rounded_ground
from tradedesk.ui.wording import formats, language, tr

_KEY = int(Qt.ItemDataRole.UserRole)
_SOFT = _KEY + 1
#: The colour role of the clock at the right, empty for none.
_CLOCK = _KEY + 2
_CLOCK_SIZE = 14
#: So many drafts are seen at once, and so many are in the list: to fill it with thousands takes too long.
_DRAFTS_SHOWN, _LISTED = 4, 300


class _Rows(QStyledItemDelegate):
    """Rounded rows: one line, or two where there is a soft one."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: ARG002
        """31 px, with a second line 44."""
        return QSize(100, 44 if index.data(_SOFT) else 31)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        colors = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(0, 0, 0, -1)
        chosen = paint_rounded_ground(painter, option, area)
        font = QFont(option.font)
        if chosen:
            font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colors.accent if chosen else colors.text))
        line = area.adjusted(10, 0, -8, 0)
        line.setRight(_paint_clock(painter, line, index.data(_CLOCK)))
        soft = index.data(_SOFT)
        if soft:
            line.setBottom(line.top() + 24)
        shown = elided(painter.fontMetrics(), index.data(Qt.ItemDataRole.DisplayRole), line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        if soft:
            font.setWeight(QFont.Weight.Normal)
            font.setPixelSize(SMALL)
            painter.setFont(font)
            painter.setPen(QColor(colors.muted))
            line.translate(0, 18)
            shown = elided(painter.fontMetrics(), soft, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        painter.restore()


def _paint_clock(painter: QPainter, line: QRect, role: str | None) -> int:
    """A clock at the right of a row that has one; returns where its words end."""
    if not role:
        return line.right()
    left = line.right() - _CLOCK_SIZE
    painter.drawPixmap(left, line.top() + 6, icons.pixmap("clock", role, _CLOCK_SIZE))
    return left - 4


def _occasion(template: Template) -> tuple[int, str]:
    """In the order in which a deal goes; the user's own stand below."""
    return place_in_deal(template.code), template.code


class Choices(QListWidget):
    """A list of choices by key; ``picked`` when the user takes one (click or Enter), not while arrows move."""

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        self.setStyleSheet("QListWidget { background: transparent; }")
        self.itemClicked.connect(self._pick)
        self._choices: list[tuple[str, str, str]] = []
        self._clocks: dict[str, tuple[str, str]] = {}

    def show_choices(self, choices: Sequence[tuple[str, str, str]], current: str) -> None:
        """Show (key, words, soft words); the current one is marked."""
        if self._choices != list(choices):
            self._choices, self._clocks = list(choices), {}
            self.clear()
            for key, text, soft in choices:
                item = QListWidgetItem(text)
                item.setData(_KEY, key)
                item.setData(_SOFT, soft)
                self.addItem(item)
        self.mark(current)

    def show_clocks(self, clocks: Mapping[str, tuple[str, str]]) -> None:
        """Show a clock in some rows: (colour role, what is said of it) by key."""
        before, self._clocks = self._clocks, dict(clocks)
        for row, (key, title, _) in enumerate(self._choices):
            role, told = clocks.get(key, ("", ""))
            if before.get(key, ("", "")) != (role, told):
                item = self.item(row)
                item.setData(_CLOCK, role)
                item.setToolTip(plain_tooltip(told))
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {told}" if told else None)

    def mark(self, key: str) -> None:
        """Mark the current choice, or none."""
        self.clearSelection()
        self.setCurrentRow(next((row for row, choice in enumerate(self._choices) if choice[0] == key), -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the row."""
        item = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and item is not None:
            self._pick(item)
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current choice stays in sight when what stands above takes some of the room."""
        super().resizeEvent(event)
        if self.currentItem() is not None:
            self.scrollToItem(self.currentItem())

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_KEY))


class Library(QWidget):
    """Drafts above, templates below, the language beside their title."""

    draft_picked = Signal(int)
    template_picked = Signal(str)
    language_picked = Signal(str)
    #: A second language below the first, or "" for none.
    second_picked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._templates: tuple[Template, ...] = ()
        self._code, self._language, self._second = "", "en", ""
        self._tone: ToneChoice | None = None
        self._chosen = ""
        self._clocks: dict[str, tuple[str, str]] = {}
        #: The place of the first draft listed among all that are open.
        self._first = 0
        self._many = False
        self.drafts = Choices(tr("Drafts"))
        self.drafts.picked.connect(lambda key: self.draft_picked.emit(int(key)))
        self.templates = Choices(tr("Templates"))
        self.templates.picked.connect(self.template_picked)
        self._drafts_title = PlainLabel(tr("Drafts"), tone="muted", size="small")
        self.language_button = Button("", "chevron-down", "link", self._offer_here)
        self.language_button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.tone = ToneRow()
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(4)
        self._drafts_title.setContentsMargins(10, 0, 0, 4)
        column.addWidget(self._drafts_title)
        column.addWidget(self.drafts)
        self._gap = QWidget()
        self._gap.setFixedHeight(8)
        column.addWidget(self._gap)
        title = QHBoxLayout()
        title.setContentsMargins(10, 0, 0, 2)
        title.setSpacing(4)
        title.addWidget(PlainLabel(tr("Templates") + " ·", tone="muted", size="small"))
        title.addWidget(self.language_button)
        title.addStretch(1)
        column.addLayout(title)
        column.addWidget(self.tone)
        column.addWidget(self.templates, 1)

    def show_drafts(self, drafts: Sequence[tuple[int, str, str, str]], current: int | None) -> None:
        """Show (number, subject, customer, changed at) of the open drafts, of hundreds those around the current one."""
        here = next((place for place, (number, *_) in enumerate(drafts) if number == current), 0)
        self._stand_around(here, len(drafts))
        some = drafts[self._first : self._first + _LISTED]
        part = tr("Drafts, {n} of {every}", n=formats.count(len(some)), every=formats.count(len(drafts)))
        self._drafts_title.setText(part if len(some) < len(drafts) else tr("Drafts"))
        choices = []
        for number, subject, party, _ in some:
            told = marks.shown(subject, language()) or tr("No subject yet")
            choices.append((str(number), party or tr("Group notice"), told))
        self.drafts.show_choices(choices, str(current or ""))
        shown = bool(drafts)
        for widget in (self._drafts_title, self.drafts, self._gap):
            widget.setVisible(shown)
        self.drafts.setFixedHeight(44 * min(len(drafts), _DRAFTS_SHOWN) + 2)
        self.drafts.show_clocks(self._clocks)

    def _stand_around(self, here: int, every: int) -> None:
        """Which drafts are listed: the same as before while the current one is well among them."""
        end = self._first + _LISTED
        before = self._first > 0 and here < self._first + _DRAFTS_SHOWN
        behind = end < every and here >= end - _DRAFTS_SHOWN
        if before or behind or self._first > max(0, every - _LISTED):
            self._first = max(0, min(here - _LISTED // 2, every - _LISTED))

    def show_waiting(self, waiting: Waiting) -> None:
        """Show a clock on the drafts that wait for their window, in another colour where it has come."""
        self._clocks = {
            str(row.id): (
                "warn" if row.queued_for <= waiting.moment else "muted",
                tr("Waits for {time}", time=formats.moment(row.queued_for)),
            )
            for row in waiting.rows
        }
        self.drafts.show_clocks(self._clocks)

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Keep the templates; those in the language are shown."""
        self._templates = tuple(templates)
        self._refill()

    def show_for(self, *, many: bool) -> None:
        """For a notice to many, texts that no order is needed for stand first, and the others say so."""
        self._many = many

    def show_choice(self, code: str, language: str) -> None:
        """Mark the draft's template and speak its language."""
        self._code, self._language, self._second = code, language, ""
        self._tone, self._chosen = None, ""
        self._refill()

    def show_manner(self, tone: ToneChoice | None, chosen: str, second: str) -> None:
        """Show the tone of the open draft where its text has tones, and its second language; None for no draft."""
        self._tone, self._chosen = tone, chosen
        self._second = second if tone is not None else ""
        self._say_manner()

    @property
    def language(self) -> str:
        """The language in which templates are listed."""
        return self._language

    def _refill(self) -> None:
        # Every occasion stands here; one without a text in the language is written in English.
        ranked = sorted(self._templates, key=lambda each: (each.language == self._language, each.language == "en"))
        occasions = sorted({each.code: each for each in ranked}.values(), key=_occasion)
        lacking = {each.code for each in occasions if self._many and needs_an_order(each)}
        occasions.sort(key=lambda each: each.code in lacking)
        told = [
            (each.code, words.template_name(each), tr("Needs an order") if each.code in lacking else "")
            for each in occasions
        ]
        self.templates.show_choices(told, self._code)
        self._say_manner()

    def _say_manner(self) -> None:
        here = (each for each in self._templates if (each.code, each.language) == (self._code, self._language))
        self.tone.show_tone(self._tone if any(has_tones(each) for each in here) else None, self._chosen)
        told = " + ".join(words.language_name(each) for each in (self._language, self._second) if each)
        self.language_button.set_words(told)
        self.language_button.setAccessibleName(tr("Language of the message: {language}", language=told))

    def languages(self) -> list[str]:
        """The languages in which the draft's text is there, before there is a draft those of any template."""
        same = [each for each in self._templates if each.code == self._code] or self._templates
        return list(dict.fromkeys(each.language for each in same))

    def _offer_here(self) -> None:
        self.offer_languages(self.language_button.mapToGlobal(self.language_button.rect().bottomLeft()))

    def offer_languages(self, at: QPoint) -> None:
        """Open the menu of languages at a point of the screen."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for code in self.languages():
            action = menu.addAction(words.language_name(code))
            action.setCheckable(True)
            action.setChecked(code == self._language)
            action.triggered.connect(lambda _checked=False, c=code: self.language_picked.emit(c))
        self._offer_second(menu)
        menu.popup(at)

    def _offer_second(self, menu: QMenu) -> None:
        """The languages that can stand below the first one (C5): those in which the same text is there."""
        there = [each.language for each in self._templates if each.code == self._code]
        others = [each for each in dict.fromkeys(there) if each != self._language]
        if self._tone is None or not others:
            return
        menu.addSeparator()
        below = menu.addMenu(tr("Second language below it"))
        for code in ("", *others):
            action = below.addAction(words.language_name(code) if code else tr("No second language"))
            action.setCheckable(True)
            action.setChecked(code == self._second)
            action.triggered.connect(lambda _checked=False, c=code: self.second_picked.emit(c))
