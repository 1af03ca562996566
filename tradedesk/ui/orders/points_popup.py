"""The points of one order: of which type it is, which points it has, how long each takes and who sees to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from tradedesk.ui.orders import words
from tradedesk.ui.orders.plan_presenter import PlanPresenter
from tradedesk.ui.orders.plan_state import TimelineState
from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets import Field, PlainLabel
from tradedesk.ui.widgets.points_editor import JOBS, PointsEditor
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.order_types import type_name


class PointsPopup(SmallPopup):
    """Stays open while points are changed: each change is its own step that can be taken back."""

    def __init__(
        self,
        presenter: PlanPresenter,
        state: TimelineState,
        texts: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(tr("Points of this order"), 820, parent)
        self._presenter = presenter
        self.kind = SavedChoice()
        self.kind.committed.connect(presenter.set_type)
        self.column.addWidget(Field(tr("Type of order"), self.kind))
        self.column.addWidget(
            PlainLabel(
                tr("Another type takes the points of its list; what happened or was told stays."),
                tone="muted",
                size="small",
                wrap=True,
            )
        )
        self.editor = PointsEditor([(job, words.job(job)) for job in JOBS], texts, scrolled=360)
        self.editor.edited.connect(lambda key, field, text: presenter.set_point(key, field, text, self._tell))
        self.editor.moved.connect(presenter.move_point)
        self.editor.removed.connect(lambda key: presenter.remove_point(key, self._tell))
        self.editor.added.connect(lambda name: presenter.add_point(name, self._tell))
        self.column.addWidget(self.editor)
        self.show_state(state)

    def show_state(self, state: TimelineState) -> None:
        """Show the points as they are now."""
        self.kind.offer(
            [("", tr("As its mode of transport says")), *((each.code, type_name(each)) for each in state.lists)]
        )
        self.kind.show_saved(state.order_type)
        self.editor.show_rows(state.points)

    def take_focus(self) -> None:
        """The type comes first."""
        self.kind.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self, _field: str, sentence: str) -> None:
        if isValid(self):
            self.editor.show_outcome(sentence)
