"""The page of doubled entries: pairs at the left, two entries side by side at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.ui.desk import Desk
from tradedesk.ui.doubles.comparison import ComparisonCard
from tradedesk.ui.doubles.pair_list import PairList
from tradedesk.ui.doubles.presenter import DoublesPresenter
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Button, EmptyState, PageTitle, PlainLabel
from tradedesk.ui.widgets.scrolled import Scrolled
from tradedesk.ui.wording import reasons, tr, trn

_LIST = 340


class DoublesPage(Page):
    """Looks for entries that are one company; nothing is joined by itself."""

    name = "doubles"
    help_key = "doubles"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = DoublesPresenter(desk, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        edge = QFrame()
        edge.setProperty("line", True)
        edge.setFixedWidth(1)
        row.addWidget(edge)
        self.none = EmptyState("circle-check", tr("No company seems to be entered twice."))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.none)
        self.stack.addWidget(self._right())
        row.addWidget(self.stack, 1)
        self.setFocusProxy(self.list)
        self.presenter.pairs_changed.connect(self._show_pairs)
        self.presenter.current_changed.connect(self._show_current)
        self.list.picked.connect(self.presenter.show)

    def _left(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_LIST)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 14, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 14, 0)
        head.setSpacing(2)
        self.count = PlainLabel(size="section")
        self.hint = PlainLabel(tr("Certain ones first. You decide; nothing is joined by itself."), tone="muted",
                               size="small", wrap=True)  # fmt: skip
        head.addWidget(self.count)
        head.addWidget(self.hint)
        column.addLayout(head)
        self.list = PairList()
        column.addWidget(self.list, 1)
        return side

    def _right(self) -> Scrolled:
        area = Scrolled()
        column = area.begin_column()
        column.setContentsMargins(22, 18, 22, 22)
        column.setSpacing(12)
        self.title = PageTitle()
        self.title.setWordWrap(True)
        self.why = PlainLabel(tone="muted", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.why)
        self.card = ComparisonCard(self.presenter)
        # Above the card, which may be long: what can be done is always in sight.
        column.addLayout(self._actions())
        column.addLayout(self._links())
        column.addWidget(self.card)
        column.addStretch(1)
        area.show_column()
        return area

    def _actions(self) -> QHBoxLayout:
        self.join = Button(tr("Join into one"), "check", "primary", self.presenter.join)
        self.apart = Button(tr("Two companies"), "x", on_click=self.presenter.tell_apart)
        self.swap = Button(tr("Keep the other one"), "refresh-cw", "quiet", self._swap)
        return _row(self.join, self.apart, self.swap)

    def _links(self) -> QHBoxLayout:
        self.first = Button("", "external-link", "link", lambda: self._open(0))
        self.second = Button("", "external-link", "link", lambda: self._open(1))
        return _row(self.first, self.second)

    def open(self, place: Place) -> None:
        """Look for pairs of the place's kind, and show the two that it names."""
        extra = place.extra
        wanted = (int(extra["first"]), int(extra["second"])) if "first" in extra and "second" in extra else None
        self.presenter.look(PartyKind(extra.get("kind", "customer")), wanted)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Look again when parties have changed."""
        self.presenter.refresh(changes)

    def _show_pairs(self) -> None:
        presenter = self.presenter
        if presenter.looking:
            self.count.setText(tr("Looking…"))
            self.none.setVisible(False)
            return
        self.none.setVisible(True)
        count = len(presenter.pairs)
        self.count.setText(trn("1 pair", "{n} pairs", count, n=count))
        self.hint.setVisible(bool(count))
        self.list.pairs.show_pairs(presenter.pairs)

    def _show_current(self) -> None:
        named, seen = self.presenter.current, self.presenter.seen
        if named is None or seen is None:
            self.stack.setCurrentIndex(0)
            return
        self.list.select(named)
        self.title.setText(seen.first.name)
        other = seen.second.name
        why = tr("; ").join(reasons.sentence(each) for each in named.pair.why)
        self.why.setText(tr("and {other}: {why}", other=other, why=why))
        self.card.show_comparison(seen)
        self.first.set_words(tr("Open the first"))
        self.second.set_words(tr("Open the second"))
        self.stack.setCurrentIndex(1)

    def _swap(self) -> None:
        self.presenter.keep(1 - self.presenter.kept)

    def _open(self, which: int) -> None:
        seen = self.presenter.seen
        if seen is not None:
            party = (seen.first, seen.second)[which]
            self.desk.open(Place("customers", party.id, {"kind": str(party.kind)}))


def _row(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row
