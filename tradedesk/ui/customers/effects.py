"""Where the next message would go: a line for each purpose, its recipients as they would stand in a draft (A1)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.routing import Effect
from tradedesk.services.customers import CustomerSheet
from tradedesk.ui.customers import words
from tradedesk.ui.customers.matrix_outcome import sentence
from tradedesk.ui.recipient_words import recipient_words, role_words
from tradedesk.ui.widgets import Card, Icon, PlainLabel
from tradedesk.ui.widgets.flow import FlowLayout
from tradedesk.ui.widgets.reason_chip import ChipWords, ReasonChip
from tradedesk.ui.wording import reasons, together, tr

#: Pixels for the name of a purpose and for a role; the chips of all lines begin below one another.
_NAME, _ROLE = 148, 40
ROLES = ("to", "cc", "bcc")
#: By role the words of each who has it.
Told = dict[str, list[ChipWords]]


class EffectCard(Card):
    """What the latest change turned is marked; a chip is pressed to look at its address."""

    #: The address of the chip that was pressed.
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Where the next message would go"), parent=parent)
        self._ground = QWidget()
        self._column = QVBoxLayout(self._ground)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(0)
        self.add(self._ground)
        self.rows: list[EffectRow] = []

    def show_effects(self, sheet: CustomerSheet, turned: frozenset[str]) -> None:
        """Show a line for each purpose; ``turned`` are the codes of those that the latest change turned."""
        # Out of sight everything is laid out once, at the end; a focus inside would be lost by that.
        self._ground.setVisible(self._ground.isAncestorOf(self.focusWidget() or self))
        while len(self.rows) < len(sheet.effects):
            row = EffectRow()
            row.pressed.connect(self.chosen)
            self.rows.append(row)
            self._column.addWidget(row)
        names = {each.code: words.purpose(each) for each in sheet.purposes}
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(sheet.effects))
            if at < len(sheet.effects):
                effect = sheet.effects[at]
                row.show_effect(names.get(effect.purpose, effect.purpose), effect, _told(effect, sheet),
                                marked=effect.purpose in turned)  # fmt: skip
        self._ground.show()


class EffectRow(QFrame):
    """One purpose: to whom, or why to nobody."""

    pressed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        self._icon = Icon("arrow-right", "faint", 14)
        self._icon.setFixedHeight(25)
        self._name = PlainLabel(size="small", wrap=True)
        self._name.setFixedWidth(_NAME)
        self._name.setMinimumHeight(25)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._mark = PlainLabel(tr("changed"), tone="accent", size="tiny")
        self._mark.setFixedHeight(25)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self._icon, 0, top)
        row.addWidget(self._name, 0, top)
        row.addLayout(self._lines, 1)
        row.addWidget(self._mark, 0, top)
        self._numbers: dict[str, int] = {}
        self._by_role: dict[str, _RoleLine] = {}
        self._nobody = _of_height(PlainLabel(tone="warn", size="small", wrap=True))
        self._lines.addWidget(self._nobody)

    @property
    def chips(self) -> list[ReasonChip]:
        """The recipients shown, To before Cc."""
        return [chip for line in self._by_role.values() for chip in line.chips if not chip.isHidden()]

    def show_effect(self, name: str, effect: Effect, told: Told, *, marked: bool) -> None:
        """Show where it would go; what stands there already stays, with the focus."""
        self.setAccessibleName(sentence(effect.said))
        self._name.setText(name)
        self._numbers = {each.value: each.address_id or 0 for each in effect.routing.recipients}
        self._nobody.setVisible(not told)
        if not told:
            self._nobody.setText(together([tr("Nobody."), *map(reasons.sentence, effect.routing.notes)]))
        for role in ROLES:
            if role in told and role not in self._by_role:
                self._add_line(role)
            if role in self._by_role:
                self._by_role[role].show_chips(told.get(role, []))
        self._mark.setVisible(marked)
        self._icon.show_icon("arrow-right" if told else "circle-alert",
                             "accent" if marked else "faint" if told else "warn")  # fmt: skip
        self._name.set_tone("accent" if marked else "" if told else "warn")
        font = QFont(self._name.font())
        font.setWeight(QFont.Weight.Medium if marked else QFont.Weight.Normal)
        self._name.setFont(font)

    def _add_line(self, role: str) -> None:
        line = _RoleLine(role, lambda value: self.pressed.emit(self._numbers.get(value, 0)))
        earlier = [each for each in ROLES[: ROLES.index(role)] if each in self._by_role]
        self._lines.insertWidget(len(earlier) + 1, line)
        self._by_role[role] = line
        self._by_role = {each: self._by_role[each] for each in ROLES if each in self._by_role}


class _RoleLine(QWidget):
    """To, Cc or Bcc of one purpose: the chips stay and change their words, since many of them come at once."""

    def __init__(self, role: str, press: Callable[[str], object]) -> None:
        super().__init__()
        self._press = press
        self.chips: list[ReasonChip] = []
        ground = QWidget()
        row, self._flow = QHBoxLayout(self), FlowLayout(ground, gap=6, line_gap=4)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        label = _of_height(PlainLabel(role_words(role), tone="muted", size="tiny"))
        label.setFixedWidth(_ROLE)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(ground, 1)

    def show_chips(self, told: list[ChipWords]) -> None:
        """Show these; nothing at all where there are none."""
        self.setVisible(bool(told))
        for at, words_of in enumerate(told):
            if at == len(self.chips):
                self._add(words_of)
            elif self.chips[at].words != words_of:
                self.chips[at].show_words(words_of)
        for at, chip in enumerate(self.chips):
            chip.setVisible(at < len(told))

    def _add(self, words_of: ChipWords) -> None:
        chip = ReasonChip(words_of, removable=False)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        chip.run.connect(self._press)
        self._flow.addWidget(chip)
        self.chips.append(chip)


def _of_height(label: PlainLabel) -> PlainLabel:
    """As high as a chip, so that words stand on its line."""
    label.setMinimumHeight(25)
    return label


def _told(effect: Effect, sheet: CustomerSheet) -> Told:
    """The recipients by their place, in the words of a draft's chips."""
    known = {each.id: each for each in sheet.addresses}

    def words_of(each: DraftRecipient) -> ChipWords:
        address = known.get(each.address_id or 0)
        label = sheet.label(address) if address is not None else None
        return recipient_words(each, str(address.standing) if address is not None else "", label)

    found: Told = {}
    for each in effect.routing.recipients:
        found.setdefault(each.role, []).append(words_of(each))
    return found
