"""The left column: which list is shown, a field to find a text, the texts, and what makes a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from tradedesk.ui.templates import words
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.templates.rows import Heading, Row, Rows
from tradedesk.ui.widgets import Button, FilterChips, PlainLabel
from tradedesk.ui.wording import joined, listed, tr

#: So many languages stand beside one another; the others are counted.
_LANGUAGES_SHOWN = 2


class Listing(QWidget):
    """``picked`` carries a row, ``opened`` says that its text is to be typed in."""

    list_chosen = Signal(str)
    picked = Signal(str)
    opened = Signal()
    make_asked = Signal(object)

    def __init__(self, width: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "raised")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(width)
        self._shown: tuple[Sequence[Item], Callable[[Item], bool], str] = ((), lambda _item: False, "all")
        self.lists = FilterChips()
        self.lists.setAccessibleName(tr("Which texts"))
        self.lists.chosen.connect(self.list_chosen)
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Find a text"))
        self.search.setAccessibleName(tr("Find a text"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._refill())
        self.search.returnPressed.connect(self._take_first)
        self.rows = Rows(tr("Templates"))
        self.rows.picked.connect(self.picked)
        self.rows.opened.connect(lambda _key: self.opened.emit())
        self.empty = PlainLabel(tone="muted", size="small", wrap=True)
        self.empty.setContentsMargins(10, 4, 10, 0)
        self.new = Button(tr("New text"), "plus", "quiet", self.offer_new)
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(2, 0, 2, 0)
        head.setSpacing(8)
        head.addWidget(self.lists)
        head.addWidget(self.search)
        column.addLayout(head)
        column.addWidget(self.empty)
        column.addWidget(self.rows, 1)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)

    def show_items(self, items: Sequence[Item], unsaved: Callable[[Item], bool], which: str) -> None:
        """Show the texts of a list."""
        self._shown = (items, unsaved, which)
        lists = [("all", tr("All")), ("own", tr("Own")), ("pieces", tr("Snippets")), ("customers", tr("Customers"))]
        self.lists.show_filters(lists, which)
        self._refill()

    def offer_new(self) -> None:
        """What can be made."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for sort, told in (
            (Sort.TEMPLATE, tr("Template")), (Sort.SNIPPET, tr("Snippet")), (Sort.SIGNATURE, tr("Signature")),
        ):  # fmt: skip
            menu.addAction(told).triggered.connect(lambda _on=False, s=sort: self.make_asked.emit(s))
        # Above the button: it stands at the lower edge of the window.
        menu.popup(self.new.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the field into the list."""
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            if not self.rows.current_key():
                self.rows.set_first_current()
            self.rows.setFocus(Qt.FocusReason.TabFocusReason)
            return
        super().keyPressEvent(event)

    def _take_first(self) -> None:
        self.rows.set_first_current()
        if self.rows.current_key():
            self.picked.emit(self.rows.current_key())

    def _refill(self) -> None:
        items, unsaved, which = self._shown
        parts = self.search.text().casefold().split()
        found = [each for each in items if all(part in _told(each) for part in parts)]
        self.rows.show_rows(_rows(found, unsaved))
        self.empty.setVisible(not found)
        self.empty.setText(tr("No text is called so.") if items else _nothing(which))


def _told(item: Item) -> str:
    return f"{item.text.name_en} {item.text.name_zh} {item.text.code} {item.party}".casefold()


def _nothing(which: str) -> str:
    return {
        "own": tr("You have no text of your own yet. Change a shipped one, or begin a new one below."),
        "pieces": tr("No snippet and no signature yet. A snippet is put into a message by “Insert”; a signature signs "
                     "every message in its language."),
        "customers": tr("No customer has a wording of its own. In Compose, “Keep this wording” makes one."),
    }.get(which, "")  # fmt: skip


def _rows(items: Sequence[Item], unsaved: Callable[[Item], bool]) -> list[Row | Heading]:
    rows: list[Row | Heading] = []
    headings: set[str] = set()
    by_row: dict[str, list[Item]] = {}
    for each in items:
        by_row.setdefault(each.row, []).append(each)
    for each in sorted(items, key=words.place_of):
        if each.row not in by_row:
            continue
        heading = _heading(each)
        if heading not in headings:
            headings.add(heading)
            rows.append(Heading(heading))
        rows.append(_row(by_row.pop(each.row), unsaved))
    return rows


def _heading(item: Item) -> str:
    if item.fresh:
        return tr("Not saved yet")
    if item.sort is Sort.WORDING:
        return item.party
    pieces = {Sort.SNIPPET: tr("Snippets"), Sort.SIGNATURE: tr("Signatures")}
    return pieces.get(item.sort) or words.kind_words(item.text.kind)


def _row(alike: Sequence[Item], unsaved: Callable[[Item], bool]) -> Row:
    texts = sorted(alike, key=lambda each: each.text.language not in ("en", "zh_CN"))
    chip = words.language_chip
    item = texts[0]
    shipped = item.sort is Sort.TEMPLATE and not words.is_own(item)
    own = [chip(each.text.language) for each in texts if shipped and not each.text.builtin]
    half = [chip(each.text.language) for each in texts if unsaved(each) and not each.fresh]
    soft = [tr("Your own text: {languages}", languages=listed(own))] if own else []
    soft += [tr("signs")] if item.usual else []
    soft += [tr("Not saved: {languages}", languages=listed(half))] if half else []
    name = words.name_of(item.text)
    first = texts[:_LANGUAGES_SHOWN] if len(texts) > _LANGUAGES_SHOWN + 1 else texts
    chips = tuple(
        (chip(each.text.language), "info" if shipped and not each.text.builtin else "neutral") for each in first
    )
    if len(texts) > len(first):
        chips = (*chips, (f"+{len(texts) - len(first)}", "neutral"))
    spoken = ", ".join([name, *(words.language_name(each.text.language) for each in texts), *soft])
    return Row(item.row, name, joined(soft), chips, spoken)
