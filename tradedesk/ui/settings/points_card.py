"""The lists of points by type of order: which points a new order has, how long each takes, who sees to it (C2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tradedesk.domain.errors import TradeError
from tradedesk.domain.template import Template
from tradedesk.services import node_lists, templates
from tradedesk.services.node_lists import KeptList
from tradedesk.ui.desk import Desk
from tradedesk.ui.settings.list_rows import changed, rows_of
from tradedesk.ui.widgets import Button, Card, Problem
from tradedesk.ui.widgets.points_editor import JOBS, PointsEditor
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import errors, language, tr
from tradedesk.ui.wording.order_types import type_name
from tradedesk.ui.wording.told import term


class PointsCard(Card):
    """One list at a time; each change is saved as it is made. Orders that are there keep their points."""

    grew = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Points of an order"), tr("By type; orders that are there keep theirs"), parent)
        self._desk = desk
        self._lists: Sequence[KeptList] = ()
        self.editor: PointsEditor | None = None
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._column.addLayout(self._head())
        self.problem = Problem()
        self._column.addWidget(self.problem)
        self.add(holder)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.chosen = SavedChoice()
        self.chosen.setAccessibleName(tr("Type of order"))
        self.chosen.committed.connect(lambda _code: self._render())
        self.reset = Button(tr("As shipped again"), kind="link", on_click=self._remove)
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("A type of your own"))
        self.name.setAccessibleName(tr("Name of a new type"))
        self.name.returnPressed.connect(self._add_list)
        self.add_button = Button(tr("Add the type"), "plus", on_click=self._add_list)
        for widget in (self.chosen, self.reset):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.name)
        row.addWidget(self.add_button)
        return row

    # -- reading -------------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the lists; the texts once."""
        if self.editor is None:
            self._desk.run(templates.every, on_done=self._build, owner=self)
        self._desk.run(node_lists.every, on_done=self._show, owner=self)

    def _build(self, found: Sequence[Template]) -> None:
        if self.editor is not None:
            return
        chinese = language() == "zh_CN"
        names = {each.code: each.name_zh if chinese else each.name_en for each in found}
        jobs = [(job, term("job", job)[:1].upper() + term("job", job)[1:]) for job in JOBS]
        self.editor = PointsEditor(jobs, sorted(names.items(), key=lambda pair: pair[1].casefold()))
        self.editor.edited.connect(self._change)
        self.editor.moved.connect(lambda key, step: self._change(key, "move", str(step)))
        self.editor.removed.connect(lambda key: self._change(key, "remove", ""))
        self.editor.added.connect(lambda name: self._change(-1, "add", name))
        self._column.addWidget(self.editor)
        self._render()

    def _show(self, found: Sequence[KeptList]) -> None:
        self._lists = found
        self.chosen.offer([(each.list.code, type_name(each.list)) for each in found])
        self._render()

    def _render(self) -> None:
        now = self._now()
        if self.editor is None or now is None:
            return
        self.editor.show_rows(rows_of(now.list))
        self.reset.setVisible(now.is_own)
        self.reset.set_words(tr("As shipped again") if now.is_shipped else tr("Remove this type"))
        self.grew.emit()

    def _now(self) -> KeptList | None:
        return next((each for each in self._lists if each.list.code == self.chosen.code), None)

    # -- changing ------------------------------------------------------------------------------------------------------

    def _change(self, key: int, field: str, text: str) -> None:
        now = self._now()
        if now is None:
            return
        found = changed(now.list, key, field, text)
        if isinstance(found, str):
            self.problem.say(found)
            return
        self._do(lambda bench: node_lists.save(bench, found))

    def _add_list(self) -> None:
        name, like = self.name.text(), self.chosen.code or "sea"
        self.name.clear()

        def added(code: str) -> None:
            self.chosen.show_saved(code)
            self.problem.say("")
            self.load()

        self._desk.run(lambda bench: node_lists.add(bench, name, like), on_done=added, on_error=self._refused,
                       owner=self)  # fmt: skip

    def _remove(self) -> None:
        code = self.chosen.code
        self._do(lambda bench: node_lists.remove(bench, code))

    def _do(self, verb: Callable[[Any], Any]) -> None:
        self._desk.run(verb, on_done=lambda _done: self.problem.say(""), on_error=self._refused, owner=self)

    def _refused(self, error: TradeError) -> None:
        self.problem.say(errors.sentence(error))
        self._render()
