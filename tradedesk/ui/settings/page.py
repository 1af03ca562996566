"""The settings: sections at the left, one scrolling page of cards at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tradedesk.services import newest
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.settings.choices import Choice, Choices
from tradedesk.ui.settings.company_card import CompanyCard
from tradedesk.ui.settings.facts_cards import DataCard, PartsCard, ShortcutsCard
from tradedesk.ui.settings.mail_card import MailCard
from tradedesk.ui.settings.newest_card import NewestCard
from tradedesk.ui.settings.numbers_card import NumbersCard
from tradedesk.ui.settings.points_card import PointsCard
from tradedesk.ui.settings.presenter import SettingsPresenter
from tradedesk.ui.settings.purposes_card import PurposesCard
from tradedesk.ui.settings.section_list import SectionList
from tradedesk.ui.settings.sent_mail_card import SentMailCard
from tradedesk.ui.settings.writing_card import WritingCard
from tradedesk.ui.widgets import Card
from tradedesk.ui.widgets.promises_card import PromisesCard
from tradedesk.ui.wording import LANGUAGES, tr

#: The cards are no wider than can be read at a glance, in pixels.
_WIDEST = 760


class SettingsPage(Page):
    """What is chosen on this computer, and who one is."""

    name = "settings"
    help_key = "settings"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = SettingsPresenter(desk, self)
        self.cards: dict[str, Card] = {}
        self._section = ""
        #: Where the scroll bar was put for the section, in pixels.
        self._put_at = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sections = SectionList(tr("Settings"))
        self.sections.setFixedWidth(212)
        row.addWidget(self.sections)
        edge = QFrame()
        edge.setProperty("line", True)
        edge.setFixedWidth(1)
        row.addWidget(edge)
        row.addWidget(self._scrolled(), 1)
        self._listen()
        self._show_choices()
        self.setFocusProxy(self.sections)

    # -- what the shell asks -------------------------------------------------------------------------------------------

    def open(self, place: Place) -> None:
        """Read what is shown, and go to the section that the place names."""
        self.presenter.load()
        for card in (self.numbers, self.points, self.promises, self.writing, self.sent_mail):
            card.load()
        self.shortcuts.show_shortcuts()
        section = str(place.extra.get("section", ""))
        if section in self.cards:
            self._section = section
            self.sections.set_current(section)
            self._scroll_to(section)

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read the own company and the purposes again."""
        if any(kind == "parties" for kind, _ in changes):
            self.presenter.load_company()
        if any(kind == "purposes" for kind, _ in changes):
            self.presenter.load_purposes()
        if any(kind == "orders" for kind, _ in changes):
            self.numbers.load()
        if any(kind in ("node_lists", "node_list_nodes") for kind, _ in changes):
            self.points.load()
        if any(kind == "promise_terms" for kind, _ in changes):
            self.promises.load()
        if any(kind == "mail_stores" for kind, _ in changes):
            self.sent_mail.load()
        if any(kind == "silenced_checks" for kind, _ in changes):
            self.writing.load()

    def leave(self) -> None:
        """Save what is being typed."""
        self.company.finish()
        self.numbers.finish()
        self.writing.finish()

    # -- building ------------------------------------------------------------------------------------------------------

    def _scrolled(self) -> QWidget:
        holder = QWidget()
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.setSpacing(14)
        self._build_cards()
        for icon, key in (
            ("building-2", "company"),
            ("columns-3", "purposes"),
            ("package", "orders"),
            ("chart-gantt", "points"),
            ("clock", "promises"),
            ("languages", "language"),
            ("sun-moon", "theme"),
            ("mail", "mail"),
            ("mail-check", "sent-mail"),
            ("spell-check", "writing"),
            ("keyboard", "shortcuts"),
            ("folder-open", "data"),
            ("refresh-cw", "newest"),
            ("info", "parts"),
        ):
            card = self.cards.get(key)
            if card is None:
                continue
            card.setMaximumWidth(_WIDEST)
            self._column.addWidget(card)
            self.sections.add_section(key, card.title.text(), icon)
        # Room below, so that the last section too can be brought to the top.
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        # Reached by its fields and the list of sections; by itself it would be a stop without a name.
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(holder)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled_to)
        self.area.verticalScrollBar().rangeChanged.connect(lambda *_range: self._height_changed())
        return self.area

    def _build_cards(self) -> None:
        self.company = CompanyCard()
        self.language, self.theme = Choices(tr("Language")), Choices(tr("Colours"))
        language, theme = Card(tr("Language")), Card(tr("Colours"))
        language.add(self.language)
        theme.add(self.theme)
        self.purposes = PurposesCard()
        self.numbers = NumbersCard(self.desk)
        told = tr("An empty field is the rule. On a customer or an order, “Promises” changes them for that one.")
        self.points, self.promises = PointsCard(self.desk), PromisesCard(self.desk, told)
        self.writing, self.sent_mail = WritingCard(self.desk), SentMailCard(self.desk)
        self.shortcuts, self.data, self.parts = ShortcutsCard(self.desk), DataCard(), PartsCard()
        # In the order in which they stand below each other.
        self.cards = {
            "company": self.company, "purposes": self.purposes, "orders": self.numbers, "points": self.points,
            "promises": self.promises, "language": language, "theme": theme,
            "mail": self._mail_card(), "sent-mail": self.sent_mail,
            "writing": self.writing, "shortcuts": self.shortcuts, "data": self.data, **self._newest(),
            "parts": self.parts,
        }  # fmt: skip

    def _newest(self) -> dict[str, Card]:
        """For a build that names a server to ask."""
        if not newest.server():
            return {}
        self.newest = NewestCard(self.desk)
        return {"newest": self.newest}

    def _mail_card(self) -> Card:
        self.mail_card = MailCard(self.desk)
        self.look_again = self.mail_card.add_action(
            tr("Look again"), self.presenter.look_for_mail_programs, icon="refresh-cw"
        )
        self.mail, self.mail_told = self.mail_card.choices, self.mail_card.told
        return self.mail_card

    def _listen(self) -> None:
        presenter = self.presenter
        presenter.company_changed.connect(self._show_company)
        presenter.purposes_changed.connect(self._show_purposes)
        presenter.purpose_refused.connect(self.purposes.show_problem)
        presenter.purpose_saved.connect(self.purposes.form.hide)
        self.purposes.submitted.connect(presenter.save_purpose)
        self.purposes.moved.connect(presenter.move_purpose)
        self.purposes.put_away.connect(presenter.put_purpose_away)
        self.purposes.shown_again.connect(presenter.show_purpose_again)
        self.purposes.removed.connect(presenter.remove_purpose)
        self.points.grew.connect(self._keep_section)
        self.promises.grew.connect(self._keep_section)
        self.writing.grew.connect(self._keep_section)
        self.sent_mail.grew.connect(self._keep_section)
        presenter.ways_changed.connect(self._show_ways)
        presenter.about_changed.connect(self._show_about)
        presenter.refused.connect(self.company.show_problem)
        self.company.committed.connect(presenter.set_field)
        self.language.chosen.connect(self._choose_language)
        self.theme.chosen.connect(presenter.choose_theme)
        self.mail_card.chosen.connect(self._choose_way)
        self.mail_card.grew.connect(self._keep_section)
        self.parts.asked.connect(presenter.show_licence)
        presenter.licence_read.connect(self._show_licence)
        self.data.report_asked.connect(lambda: self.desk.commands.trigger("help.support-report"))
        self.data.copied.connect(lambda: self.desk.said.emit("copied", None))
        self.sections.picked.connect(self._go)
        self.desk.settings.changed.connect(self._setting_changed)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show_company(self) -> None:
        if self.presenter.company is not None:
            self.company.show_company(self.presenter.company)

    def _show_purposes(self) -> None:
        self.purposes.show_purposes(self.presenter.purposes)
        self._keep_section()

    def _keep_section(self) -> None:
        """A card grew or shrank: the section shown stays where it is."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(self._section) if self._section else None)

    def _show_about(self) -> None:
        if self.presenter.about is not None:
            self.data.show_about(self.presenter.about)

    def _show_licence(self, part: str, text: str) -> None:
        from tradedesk.ui.widgets.dialogs import ToldDialog

        told = "" if text else tr("In the public domain: there is no licence to show.")
        ToldDialog(part, told, text, self).open()

    def _setting_changed(self, _name: str) -> None:
        self._show_choices()

    def _show_choices(self) -> None:
        now = self.desk.settings.current
        system = tr("As the system")
        languages = [("", system), *LANGUAGES]
        self.language.show_choices([Choice(code, told) for code, told in languages], now.language)
        themes = [("", system), ("light", tr("Light")), ("dark", tr("Dark")), ("high-contrast", tr("High contrast"))]
        self.theme.show_choices([Choice(code, told) for code, told in themes], now.theme)
        self._show_ways()

    def _show_ways(self) -> None:
        ways = self.presenter.ways
        self.look_again.setEnabled(ways is not None)
        self.mail_card.show_ways(ways, self.desk.settings.current.mail_program)

    def _choose_way(self, code: str) -> None:
        self.presenter.choose_mail_program(code)
        self._show_ways()

    # -- sections ------------------------------------------------------------------------------------------------------

    def _choose_language(self, code: str) -> None:
        # The window is built again: it must come back to this section.
        self.desk.places.replace(Place(self.name, extra={"section": "language"}))
        self.presenter.choose_language(code)

    def _go(self, section: str) -> None:
        self._section = section
        self._scroll_to(section)

    def _scroll_to(self, section: str) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(max(self.cards[section].y() - 18, 0))
        self._put_at = bar.value()

    def _height_changed(self) -> None:
        """What stands above is read after the section was gone to; who has scrolled since stays where they are."""
        if self.area.verticalScrollBar().value() == self._put_at:
            self._keep_section()

    def _scrolled_to(self, value: int) -> None:
        """The list follows the page: the section at the top; at the end any that is in sight may be the chosen one."""
        chosen = self.cards.get(self._section)
        if chosen is not None and value == self.area.verticalScrollBar().maximum() and value <= chosen.y():
            return
        at_top = [key for key, card in self.cards.items() if card.y() <= value + 60]
        self._section = at_top[-1] if at_top else next(iter(self.cards))
        self.sections.set_current(self._section)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The section shown stays where it is."""
        super().resizeEvent(event)
        if self._section:
            self._scroll_to(self._section)
