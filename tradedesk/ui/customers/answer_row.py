"""One address of an answer: whether it is taken, what it becomes, and which line says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain import assigning
from tradedesk.domain.address import Channel, Department, MailboxKind, Standing
from tradedesk.domain.answers import Proposal
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.services.answers import Choice, Review
from tradedesk.ui.customers import words
from tradedesk.ui.widgets import Button, Chip, PlainLabel
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.labels import set_style_property
from tradedesk.ui.widgets.saved import SavedChoice
from tradedesk.ui.wording import reasons, together, tr

#: What an answer can make of an address.
_STANDINGS = (Standing.CONFIRMED, Standing.RETIRED, Standing.BOUNCED)
#: What an address in use can be: its kind and its cells count.
_IN_USE = (Standing.CONFIRMED, Standing.PRESUMED)


class _Cell(Button):
    """One purpose: pressed, it goes on from To to Cc, never and empty, as in the matrix."""

    def __init__(self, purpose: Purpose, role: Role | None, on_change: Callable[[], object]) -> None:
        super().__init__("", kind="cell", compact=True)
        self.purpose, self.role, self._before = purpose, role, role
        self._on_change = on_change
        self.clicked.connect(self._press)
        self._show()

    @property
    def changed(self) -> bool:
        """Whether it says something else than the matrix does now."""
        return self.role is not self._before

    def put(self, role: Role | None) -> None:
        """Say this."""
        self.role = role
        self._show()

    def _press(self) -> None:
        self.put(assigning.after(self.role, (None, Role.TO, Role.CC, Role.NEVER)))
        self._on_change()

    def _show(self) -> None:
        told, colour = words.cell(self.role, Channel.MAIL)
        name = words.purpose(self.purpose, short=True)
        self.set_words(f"{name} {told}" if self.role is not None else name)
        set_style_property(self, "cell", colour)
        self.setAccessibleName(tr("{purpose}: {role}", purpose=words.purpose(self.purpose),
                                  role=told if self.role is not None else tr("empty")))  # fmt: skip


class AnswerRow(QFrame):
    """A tick, the address, what it becomes and its cells; below, the line that says so and what makes it doubtful."""

    changed = Signal()
    #: Looked at: the lines it comes from are shown in the answer.
    looked_at = Signal(object)

    def __init__(self, review: Review, proposal: Proposal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.proposal = proposal
        self._known = review.address(proposal)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 9, 12, 10)
        column.setSpacing(6)
        column.addLayout(self._head(review))
        column.addLayout(self._becomes(review))
        column.addWidget(self._cells(review.purposes, review))
        self._tell(column, review)
        self._show_ticked()
        for each in self.findChildren(QWidget):
            each.installEventFilter(self)

    def _head(self, review: Review) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.tick = QCheckBox(self.proposal.value.replace("&", "&&"))
        self.tick.setChecked(review.ticked(self.proposal))
        self.tick.toggled.connect(self._ticked)
        row.addWidget(self.tick, 1)
        now = words.standing_chip(self._known, None) if self._known is not None else (tr("New"), "info")
        row.addWidget(Chip(*now))
        return row

    def _becomes(self, review: Review) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.setContentsMargins(24, 0, 0, 0)
        self.standing, self.kind, self.department = SavedChoice(), SavedChoice(), SavedChoice()
        # Only what it is not for was said: it may stay presumed.
        presumed = (Standing.PRESUMED,) if self.proposal.standing is Standing.PRESUMED else ()
        self.standing.offer([(str(each), _standing(each)) for each in (*presumed, *_STANDINGS)])
        self.kind.offer([(str(each), words.kind_of_mailbox(each)) for each in MailboxKind])
        self.department.offer([(str(each), words.department(each)) for each in Department])
        kind, desk = review.kind(self.proposal)
        self.standing.show_saved(str(self.proposal.standing))
        self.kind.show_saved(str(kind))
        self.department.show_saved(str(desk or Department.GENERAL))
        self.standing.setAccessibleName(tr("Becomes"))
        self.kind.setAccessibleName(tr("Kind of mailbox"))
        self.department.setAccessibleName(tr("Whose desk"))
        for each in (self.standing, self.kind, self.department):
            each.committed.connect(lambda _code: self._chosen())
            row.addWidget(each)
        row.addStretch(1)
        self.department.setVisible(kind is MailboxKind.DEPARTMENT)
        return row

    def _cells(self, purposes: Sequence[Purpose], review: Review) -> QWidget:
        self.cell_room = QWidget()
        indented = QHBoxLayout(self.cell_room)
        indented.setContentsMargins(24, 0, 0, 0)
        inner = QWidget()
        indented.addWidget(inner)
        flow = FlowLayout(inner, gap=5, line_gap=5)
        said = dict(self.proposal.roles)
        self.cells: list[_Cell] = []
        for each in purposes:
            now = review.roles.get((self._known.id, each.code)) if self._known is not None else None
            cell = _Cell(each, now, self.changed.emit)
            cell.put(said.get(each.code, now))
            self.cells.append(cell)
            flow.addWidget(cell)
        return self.cell_room

    def _tell(self, column: QVBoxLayout, review: Review) -> None:
        texts = {each.number: " ".join(each.bare.split()) for each in review.reading.lines}
        quoted = " / ".join(tr("“{words}”", words=texts[number][:160]) for number in self.proposal.lines)
        self.why = PlainLabel(
            together((quoted, reasons.sentence(self.proposal.reason))), tone="muted", size="small", wrap=True
        )
        self.why.setContentsMargins(24, 0, 0, 0)
        column.addWidget(self.why)
        for doubt in self.proposal.doubts:
            label = PlainLabel(reasons.sentence(doubt), tone="warn", size="small", wrap=True)
            label.setContentsMargins(24, 0, 0, 0)
            column.addWidget(label)

    @property
    def is_ticked(self) -> bool:
        """Whether it is taken."""
        return self.tick.isChecked()

    def choice(self) -> Choice:
        """What is taken of it, as it stands."""
        kind = MailboxKind(self.kind.code)
        desk = Department(self.department.code) if kind is MailboxKind.DEPARTMENT else None
        standing = Standing(self.standing.code)
        # What is put away receives nothing anyhow; its cells stay, in case it comes back.
        roles = tuple((each.purpose.code, each.role) for each in self.cells if each.changed)
        return Choice(
            self.proposal.value, self.proposal.address_id, standing, kind, desk,
            roles if standing in _IN_USE else (),
        )  # fmt: skip

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whatever of the row has the focus, its lines are shown."""
        if event.type() == QEvent.Type.FocusIn:
            self.looked_at.emit(self)
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Under the mouse as well."""
        self.looked_at.emit(self)
        super().enterEvent(event)

    def _ticked(self, _on: bool) -> None:
        self._show_ticked()
        self.changed.emit()

    def _chosen(self) -> None:
        self._show_ticked()
        self.changed.emit()

    def _show_ticked(self) -> None:
        in_use = self.standing.code in {str(each) for each in _IN_USE}
        for each in (self.standing, self.kind, self.department, self.cell_room):
            each.setEnabled(self.is_ticked)
        self.cell_room.setVisible(in_use)
        self.kind.setVisible(in_use)
        self.department.setVisible(in_use and self.kind.code == str(MailboxKind.DEPARTMENT))


def _standing(standing: Standing) -> str:
    return {
        Standing.CONFIRMED: tr("Confirmed"),
        Standing.RETIRED: tr("No longer in use"),
        Standing.BOUNCED: tr("Bounced"),
        Standing.PRESUMED: tr("Presumed"),
    }[standing]
