"""The templates: the list at the left, the text in the middle, how it reads and what it may name at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.templates import words
from tradedesk.ui.templates.editor_card import EditorCard, FaultsPanel
from tradedesk.ui.templates.facts_list import FactsList
from tradedesk.ui.templates.presenter import TemplatesPresenter
from tradedesk.ui.templates.preview_card import PreviewCard
from tradedesk.ui.templates.rows import Heading, Row, Rows
from tradedesk.ui.widgets import Button, Chip, ElidedLabel, FilterChips, Line, PageTitle, PlainLabel
from tradedesk.ui.wording import tr

_LEFT, _RIGHT = 232, 316
#: So many languages stand beside one another; the others are counted, or go on below.
_LANGUAGES_SHOWN = 2


class TemplatesPage(Page):
    """Change the texts that messages start from."""

    name = "templates"
    help_key = "templates"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = TemplatesPresenter(desk, self)
        self._shown: tuple[str, str] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left())
        row.addWidget(_edge())
        row.addWidget(self._middle(), 1)
        row.addWidget(_edge())
        row.addWidget(self._right())
        self._listen()
        self._add_commands()
        self.setFocusProxy(self.list)
        self.presenter.load()

    # -- what the shell asks -------------------------------------------------------------------------------------------

    def header_actions(self) -> list[str]:
        """Write a message with the template shown."""
        return ["template.write-with"]

    def open(self, place: Place) -> None:
        """Show the template that the place names."""
        self.presenter.show(str(place.extra.get("template", "")), str(place.extra.get("language", "")))

    def refresh(self, changes: frozenset[tuple[str, int]]) -> None:
        """Read again what was changed; another order may be the one to show it on."""
        kinds = {kind for kind, _ in changes}
        if "templates" in kinds:
            self.presenter.load()
        elif kinds & {"orders", "parties", "points"}:
            self.presenter.look()

    # -- building ------------------------------------------------------------------------------------------------------

    def _left(self) -> QWidget:
        left = _raised(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(8, 6, 8, 8)
        self.list = Rows(tr("Templates"))
        column.addWidget(self.list)
        return left

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addLayout(self._title_row())
        self.card = EditorCard()
        self.faults = FaultsPanel()
        column.addWidget(self.card, 1)
        column.addWidget(self.faults)
        column.addLayout(self._buttons())
        return middle

    def _title_row(self) -> QVBoxLayout:
        both = QVBoxLayout()
        both.setSpacing(4)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        self._about_row = lower
        upper.setSpacing(8)
        lower.setSpacing(12)
        self.title = PageTitle()
        self.own_chip, self.unsaved_chip = Chip(), Chip()
        for widget in (self.title, self.own_chip, self.unsaved_chip):
            upper.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        upper.addStretch(1)
        self.about = ElidedLabel(tone="muted", size="small")
        self.languages = FilterChips()
        self.languages.setAccessibleName(tr("Language of the template"))
        lower.addWidget(self.about, 1)
        lower.addWidget(self.languages)
        both.addLayout(upper)
        both.addLayout(lower)
        return both

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.to_shipped = Button(tr("Back to the shipped text"), "history", "quiet", self.presenter.back_to_shipped)
        self.discard = Button(tr("Drop the changes"), "undo-2", "quiet", self.presenter.discard)
        self.state = PlainLabel(tone="muted", size="small")
        self.save = Button(tr("Save"), "save", "primary", self.presenter.save)
        self.save.setToolTip(tr("Save (Ctrl+S)"))
        row.addWidget(self.to_shipped)
        row.addWidget(self.discard)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.save)
        return row

    def _right(self) -> QWidget:
        right = _raised(_RIGHT)
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 16, 8, 8)
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
        self.list.picked.connect(lambda key: self._go(key, ""))
        self.list.opened.connect(lambda _key: self.card.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.languages.chosen.connect(lambda code: self._go("", code))
        self.card.typed.connect(presenter.type)
        self.faults.chosen.connect(self.card.go_to)
        self.facts.wanted.connect(self.card.insert_fact)

    def _add_commands(self) -> None:
        presenter = self.presenter
        self.desk.commands.add(
            Command("template.save", lambda: tr("Save the template"), presenter.save, "save", "Ctrl+S",
                    lambda: presenter.can_save, "templates"),
            Command("template.drop-changes", lambda: tr("Drop the changes"), presenter.discard, "undo-2", "",
                    lambda: presenter.changed, "templates"),
            Command("template.back-to-shipped", lambda: tr("Back to the shipped text"), presenter.back_to_shipped,
                    "history", "", self._is_own, "templates"),
            Command("template.find-fact", lambda: tr("Find a fact"), self._find_fact, "search", "Ctrl+F",
                    self._is_shown, "templates"),
            owner=self,
        )  # fmt: skip

    # -- showing -------------------------------------------------------------------------------------------------------

    def _is_own(self) -> bool:
        saved = self.presenter.saved
        return saved is not None and saved.id is not None

    def _is_shown(self) -> bool:
        return self.presenter.saved is not None

    def _find_fact(self) -> None:
        self.facts.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.facts.search.selectAll()

    def _go(self, code: str, language: str) -> None:
        """The user chose: the place follows without a step in the history, as rows are passed with the arrows."""
        self.presenter.show(code, language)

    def _show_list(self) -> None:
        rows: list[Row | Heading] = []
        seen: set[str] = set()
        for each in sorted(self.presenter.templates, key=words.place_in_deal):
            if each.code in seen:
                continue
            seen.add(each.code)
            heading = Heading(words.kind_words(each.kind))
            if heading not in rows:
                rows.append(heading)
            rows.append(self._row(each.code))
        self.list.show_rows(rows)

    def _row(self, code: str) -> Row:
        texts = self.presenter.languages_of(code)
        own = [words.language_chip(each.language) for each in texts if not each.builtin]
        half = [words.language_chip(each.language) for each in texts if self.presenter.is_unsaved(code, each.language)]
        soft = [tr("Your own text: {languages}", languages=", ".join(own))] if own else []
        soft += [tr("Not saved: {languages}", languages=", ".join(half))] if half else []
        name = words.name_of(texts[0])
        first = texts[:_LANGUAGES_SHOWN] if len(texts) > _LANGUAGES_SHOWN + 1 else texts
        chips = tuple((words.language_chip(each.language), "neutral" if each.builtin else "info") for each in first)
        if len(texts) > len(first):
            chips = (*chips, (f"+{len(texts) - len(first)}", "neutral"))
        spoken = ", ".join([name, *(words.language_name(each.language) for each in texts), *soft])
        return Row(code, name, " · ".join(soft), chips, spoken)

    def _show_text(self) -> None:
        typed = self.presenter.typed
        if typed is None:
            return
        key = (typed.code, typed.language)
        self.card.show_text(typed, anew=key != self._shown)
        self._shown = key
        self.title.setText(words.name_of(typed))
        self.about.setText(words.about(typed))
        texts = self.presenter.languages_of(typed.code)
        shown = [(each.language, words.language_name(each.language)) for each in texts]
        many = len(shown) > _LANGUAGES_SHOWN + 1
        self._about_row.setDirection(QBoxLayout.Direction.TopToBottom if many else QBoxLayout.Direction.LeftToRight)
        self._about_row.setSpacing(6 if many else 12)
        self.languages.show_filters(shown, typed.language)
        self.list.set_current(typed.code)
        self._tell_place(typed.code, typed.language)

    def _tell_place(self, code: str, language: str) -> None:
        here = self.desk.places.current
        if here is not None and here.page == self.name:
            self.desk.places.replace(Place(self.name, extra={"template": code, "language": language}))
        self.desk.commands.refresh()

    def _show_state(self) -> None:
        presenter = self.presenter
        saved = presenter.saved
        if saved is None:
            return
        self.own_chip.show_state(tr("Your own text") if not saved.builtin else "", "info")
        self.unsaved_chip.show_state(tr("Unsaved changes") if presenter.changed else "", "warn")
        self.faults.show_faults(presenter.faults, presenter.problem)
        self.card.mark_faults(presenter.faults)
        self.preview.show_preview(presenter.preview, stale=bool(presenter.faults))
        self.to_shipped.setVisible(self._is_own())
        self.discard.setVisible(presenter.changed)
        self.save.setEnabled(presenter.can_save)
        self.state.setText(self._state_words())
        self.desk.commands.refresh()

    def _state_words(self) -> str:
        presenter = self.presenter
        if presenter.looked != presenter.typed:
            return tr("Being checked")
        if presenter.faults:
            return tr("Messages still use the text saved before.") if presenter.changed else ""
        return tr("Checked, not yet in use") if presenter.changed else tr("In use")


def _raised(width: int) -> QWidget:
    side = QWidget()
    side.setProperty("ground", "raised")
    side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    side.setFixedWidth(width)
    return side


def _edge() -> QFrame:
    edge = QFrame()
    edge.setProperty("line", True)
    edge.setFixedWidth(1)
    return edge
