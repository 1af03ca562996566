"""What the page of the templates shows and does, without widgets: choosing, typing, saving, making, taking away.

A text that is half typed is never used for a message: it is kept beside the saved one until it is saved, also when the
program ends meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.own_text import Snippet
from tradedesk.domain.template import Template, TemplateFault
from tradedesk.services import snippets as snippet_verbs
from tradedesk.services import templates as template_verbs
from tradedesk.services import wordings as wording_verbs
from tradedesk.services.template_preview import Preview, Scene
from tradedesk.services.wordings import KeptWording
from tradedesk.ui.desk import Desk
from tradedesk.ui.templates import fresh_texts, items, words
from tradedesk.ui.templates.items import Item, Key, Sort
from tradedesk.ui.templates.looking import Looking
from tradedesk.ui.wording import errors

_UNSAVED = "templates.unsaved"
#: Fields whose problem is said beside them, not below the text.
_FIELDS = ("name", "language", "purpose", "kind")
#: Which sorts each list has.
LISTS = {
    "all": (Sort.TEMPLATE,), "own": (Sort.TEMPLATE,), "pieces": (Sort.SNIPPET, Sort.SIGNATURE),
    "customers": (Sort.WORDING,),
}  # fmt: skip


class TemplatesPresenter(QObject):
    """Holds the texts, the one chosen, and what is typed; the page renders when a signal says that they changed."""

    #: The texts, which list of them is shown, or which of them have unsaved changes.
    list_changed = Signal()
    #: Another text is shown, or this one came from elsewhere than the keyboard.
    text_changed = Signal()
    #: What is unsaved, wrong, or how it would read.
    state_changed = Signal()
    #: What the text is shown with.
    scene_changed = Signal()
    #: The field and the sentence that belongs beside it.
    field_refused = Signal(str, str)
    #: A text was made that has no name of its own yet.
    made = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.items: list[Item] = []
        self.which = "all"
        self._key: Key | None = None
        self._wanted: Key | None = None
        self._settled: tuple[Key, Sort, int, dict[str, Any]] | None = None
        self._fresh, self._edited = items.read_kept(str(desk.settings.get(_UNSAVED, "")))
        self.looking = Looking(desk, self)
        self.looking.looked_at.connect(self.state_changed)
        self.looking.set_anew.connect(self.scene_changed)

    # -- what is there -------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read every text."""
        self._desk.run(_everything, on_done=self._loaded, owner=self)

    @property
    def current(self) -> Item | None:
        """What is shown, as it is saved."""
        return next((each for each in self.items if each.key == self._key), None)

    @property
    def typed(self) -> Template | None:
        """The text shown, as it stands in the editor."""
        return self.typed_of(self.current) if self.current is not None else None

    def typed_of(self, item: Item) -> Template:
        """A text with what is not saved of it."""
        return replace(item.text, **self._edited.get(item.key, {}))

    @property
    def looked(self) -> Template | None:
        """The text that was looked at last."""
        return self.looking.looked

    @property
    def faults(self) -> tuple[TemplateFault, ...]:
        """What is wrong with the text."""
        return self.looking.faults

    @property
    def problem(self) -> str:
        """What else went wrong, as a sentence."""
        return self.looking.problem

    @property
    def preview(self) -> Preview | None:
        """How the text would read; while something is wrong, how it read before."""
        return self.looking.preview

    @property
    def scene(self) -> Scene | None:
        """What the text is shown with."""
        return self.looking.scene

    def is_unsaved(self, item: Item) -> bool:
        """Whether a text has changes that are not in use yet."""
        return item.fresh or item.key in self._edited

    @property
    def changed(self) -> bool:
        """Whether the text shown has unsaved changes."""
        return self.current is not None and self.is_unsaved(self.current)

    @property
    def can_save(self) -> bool:
        """Changed, and nothing known to be wrong; what is not checked yet is checked by saving."""
        return self.changed and not self.faults

    def listed(self) -> list[Item]:
        """The texts of the list shown; those not saved yet first where they are new."""
        found = [each for each in self.items if each.sort in LISTS[self.which]]
        if self.which == "own":
            own = {each.row for each in found if not each.text.builtin}
            found = [each for each in found if each.row in own]
        return found

    def languages_of(self, row: str) -> list[Item]:
        """The texts of one occasion, in the two languages of the program first."""
        found = [each for each in self.items if each.row == row]
        return sorted(found, key=lambda each: each.text.language not in ("en", "zh_CN"))

    # -- what the user does --------------------------------------------------------------------------------------------

    def show_list(self, which: str) -> None:
        """Show another list, and its first text where the one shown is not in it."""
        self.which = which
        self.list_changed.emit()
        listed = self.listed()
        if listed and (self.current is None or self.current not in listed):
            self.show(sorted(listed, key=words.place_of)[0].row)

    def show(self, row: str, language: str = "") -> None:
        """Show a text, in a language if it is named; else as before, else the first."""
        self._wanted = (row, language)
        self._settle()

    def show_next(self, row: str, language: str) -> None:
        """Show a text that was just brought in, once it is read."""
        self._wanted = (row, language)
        self.load()

    def type(self, subject: str, body: str) -> None:
        """The editor holds this text now."""
        self.change(subject=subject, body=body)

    def change(self, **fields: Any) -> None:
        """Change fields of the text shown; they count once it is saved."""
        item = self.current
        if item is None or not all(name in items.EDITABLE for name in fields):
            return
        before = self.changed
        told = {**self._edited.get(item.key, {}), **fields}
        told = {name: value for name, value in told.items() if value != getattr(item.text, name)}
        self._edited.pop(item.key, None)
        if told:
            self._edited[item.key] = told
        self._keep_unsaved()
        self._look()
        if before != self.changed or set(fields) - {"subject", "body"}:
            self.list_changed.emit()
        self.state_changed.emit()

    def discard(self) -> None:
        """Go back to the text as it was saved; one that never was is gone."""
        item = self.current
        if item is None:
            return
        self._edited.pop(item.key, None)
        if item.fresh:
            del self._fresh[item.row]
            self.items.remove(item)
            self._key = None
        self._keep_unsaved()
        self.list_changed.emit()
        if self._key is None:
            self.show_list(self.which)
        else:
            self._show_text()

    def save(self) -> None:
        """Use the typed text from now on; what is wrong with it is said instead."""
        item, typed = self.current, self.typed
        if item is None or typed is None or not self.changed:
            return
        edited = dict(self._edited.get(item.key, {}))

        def saved(number: int) -> None:
            self._settled = (item.key, item.sort, number, edited)
            self.load()

        if item.sort is Sort.TEMPLATE:
            self._desk.run(template_verbs.save, typed, on_done=saved, on_error=self._refused, owner=self)
        elif item.sort is Sort.WORDING:
            told = items.as_wording(item, typed)
            self._desk.run(wording_verbs.save, told, on_done=saved, on_error=self._refused, owner=self)
        else:
            piece = items.as_snippet(item, typed)
            self._desk.run(snippet_verbs.save, piece, on_done=saved, on_error=self._refused, owner=self)

    def remove(self) -> None:
        """Take the text shown away; of a shipped one only what the user made of it. Undo brings it back."""
        item = self.current
        if item is None or item.fresh or item.number is None:
            return
        self._edited.pop(item.key, None)
        self._keep_unsaved()
        shipped = item.sort is Sort.TEMPLATE and not words.is_own(item)
        verb = {
            Sort.TEMPLATE: template_verbs.back_to_shipped if shipped else template_verbs.remove,
            Sort.WORDING: wording_verbs.remove,
        }.get(item.sort, snippet_verbs.remove)
        self._desk.run(verb, item.number, owner=self)

    def make_usual(self) -> None:
        """Let the signature shown sign every message in its language."""
        item = self.current
        if item is not None and item.sort is Sort.SIGNATURE and item.number is not None:
            self._desk.run(snippet_verbs.make_usual, item.number, owner=self)

    def make(self, sort: Sort) -> None:
        """Begin a new text in the language shown; it is kept, and used once it is saved."""
        language = self.typed.language if self.typed is not None else "en"
        self._begin(fresh_texts.new(sort, language, self.items))
        self.made.emit()

    def duplicate(self, language: str = "") -> None:
        """Begin a copy of the text shown: another text, or with a language the same occasion in that one."""
        item, typed = self.current, self.typed
        if item is not None and typed is not None:
            self._begin(fresh_texts.copy(item, typed, language, self.items))
            self.made.emit()

    def propose_wording(self, draft_id: int) -> None:
        """Show the text of a draft as its customer's wording, to be looked at and saved."""
        self._desk.run(wording_verbs.proposed, draft_id, on_done=self._proposed, owner=self)

    def go_back(self, number: int) -> None:
        """Let the text say again what a version says."""
        item = self.current
        if item is not None:
            self._edited.pop(item.key, None)
            self._keep_unsaved()
            self._desk.run(template_verbs.go_back, item.text.code, item.text.language, number,
                           on_error=self._refused, owner=self)  # fmt: skip

    # -- what comes back -----------------------------------------------------------------------------------------------

    def _proposed(self, kept: Sequence[KeptWording]) -> None:
        """Each language is a text of its own, not saved yet; the first is shown."""
        for each in reversed(kept):
            self._propose(each)

    def _propose(self, kept: KeptWording) -> None:
        item = items.of_wording(kept, fresh=kept.wording.id == 0)
        known = next((each for each in self.items if each.row == item.row and not each.fresh), None)
        if known is None:
            self._begin(item)
            return
        # A wording is there already: the draft's text stands in it as an unsaved change.
        self._edited[known.key] = {"subject": item.text.subject, "body": item.text.body}
        self._keep_unsaved()
        self.show(known.row, known.text.language)

    def _begin(self, item: Item) -> None:
        self._fresh[item.row] = item
        self.items = [*(each for each in self.items if each.key != item.key), item]
        self._edited.pop(item.key, None)
        self._keep_unsaved()
        self.show(item.row)
        self.list_changed.emit()

    def _loaded(self, found: tuple[Sequence[Template], Sequence[Snippet], Sequence[KeptWording]]) -> None:
        templates, pieces, wordings = found
        saved = [*items.of_templates(templates), *items.of_snippets(pieces), *items.of_wordings(wordings)]
        self._settle_saved(saved)
        self.items = [*saved, *self._fresh.values()]
        by_key = {each.key: each for each in self.items}
        for key, fields in list(self._edited.items()):
            item = by_key.get(key)
            if item is None or all(getattr(item.text, name) == value for name, value in fields.items()):
                del self._edited[key]
        self._keep_unsaved()
        self.list_changed.emit()
        if self._wanted is not None or self.current is None:
            self._wanted = self._wanted or ("", "")
            self._settle()
        else:
            self._show_text()

    def _settle_saved(self, saved: Sequence[Item]) -> None:
        """A text that was saved is no longer among those that are not; what was typed since stays typed."""
        if self._settled is None:
            return
        key, sort, number, edited = self._settled
        self._settled = None
        since = {name: value for name, value in self._edited.pop(key, {}).items() if edited.get(name) != value}
        self._fresh.pop(key[0], None)
        item = next((each for each in saved if (each.sort, each.number) == (sort, number)), None)
        if item is None:
            return
        if since:
            self._edited[item.key] = since
        if self._key == key:
            self._key = item.key

    def _settle(self) -> None:
        """Choose what is wanted, once the texts are there."""
        if not self.items or self._wanted is None:
            return
        (row, language), self._wanted = self._wanted, None
        now = self.current
        ordered = sorted(self.listed() or self.items, key=words.place_of)
        row = row or (now.row if now is not None else ordered[0].row)
        language = language or (now.text.language if now is not None else "en")
        alike = self.languages_of(row)
        chosen = next((each for each in alike if each.text.language == language), alike[0] if alike else ordered[0])
        self._key = chosen.key
        if chosen not in self.listed():
            self.which = next(name for name, sorts in LISTS.items() if chosen.sort in sorts)
            self.list_changed.emit()
        self._show_text()

    def _show_text(self) -> None:
        self.looking.forget()
        self.text_changed.emit()
        self.state_changed.emit()
        self._look()

    def look(self) -> None:
        """Look at the text again: what it is shown with has changed."""
        self.looking.forget_scene()
        self._look()

    def _look(self) -> None:
        item, typed = self.current, self.typed
        if item is not None and typed is not None:
            self.looking.look(item, typed)

    def _refused(self, error: TradeError) -> None:
        if isinstance(error, RuleSaysNo) and error.field in _FIELDS:
            self.field_refused.emit(error.field, errors.sentence(error))
        else:
            self.looking.refuse(error)

    def _keep_unsaved(self) -> None:
        self._desk.settings.remember(_UNSAVED, items.kept_text(self._fresh.values(), self._edited))


def _everything(bench: Any) -> tuple[Sequence[Template], Sequence[Snippet], Sequence[KeptWording]]:
    return template_verbs.every(bench), snippet_verbs.every(bench), wording_verbs.every(bench)
