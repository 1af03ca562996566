"""What is done with several marked parties at once: written to, tier, tags, and handing them to an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget, QWidgetAction

from tradedesk.ui.customers.finding import Finding, Tell
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, PlainLabel
from tradedesk.ui.wording import formats, tr, trn

#: So many values are offered in a menu.
_OFFERED = 16


class ManyBar(QWidget):
    """A hint while nothing is marked, else how many are and what can be done with them."""

    def __init__(
        self, desk: Desk, finding: Finding, marked: Callable[[], Sequence[int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._finding, self._marked_ids = desk, finding, marked
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.told = PlainLabel(tone="muted")
        row.addWidget(self.told)
        self.tier = self._menu_button(tr("Set tier"), "star", tr("Another tier"), "tiers", finding.set_tier)
        self.tag = self._menu_button(tr("Add tag"), "tag", tr("A new tag"), "tags", finding.add_tag)
        self.untag = self._menu_button(tr("Remove tag"), "minus", "", "tags", finding.remove_tag)
        self.export = Button(tr("Export…"), "upload", "plain", self._export)
        self.write = Button(tr("Write to them"), "pen-line", "plain", self._write)
        self.write.setToolTip(tr("One notice to all of them; none of them sees another"))
        self.stop = Button(tr("Cancel"), kind="quiet", on_click=finding.stop)
        self._acts = (self.write, self.tier, self.tag, self.untag, self.export)
        for button in (*self._acts, self.stop):
            row.addWidget(button)
        self.problem = PlainLabel(tone="bad")
        row.addWidget(self.problem)
        row.addStretch(1)
        self._many, self._busy = 0, False
        finding.progressed.connect(self._progressed)
        self._show_state()

    def show_marked(self, many: int) -> None:
        """So many rows are marked."""
        self._many = many
        self.problem.setText("")
        self._show_state()

    def _show_state(self) -> None:
        acting = self._many > 1 and not self._busy
        for button in self._acts:
            button.setVisible(acting)
        self.stop.setVisible(self._busy)
        if self._busy:
            return
        if self._many > 1:
            self.told.setText(trn("{n} marked", "{n} marked", self._many))
        else:
            self.told.setText(tr("Enter opens a customer. Mark several with Ctrl or Shift to act on them."))

    def _progressed(self, done: int, every: int) -> None:
        self._busy = every > 0
        if self._busy:
            self.told.setText(tr("{done} of {every}", done=formats.count(done), every=formats.count(every)))
        self._show_state()

    def _menu_button(
        self, title: str, icon: str, other: str, field: str, act: Callable[[Sequence[int], str, Tell], None]
    ) -> Button:
        button = Button(title, icon, "plain")

        def chosen(value: str) -> None:
            act(self._marked_ids(), value, self.problem.setText)

        def show() -> None:
            menu = QMenu(button)
            choices = self._finding.choices
            for value, _many in (getattr(choices, field) if choices is not None else ())[:_OFFERED]:
                menu.addAction(value.replace("&", "&&")).triggered.connect(lambda _on=False, v=value: chosen(v))
            if other:
                self._add_line(menu, other, chosen)
            self.menu = menu
            menu.popup(button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

        button.clicked.connect(lambda _on=False: self._with_choices(show))
        return button

    def _add_line(self, menu: QMenu, title: str, chosen: Callable[[str], None]) -> None:
        line = QLineEdit()
        line.setPlaceholderText(title)
        line.setAccessibleName(title)
        line.setMinimumWidth(160)

        def entered() -> None:
            menu.close()
            chosen(line.text())

        line.returnPressed.connect(entered)
        action = QWidgetAction(menu)
        action.setDefaultWidget(line)
        menu.addAction(action)
        self.line = line

    def _with_choices(self, then: Callable[[], None]) -> None:
        if self._finding.choices is not None:
            then()
            return
        self._finding.choices_changed.connect(then, Qt.ConnectionType.SingleShotConnection)
        self._finding.read_choices()

    def _export(self) -> None:
        extra = {"kind": self._finding.query.kind, "ids": list(self._marked_ids())}
        self._desk.open(Place("export", None, extra))

    def _write(self) -> None:
        self._desk.open(Place("compose", None, {"parties": list(self._marked_ids())}))
