"""How many hidden recipients one mail of a notice has at most: providers refuse more (A6)."""

from __future__ import annotations

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.group_notice import MAIL_SIZE
from tradedesk.services import group_routing
from tradedesk.ui.desk import Desk
from tradedesk.ui.widgets import Field
from tradedesk.ui.widgets.saved import SavedLine
from tradedesk.ui.wording import errors, tr


class MailSize(Field):
    """A number that saves when it is finished."""

    def __init__(self, desk: Desk) -> None:
        self.line = SavedLine()
        self.line.setMaximumWidth(120)
        super().__init__(tr("Most hidden recipients of one mail, in a notice to many"), self.line)
        self._desk = desk
        self.line.committed.connect(self._save)

    def load(self) -> None:
        """Show what is chosen."""
        chosen = self._desk.settings.get(group_routing.SIZE_SETTING, MAIL_SIZE)
        self.line.show_saved(str(chosen), keep=bool(self.problem))

    def finish(self) -> None:
        """Tell what is still being typed."""
        self.line.finish()

    def _save(self, text: str) -> None:
        try:
            size = group_routing.size_of(text)
        except RuleSaysNo as no:
            self.set_problem(errors.sentence(no))
            return
        self.set_problem("")
        self._desk.settings.remember(group_routing.SIZE_SETTING, size)
        self._desk.settings.flush()
        self.line.show_saved(str(size), keep=False)
