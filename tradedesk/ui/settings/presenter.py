"""What the settings show and change, without widgets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import TradeError
from tradedesk.domain.purpose import Purpose
from tradedesk.services import installed, purposes
from tradedesk.services import own_company as own
from tradedesk.services.installed import About, MailWay
from tradedesk.services.own_company import OwnCompany
from tradedesk.ui.desk import Desk
from tradedesk.ui.wording import errors, language


class SettingsPresenter(QObject):
    """Holds the own company, the purposes, the mail programs, what is installed; signals say which of them arrived."""

    company_changed = Signal()
    ways_changed = Signal()
    about_changed = Signal()
    #: A part, and its licence in full.
    licence_read = Signal(str, str)
    #: A field of the own company and the sentence of why its value was not taken.
    refused = Signal(str, str)
    purposes_changed = Signal()
    #: A purpose (0: the one being named) and the sentence of why what was asked of it is not done.
    purpose_refused = Signal(int, str)
    #: What was being named is saved.
    purpose_saved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.company: OwnCompany | None = None
        self.ways: tuple[MailWay, ...] | None = None
        self.about: About | None = None
        self.purposes: tuple[Purpose, ...] = ()

    def load(self) -> None:
        """Read everything."""
        self.load_company()
        self.load_purposes()
        self._desk.run(installed.about, on_done=self._about_read, owner=self)
        if self.ways is None:
            self._desk.run(installed.mail_ways, on_done=self._ways_found, owner=self)

    def show_licence(self, part: str) -> None:
        """Read the licence of a part."""
        self._desk.run(installed.licence, part, on_done=lambda text: self.licence_read.emit(part, text), owner=self)

    def load_company(self) -> None:
        """Read the own company."""
        self._desk.run(own.own_company, language(), on_done=self._company_read, owner=self)

    def set_field(self, field: str, text: str) -> None:
        """Save a field of the own company."""
        self._desk.run(
            own.set_own_field, field, text, on_error=lambda error: self._not_taken(field, error), owner=self,
        )  # fmt: skip

    def load_purposes(self) -> None:
        """Read what a message can be for."""
        self._desk.run(purposes.every, on_done=self._purposes_read, owner=self)

    def save_purpose(self, purpose: Purpose) -> None:
        """Add a purpose (number 0) or save a changed one."""
        self._change_purpose(purposes.change if purpose.id else purposes.add_like, 0, purpose)

    def move_purpose(self, purpose_id: int, place: int) -> None:
        """Put a column at a place, from 0."""
        self._change_purpose(purposes.move, purpose_id, purpose_id, place)

    def put_purpose_away(self, purpose_id: int) -> None:
        """Take a column out of sight."""
        self._change_purpose(purposes.put_away, purpose_id, purpose_id)

    def show_purpose_again(self, purpose_id: int) -> None:
        """Show a column that was put away."""
        self._change_purpose(purposes.show_again, purpose_id, purpose_id)

    def remove_purpose(self, purpose_id: int) -> None:
        """Remove a purpose of the user's own."""
        self._change_purpose(purposes.remove, purpose_id, purpose_id)

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

    def _purposes_read(self, found: tuple[Purpose, ...]) -> None:
        self.purposes = found
        self.purposes_changed.emit()

    def _change_purpose(self, verb: Callable[..., Any], number: int, *args: Any) -> None:
        def done(_result: Any) -> None:
            if not number:
                self.purpose_saved.emit()

        def refused(error: TradeError) -> None:
            self.purpose_refused.emit(number, errors.sentence(error))

        self._desk.run(verb, *args, on_done=done, on_error=refused, owner=self)

    def _ways_found(self, ways: tuple[MailWay, ...]) -> None:
        self.ways = ways
        self.ways_changed.emit()

    def _about_read(self, about: About) -> None:
        self.about = about
        self.about_changed.emit()

    def _not_taken(self, field: str, error: TradeError) -> None:
        self.refused.emit(field, errors.sentence(error))
