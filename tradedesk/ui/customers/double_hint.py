"""Above a party's tabs: that it may be entered twice, and the way to both side by side."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.domain.party import Party, PartyKind
from tradedesk.services import duplicates
from tradedesk.services.duplicates import Named
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.widgets import Banner
from tradedesk.ui.wording import reasons, tr

#: Milliseconds that a party is shown before its doubles are looked for: walking through the list stays quick.
_SETTLE = 500


class DoubleHint(QWidget):
    """Hidden until another entry is found that is, or may be, the same company."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._party: Party | None = None
        self._found: Named | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        self.banner = Banner("info", "")
        self.look = self.banner.add_action(tr("Look"), self._look)
        column.addWidget(self.banner)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self._ask)
        self.hide()

    def show_party(self, party: Party, *, again: bool) -> None:
        """Another party is shown, or the same one ``again`` because something of it changed."""
        self._party = party
        if not again:
            self.hide()
        if party.kind is not PartyKind.OWN:
            self._settle.start()

    def _ask(self) -> None:
        party, around = self._party, self.parentWidget()
        if party is not None and around is not None and around.isVisible():
            self._desk.run(duplicates.likeliest, party.id, on_done=lambda found: self._show(party.id, found),
                           on_error=lambda _gone: None, owner=self)  # fmt: skip

    def _show(self, asked: int, found: Named | None) -> None:
        if self._party is None or self._party.id != asked:
            return
        self._found = found
        if found is not None:
            other = found.second if found.pair.first == asked else found.first
            why = reasons.sentence(found.pair.why[0])
            certain = tr("The same company as {name}: {why}", name=other, why=why)
            words = certain if found.pair.certain else tr("Perhaps the same as {name}: {why}", name=other, why=why)
            self.banner.words.setText(words)
            self.banner.setAccessibleName(words)
        self.setVisible(found is not None)

    def _look(self) -> None:
        if self._found is not None and self._party is not None:
            pair = self._found.pair
            extra = {"kind": str(self._party.kind), "first": pair.first, "second": pair.second}
            self._desk.open(Place("doubles", None, extra))
