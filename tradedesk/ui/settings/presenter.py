"""What the settings show and change, without widgets."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.services import installed
from tradedesk.services import own_company as own
from tradedesk.services.installed import About, MailWay
from tradedesk.services.own_company import OwnCompany
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import errors, language


class SettingsPresenter(QObject):
    """Holds the own company, the mail programs and what is installed; signals say which of them arrived."""

    company_changed = Signal()
    ways_changed = Signal()
    about_changed = Signal()
    #: A field of the own company and the sentence of why its value was not taken.
    refused = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.company: OwnCompany | None = None
        self.ways: tuple[MailWay, ...] | None = None
        self.about: About | None = None

    def load(self) -> None:
        """Read everything."""
        self.load_company()
        self._desk.run(installed.about, on_done=self._about_read, owner=self)
        if self.ways is None:
            self._desk.run(installed.mail_ways, on_done=self._ways_found, owner=self)

    def load_company(self) -> None:
        """Read the own company."""
        self._desk.run(own.own_company, language(), on_done=self._company_read, owner=self)

    def set_field(self, field: str, text: str) -> None:
        """Save a field of the own company."""
        self._desk.run(
            own.set_own_field, field, text, on_error=lambda error: self._not_taken(field, error), owner=self,
        )  # fmt: skip

    def look_for_mail_programs(self) -> None:
        """Look once more."""
        self.ways = None
        self.ways_changed.emit()
        self._desk.run(installed.mail_ways_anew, on_done=self._ways_found, owner=self)

    def choose_mail_program(self, code: str) -> None:
        """Prefer this way from now on; "" leaves it to the system."""
        self._desk.settings.change(mail_program=code)

    def choose_theme(self, name: str) -> None:
        """Put on a theme; "" is the system's."""
        self._desk.settings.change(theme=name)

    def choose_language(self, code: str) -> None:
        """Speak a language; "" is the system's. The window is built again at the same place."""
        self._desk.settings.change(language=code)

    def _company_read(self, company: OwnCompany) -> None:
        self.company = company
        self.company_changed.emit()

    def _ways_found(self, ways: tuple[MailWay, ...]) -> None:
        self.ways = ways
        self.ways_changed.emit()

    def _about_read(self, about: About) -> None:
        self.about = about
        self.about_changed.emit()

    def _not_taken(self, field: str, error: TradeError) -> None:
        self.refused.emit(field, errors.sentence(error))
