"""The message: what it is about, who gets it, its subject, its text, and what is attached."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tradedesk.domain.draft import DraftRecipient
from tradedesk.domain.message import Medium
from tradedesk.services.draft_view import DraftView
from tradedesk.ui.compose import words
from tradedesk.ui.compose.consequences import consequences
from tradedesk.ui.compose.editor import BodyEdit, SubjectEdit
from tradedesk.ui.compose.group_list import GroupList
from tradedesk.ui.compose.group_row import GroupRow
from tradedesk.ui.compose.rows import ChipRow, RecipientRow, Row, make_small
from tradedesk.ui.recipient_words import recipient_words, role_words
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Card, Line
from tradedesk.ui.widgets.reason_chip import ChipWords, ReasonChip
from tradedesk.ui.wording import tr

_ROLES = ("to", "cc", "bcc")


class MessageCard(Card):
    """Shows a draft; tells what the user does with it."""

    typed = Signal()
    left = Signal()
    opened = Signal(str)
    recipient_set = Signal(str, str)
    purpose_set = Signal(str)
    by_rules_asked = Signal()
    #: What mends a consequence (add, instead, copy), and the addresses it is about.
    mended = Signal(str, object)
    fill_asked = Signal(object, str)
    attach_asked = Signal()
    detached = Signal(str)
    discard_asked = Signal()
    wording_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(tr("Message"))
        self.about = ChipRow(tr("About"))
        self.discard_button = Button("", "trash-2", "quiet", self.discard_asked.emit)
        make_small(self.discard_button)
        self.discard_button.setAccessibleName(tr("Throw this draft away"))
        self.discard_button.setToolTip(tr("Throw this draft away"))
        self.about.line.addWidget(self.discard_button, 0, Qt.AlignmentFlag.AlignTop)
        self.rows = {role: RecipientRow(role) for role in _ROLES}
        self.by_rules = Button(tr("By the rules"), "refresh-cw", "link", self.by_rules_asked.emit)
        self.by_rules.setToolTip(tr("Choose the recipients anew from the purpose of the message"))
        self.bcc_button = Button(tr("Bcc"), "", "link", self._show_bcc)
        self.rows["to"].line.addWidget(self.by_rules, 0, Qt.AlignmentFlag.AlignTop)
        self.rows["cc"].line.addWidget(self.bcc_button, 0, Qt.AlignmentFlag.AlignTop)
        self.subject = SubjectEdit()
        self.subject.setAccessibleName(tr("Subject"))
        self.subject_row = Row(tr("Subject"), self.subject)
        self.body_edit = BodyEdit()
        self.body_edit.setAccessibleName(tr("Text of the message"))
        self.body_edit.setContentsMargins(0, 0, 0, 0)
        self.below_text = QVBoxLayout()
        self.many, self.people = GroupRow(), GroupList()
        self.attachments = ChipRow("")
        self.attach_button = Button(tr("Attach"), "paperclip", "quiet", self.attach_asked.emit)
        self.attach_button.setStyleSheet("QPushButton { min-height: 23px; }")
        self._wants_bcc, self._by_mail = False, True
        self._moved = ("", "")
        self._lines: dict[QWidget, Line] = {}
        self._build()
        self._listen()

    def _build(self) -> None:
        for row in (self.about, *self.rows.values(), self.many, self.subject_row):
            self.add(row)
            self._lines[row] = Line()
            self.add(self._lines[row])
        holder = QWidget()
        inner = QVBoxLayout(holder)
        inner.setContentsMargins(18, 14, 10, 8)
        inner.addWidget(self.body_edit, 1)
        inner.addLayout(self.below_text)
        self._text = holder
        self.add(holder, 1)
        self.add(self.people, 1)
        self._lines[self.attachments] = Line()
        self.add(self._lines[self.attachments])
        self.attachments.flow.addWidget(self.attach_button)
        self.add(self.attachments)

    def _listen(self) -> None:
        for edit in (self.subject, self.body_edit):
            edit.typed.connect(self.typed)
            edit.left.connect(self.left)
            edit.fill_asked.connect(lambda name, e=edit: self.fill_asked.emit(e, name))
        self.subject.done.connect(lambda: self.body_edit.setFocus(Qt.FocusReason.TabFocusReason))
        for row in self.rows.values():
            row.added.connect(self.recipient_set)
            row.dropped.connect(self._move)
            row.told.acted.connect(self.mended)
        self.many.list_asked.connect(lambda: self.show_people(True))
        self.people.closed.connect(lambda: self.show_people(False))

    # -- showing -------------------------------------------------------------------------------------------------------

    def show_view(self, view: DraftView, *, with_text: bool, anew: bool) -> None:
        """Show a draft; its text only where what the editors hold is not newer."""
        open_draft = view.handed is None
        self._show_about(view)
        if anew:
            self._wants_bcc = False
        for role, row in self.rows.items():
            mine = self._of_role(view, role)
            standings, labels = dict(view.standings), dict(view.labels)
            told = [recipient_words(each, standings.get(each.value, ""), labels.get(each.value)) for each in mine]
            by_hand = open_draft and view.group is None
            if row.differs(told, by_hand):
                row.show_chips([self._recipient(each, role, by_hand) for each in told])
                row.stop_adding()
            elif anew:
                row.stop_adding()
            row.offer(view.offers)
            row.told.show_consequences(consequences(role, view) if open_draft else ())
            row.add_button.setVisible(open_draft and row.edit.isHidden())
        self._follow_moved()
        self._show_rows(view)
        self.by_rules.setVisible(not view.by_rules and open_draft)
        if with_text:
            self.subject.load(view.draft.subject, anew=anew)
            self.body_edit.load(view.draft.body, view.draft.rich, anew=anew)
        self.subject.setReadOnly(not open_draft)
        self.body_edit.setReadOnly(not open_draft)
        self.discard_button.setVisible(open_draft)
        self._show_attachments(view, open_draft)

    def hold(self) -> None:
        """Another draft is on its way: nothing is typed into the one that still stands here."""
        for edit in (self.subject, self.body_edit):
            edit.setReadOnly(True)

    def _show_rows(self, view: DraftView) -> None:
        """To and Cc, Bcc where it is wanted. What was said by chat went to none of the mailboxes of its mail."""
        self._by_mail = view.handed is None or view.handed.medium is Medium.MAIL
        for role in ("to", "cc"):
            self._show_row(self.rows[role], self._by_mail)
        has_bcc = self._by_mail and (self._wants_bcc or bool(self.rows["bcc"].chips))
        self._show_row(self.rows["bcc"], has_bcc)
        self.bcc_button.setVisible(not has_bcc and view.handed is None)

    def _show_about(self, view: DraftView) -> None:
        chips = []
        if view.party is not None:
            told = ChipWords("customers", view.party.name, view.party.city, reason=tr("Open the customer"))
            chips.append(ReasonChip(told, removable=False))
        if view.order_number:
            told = ChipWords("orders", view.order_number, view.order_summary, reason=tr("Open the order"))
            chips.append(ReasonChip(told, removable=False))
        for chip in chips:
            chip.run.connect(self.opened)
        if view.draft.purpose:
            chips.append(self._purpose(view))
        if view.own_wording and view.party is not None:
            reason = tr("{party} gets its own wording here; open it", party=view.party.label)
            chips.append(ReasonChip(ChipWords("wording", tr("own wording"), reason=reason), removable=False))
            chips[-1].run.connect(lambda _key: self.wording_opened.emit())
        self.about.show_chips(chips)

    def _purpose(self, view: DraftView) -> ReasonChip:
        """What the message is about; another one can be chosen while it is not handed over."""
        told = ChipWords("purpose", words.purpose_words(view.draft.purpose), reason=tr("The recipients follow from it"),
                         spoken=tr("Purpose: {name}", name=words.purpose_words(view.draft.purpose)))  # fmt: skip
        others = [each.code for each in view.purposes if each.code != view.draft.purpose]
        menu = [(code, words.purpose_words(code).replace("&", "&&")) for code in others]
        chip = ReasonChip(told, removable=False, menu=menu if view.handed is None else ())
        chip.chosen.connect(lambda _key, code: self.purpose_set.emit(code))
        return chip

    def _recipient(self, told: ChipWords, role: str, open_draft: bool) -> ReasonChip:
        menu = [(other, tr("Move to {row}", row=role_words(other))) for other in _ROLES if other != role]
        chip = ReasonChip(
            told,
            removable=open_draft,
            menu=[*menu, ("", tr("Remove"))] if open_draft else (),
        )
        chip.removed.connect(lambda value: self.recipient_set.emit(value, ""))
        chip.chosen.connect(self._move)
        if open_draft:
            chip.stepped.connect(lambda value, step: self._step(value, role, step))
            chip.draggable = True
        return chip

    def _step(self, value: str, role: str, step: int) -> None:
        """Alt with Up or Down: into the row above or below."""
        place = _ROLES.index(role) + step
        if 0 <= place < len(_ROLES):
            self._move(value, _ROLES[place])

    def _move(self, value: str, role: str) -> None:
        """Into another row, or out; the focus goes along."""
        self._moved = (value, role)
        self.recipient_set.emit(value, role)

    def _follow_moved(self) -> None:
        """The focus goes to the chip once it has arrived: an older view may come first."""
        value, role = self._moved
        chips = self.rows[role].chips if role else []
        chip = next((each for each in chips if each.words.key == value), None)
        if chip is not None:
            self._moved = ("", "")
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_attachments(self, view: DraftView, open_draft: bool) -> None:
        chips = []
        for each in view.draft.attachments:
            told = ChipWords(each.path, each.name, words.size_words(each.size), reason=each.path)
            chip = ReasonChip(told, removable=open_draft)
            chip.removed.connect(self.detached)
            chips.append(chip)
        self.attachments.show_chips(chips)
        self.attach_button.setVisible(open_draft)
        self._show_row(self.attachments, open_draft or bool(chips))

    @staticmethod
    def _of_role(view: DraftView, role: str) -> list[DraftRecipient]:
        """Whose chips stand in a row: of a notice to many (A6) the hidden ones are folded."""
        if view.group is not None and role != "to":
            return []
        return [each for each in view.draft.recipients if each.role == role]

    def _show_row(self, row: QWidget, visible: bool) -> None:
        """Show a row with the line below it, or neither."""
        row.setVisible(visible)
        self._lines[row].setVisible(visible)

    def show_many(self, view: DraftView) -> None:
        """What differs for a notice to many: oneself in To, everybody else folded in one row (A6)."""
        state, open_draft = view.group, view.handed is None
        self._show_row(self.many, state is not None)
        self._show_row(self.rows["cc"], state is None and self._by_mail)
        self.rows["to"].edit.setPlaceholderText(tr("Address") if state is None else tr("Your own mail address"))
        if state is None:
            self.people.forget()
            self.show_people(False)
            return
        self.many.show_state(state, begun=any(each.state is not None for each in state.mails), open_draft=open_draft)
        self.people.show_state(state, open_draft=open_draft)
        self.rows["to"].add_button.setVisible(open_draft and not state.own_address and self.rows["to"].edit.isHidden())

    def show_people(self, shown: bool) -> None:
        """The list of all readers of a notice in place of its text, or the text."""
        had = self.people.isVisible()
        self._text.setVisible(not shown)
        if shown:
            self.people.begin()
        else:
            self.people.hide()
            if had:
                self.body_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_bcc(self) -> None:
        self._wants_bcc = True
        self._show_row(self.rows["bcc"], True)
        self.bcc_button.hide()
        self.rows["bcc"].start_adding()

    def written(self) -> tuple[str, str, str]:
        """Subject, plain text and formatted text (or empty) as the draft keeps them."""
        return self.subject.stored(), *self.body_edit.stored()

    def text(self) -> tuple[str, str]:
        """Subject and plain text as the draft keeps them."""
        return self.written()[:2]

    def clear_problems(self) -> None:
        """Take all sentences away."""
        for row in (*self.rows.values(), self.subject_row, self.attachments):
            row.say_problem("")
