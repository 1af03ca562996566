"""The page of texts: the list at the left, one text in the middle, how it reads and what it may name at the right."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from tradedesk.domain.bilingual import OWN_NAMES
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.templates import words
from tradedesk.ui.templates.about_card import AboutCard
from tradedesk.ui.templates.editor_card import EditorCard, FaultsPanel
from tradedesk.ui.templates.facts_list import FactsList
from tradedesk.ui.templates.files import TemplateFiles
from tradedesk.ui.templates.head import Head
from tradedesk.ui.templates.incoming_card import IncomingCard
from tradedesk.ui.templates.items import Key, Sort
from tradedesk.ui.templates.listing import Listing
from tradedesk.ui.templates.page_commands import page_commands
from tradedesk.ui.templates.presenter import TemplatesPresenter
from tradedesk.ui.templates.preview_card import PreviewCard
from tradedesk.ui.templates.subject_picker import SubjectPicker
from tradedesk.ui.templates.versions_card import VersionsCard
from tradedesk.ui.widgets import Button, ElidedLabel, Line
from tradedesk.ui.wording import tr
from tradedesk.ui.wording.told import tongue

_LEFT, _RIGHT = 256, 316
_ABOUT = frozenset({"orders", "parties", "points", "nodes", "shipments", "contacts"})
_OURS = frozenset({"templates", "template_versions", "snippets", "wordings"})


class TemplatesPage(Page):
    """Change the texts that messages start from. ``extra``: template (a row) and language, or wording_of (a draft)."""

    name = "templates"
    help_key = "templates"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = TemplatesPresenter(desk, self)
        self.files = TemplateFiles(desk, self)
        self._shown: Key | None = None
        self._note = ""
        self._enabled: tuple[object, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.listing = Listing(_LEFT)
        self.list = self.listing.rows
        row.addWidget(self.listing)
        row.addWidget(_edge())
        row.addWidget(self._middle(), 1)
        row.addWidget(_edge())
        row.addWidget(self._right())
        self._listen()
        desk.commands.add(*page_commands(self), owner=self)
        self.setFocusProxy(self.list)
        self.presenter.load()

    # -- what the shell asks -------------------------------------------------------------------------------------------

    def header_actions(self) -> list[str]:
        """Write a message with the template shown."""
        return ["template.write-with"]

    def more_actions(self) -> list[str]:
        """What is done with whole texts."""
        return [
            "template.add-new", "snippet.add-new", "signature.add-new", "", "template.duplicate", "template.translate",
            "template.show-about", "template.show-versions", "template.back-to-shipped", "signature.make-usual", "",
            "template.export", "template.export-own", "template.take-in",
        ]  # fmt: skip

    def open(self, place: Place) -> None:
        """Show the text that the place names, or what a draft would be kept as."""
        if "wording_of" in place.extra:
            self.presenter.propose_wording(int(place.extra["wording_of"]))
        elif "list" in place.extra:
            self.presenter.show_list(str(place.extra["list"]))
        else:
            self.presenter.show(str(place.extra.get("template", "")), str(place.extra.get("language", "")))

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what was changed; another order may be the one to show it on."""
        kinds = {kind for kind, _ in changes}
        if kinds & _OURS:
            self.presenter.load()
        if kinds & (_ABOUT | {"snippets"}):
            self.presenter.look()

    # -- building ------------------------------------------------------------------------------------------------------

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        self.head = Head()
        self.title = self.head.title
        column.addWidget(self.head)
        self.card, self.about_card = EditorCard(), AboutCard()
        self.versions, self.incoming = VersionsCard(), IncomingCard()
        self.stack = QStackedWidget()
        for each in (self.card, self.about_card, self.versions, self.incoming):
            self.stack.addWidget(each)
        self.faults = FaultsPanel()
        column.addWidget(self.stack, 1)
        column.addWidget(self.faults)
        self.buttons = self._buttons()
        column.addWidget(self.buttons)
        return middle

    def _buttons(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.to_shipped = Button("", "history", "quiet", self.presenter.remove)
        self.discard = Button(tr("Drop the changes"), "undo-2", "quiet", self.presenter.discard)
        self.state = ElidedLabel(tone="muted", size="small")
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.save = Button(tr("Save"), "save", "primary", self.presenter.save)
        self.save.setToolTip(tr("Save (Ctrl+S)"))
        row.addWidget(self.to_shipped)
        row.addWidget(self.discard)
        row.addWidget(self.state, 1)
        row.addWidget(self.save)
        return holder

    def _right(self) -> QWidget:
        right = QWidget()
        right.setProperty("ground", "raised")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        right.setFixedWidth(_RIGHT)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 12, 8, 8)
        column.setSpacing(12)
        self.preview = PreviewCard()
        self.facts = FactsList()
        column.addWidget(self.preview, 11)
        column.addWidget(Line())
        column.addWidget(self.facts, 9)
        return right

    def _listen(self) -> None:
        presenter = self.presenter
        presenter.list_changed.connect(self._show_list)
        presenter.text_changed.connect(self._show_text)
        presenter.state_changed.connect(self._show_state)
        presenter.scene_changed.connect(self._show_scene)
        presenter.field_refused.connect(self._refused)
        presenter.made.connect(self.show_about)
        self.listing.list_chosen.connect(presenter.show_list)
        self.listing.picked.connect(self._go)
        self.listing.opened.connect(self.write)
        self.listing.make_asked.connect(presenter.make)
        self.head.language_chosen.connect(lambda code: presenter.show(self._row(), code))
        self.head.about_asked.connect(self.show_about)
        self.head.versions_asked.connect(self.show_versions)
        self.head.copies_asked.connect(self.offer_copies)
        self.head.remove_asked.connect(presenter.remove)
        self.card.typed.connect(presenter.type)
        self.faults.chosen.connect(self._go_to_fault)
        self.facts.wanted.connect(self._insert)
        self.preview.choose_asked.connect(self._choose_subject)
        self.about_card.changed.connect(self._change)
        self.about_card.closed.connect(self.write)
        self.versions.closed.connect(self.write)
        self.versions.back_asked.connect(presenter.go_back)
        self.incoming.closed.connect(self.write)
        self.incoming.taken.connect(self.files.take_in)
        self.files.read.connect(self._show_incoming)
        self.files.refused.connect(self.desk.refused)
        self.files.taken_in.connect(self._taken_in)
        self.files.written.connect(self._say)
        self.files.versions.connect(self._versions_came)
        self.files.purposes.connect(lambda _known: self._fill_about())

    # -- what the user does --------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Show the text itself, to be typed in."""
        self._show_card(self.card)
        self.card.text.setFocus(Qt.FocusReason.TabFocusReason)

    def show_about(self) -> None:
        """Show what the text is for."""
        self.files.read_purposes()
        self._fill_about()
        self._show_card(self.about_card)
        self.about_card.name_it()

    def show_versions(self) -> None:
        """Show what the text said before."""
        item = self.presenter.current
        if item is not None:
            self.files.read_versions(item.text.code, item.text.language)

    def offer_copies(self) -> None:
        """A copy, or the same occasion in another language."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Another text like this")).triggered.connect(lambda _on=False: self.presenter.duplicate())
        codes = self.other_languages()
        if codes:
            menu.addSeparator()
        for code in codes:
            told = tr("In {language}", language=tongue(code))
            menu.addAction(told).triggered.connect(lambda _on=False, c=code: self.presenter.duplicate(c))
        menu.popup(self.head.copy.mapToGlobal(self.head.copy.rect().bottomLeft()))

    def other_languages(self) -> list[str]:
        """The languages in which the occasion shown has no text."""
        item = self.presenter.current
        if item is None or item.sort is Sort.WORDING:
            return []
        there = {each.text.language for each in self.presenter.languages_of(item.row)}
        return [code for code in OWN_NAMES if code not in there]

    def find_fact(self) -> None:
        """Type what a fact is called."""
        self.facts.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.facts.search.selectAll()

    def _go(self, row: str) -> None:
        """The user chose: the place follows without a step in the history, as rows are passed with the arrows."""
        self.presenter.show(row)

    def _row(self) -> str:
        return self.presenter.current.row if self.presenter.current is not None else ""

    def _insert(self, name: str) -> None:
        self._show_card(self.card)
        self.card.insert_fact(name)

    def _go_to_fault(self, fault: Any) -> None:
        self._show_card(self.card)
        self.card.go_to(fault)

    def _change(self, fields: Any) -> None:
        self.presenter.change(**fields)
        self._fill_about()

    def _choose_subject(self) -> None:
        picker = SubjectPicker(self.desk, self)
        picker.chosen.connect(self.presenter.looking.choose)
        picker.show_below(self.preview.choose, _RIGHT - 20)

    # -- showing -------------------------------------------------------------------------------------------------------

    def _show_card(self, card: QWidget) -> None:
        self.stack.setCurrentWidget(card)
        self.buttons.setVisible(card in (self.card, self.about_card))
        self.desk.commands.refresh()

    def _show_list(self) -> None:
        presenter = self.presenter
        self.listing.show_items(presenter.listed(), presenter.is_unsaved, presenter.which)
        self.list.set_current(self._row())
        self._show_head()

    def _show_text(self) -> None:
        item, typed = self.presenter.current, self.presenter.typed
        if item is None or typed is None:
            return
        if item.key != self._shown and self.stack.currentWidget() is not self.card:
            self._show_card(self.card)
        elif self.stack.currentWidget() is self.versions:
            self.show_versions()
        if item.key != self._shown:
            self._note = ""
        self.card.show_text(typed, item.sort, anew=item.key != self._shown)
        self._shown = item.key
        self.about_card.clear_problems()
        self._show_head()
        self.list.set_current(item.row)
        self._tell_place(item.row, item.text.language)

    def _show_head(self) -> None:
        item, typed = self.presenter.current, self.presenter.typed
        if item is None or typed is None:
            return
        texts = self.presenter.languages_of(item.row)
        shown = [(each.text.language, words.language_name(self.presenter.typed_of(each).language)) for each in texts]
        self.head.show_text(item, typed, shown)

    def _tell_place(self, row: str, language: str) -> None:
        here = self.desk.places.current
        if here is not None and here.page == self.name:
            self.desk.places.replace(Place(self.name, extra={"template": row, "language": language}))
        self.desk.commands.refresh()

    def _show_scene(self) -> None:
        scene = self.presenter.scene
        if scene is not None:
            self.facts.show_values(scene.facts)

    def _show_state(self) -> None:
        presenter = self.presenter
        item = presenter.current
        if item is None:
            return
        self.head.show_state(item, changed=presenter.changed)
        self.faults.show_faults(presenter.faults, presenter.problem)
        self.card.mark_faults(presenter.faults)
        self.preview.show_preview(presenter.preview, stale=bool(presenter.faults))
        kept = item.number is not None and not item.fresh and not words.is_own(item)
        self.to_shipped.setVisible(kept and item.sort is Sort.TEMPLATE and not presenter.changed)
        self.to_shipped.set_words(tr("Back to the shipped text"))
        self.discard.setVisible(presenter.changed)
        self.save.setEnabled(presenter.can_save)
        self.state.setText(self._state_words())
        # At every letter nothing more is done than what it may have changed.
        enabled = (item.key, presenter.changed, presenter.can_save)
        if enabled != self._enabled:
            self._enabled = enabled
            self.desk.commands.refresh()

    def _state_words(self) -> str:
        presenter = self.presenter
        if self._note and not presenter.changed:
            return self._note
        if presenter.looked != presenter.typed:
            return tr("Being checked")
        if presenter.faults:
            return tr("Messages still use the text saved before.") if presenter.changed else ""
        return tr("Checked, not yet in use") if presenter.changed else tr("In use")

    def _say(self, sentence: str) -> None:
        self._note = sentence
        self._show_state()

    def _refused(self, field: str, sentence: str) -> None:
        self.show_about()
        self.about_card.say_problem(field, sentence)

    def _fill_about(self) -> None:
        item, typed = self.presenter.current, self.presenter.typed
        if item is not None and typed is not None:
            self.about_card.show_text(item, typed, self.files.known_purposes)

    def _versions_came(self, versions: Any) -> None:
        item = self.presenter.current
        if item is not None:
            self.versions.show_versions(versions, item.text)
            self._show_card(self.versions)
            self.versions.take_focus()

    def _show_incoming(self, seen: Any, file: str) -> None:
        self.incoming.show_incoming(seen, file)
        self._show_card(self.incoming)
        self.incoming.take_focus()

    def _taken_in(self, row: str, language: str) -> None:
        self._show_card(self.card)
        self.presenter.show_next(row, language)


def _edge() -> QFrame:
    edge = QFrame()
    edge.setProperty("line", True)
    edge.setFixedWidth(1)
    return edge
