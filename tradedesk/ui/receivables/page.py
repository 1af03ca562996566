"""The page of receivables: above who owes how much since when, below the instalments; Enter leads to the order."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.services import receivables
from tradedesk.services.receivables import Receivables
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.receivables import rows
from tradedesk.ui.widgets import Card, EmptyState, PageTitle, PlainLabel
from tradedesk.ui.widgets.cells_table import Cells, CellsTable
from tradedesk.ui.wording import formats, tr

#: Kinds of which the page shows something.
_SHOWN = frozenset({"orders", "parties", "receipts"})


class ReceivablesPage(Page):
    """``Place("receivables")``: everything owed; extra ``party`` chooses a customer."""

    name = "receivables"
    help_key = "receivables"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.found: Receivables | None = None
        self.party_id = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(4)
        column.addWidget(PageTitle(tr("Receivables")))
        self.told = PlainLabel(tone="muted", wrap=True)
        self.credit = PlainLabel(tone="muted", wrap=True)
        column.addWidget(self.told)
        column.addWidget(self.credit)
        column.addSpacing(10)
        self.ages_card, self.owed_card = Card(tr("By age and customer")), Card(tr("Instalments"))
        self.ages = CellsTable(tr("By age and customer"), 2, (0, 84, 118, 112, 112, 112, 118, 128))
        self.owed = CellsTable(tr("Instalments"), 5, (132, 0, 128, 176, 96, 140))
        self.whose = self.owed_card.add_note("")
        self.ages_card.add(self.ages, 1)
        self.owed_card.add(self.owed, 1)
        column.addWidget(self.ages_card, 2)
        column.addSpacing(8)
        column.addWidget(self.owed_card, 3)
        self.none = EmptyState("circle-check", tr("Nothing is owed: every instalment of a confirmed order is paid."))
        column.addWidget(self.none, 1)
        self.none.hide()
        self.ages.picked.connect(self._pick)
        self.ages.opened.connect(lambda _row: self.owed.setFocus())
        self.owed.opened.connect(lambda row: self.desk.open(Place("orders", row.order_id)))
        self.setFocusProxy(self.ages)

    def open(self, place: Place) -> None:
        """Show what is owed, of the customer that the place names at once."""
        self.party_id = int(place.extra.get("party", 0))
        self._read()

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again when money or orders have changed."""
        if any(kind in _SHOWN for kind, _ in changes):
            self._read()

    def _read(self) -> None:
        self.desk.run(receivables.receivables, on_done=self._show, owner=self)

    def _show(self, found: Receivables) -> None:
        self.found = found
        self.told.setText(tr("As of {day}. Late counts from the day after an instalment was due; currencies are never "
                             "added up.", day=formats.day(found.today)))  # fmt: skip
        ahead = "; ".join(f"{each.party_name} {formats.money(each.amount)}" for each in found.credits)
        self.credit.say(tr("Paid ahead by customers: {credits}", credits=ahead) if ahead else "")
        for card in (self.ages_card, self.owed_card):
            card.setVisible(bool(found.owed))
        self.none.setVisible(not found.owed)
        wanted = self.party_id
        shown = rows.age_rows(found)
        self.ages.show_rows(rows.age_heads(), shown)
        at = next((at for at, row in enumerate(shown) if row.party_id == wanted), 0)
        if shown:
            self.ages.selectRow(at)
            self._pick(shown[at])

    def _pick(self, row: Cells) -> None:
        """Show the instalments of a customer, or all."""
        if self.found is None:
            return
        self.party_id = row.party_id
        mine = [one for one in self.found.owed if row.party_id in (0, one.party_id)]
        name = mine[0].party_name if row.party_id and mine else tr("All customers")
        self.whose.setText(name)
        self.owed.show_rows(rows.owed_heads(), rows.owed_rows(mine, self.found.today))
