"""What the page of the templates shows and does, without widgets: choosing, typing, looking, saving.

A text that is half typed is never used for a message: it is kept beside the saved one until it is saved, also when the
program ends meanwhile.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.template import Template, TemplateFault
from tradedesk.services import template_preview
from tradedesk.services import templates as verbs
from tradedesk.services.template_preview import Look, Preview
from tradedesk.ui.desk import Desk
from tradedesk.ui.templates import words
from tradedesk.ui.wording import errors

#: Milliseconds after the last letter before the text is checked and shown.
PAUSE = 350
_UNSAVED = "templates.unsaved"

Key = tuple[str, str]


class TemplatesPresenter(QObject):
    """Holds the templates, the one chosen, and what is typed; the page renders when a signal says that they changed."""

    #: The templates, or which of them have unsaved changes.
    list_changed = Signal()
    #: Another template is shown, or the text of this one came from elsewhere than the keyboard.
    text_changed = Signal()
    #: What is unsaved, wrong, or how it would read.
    state_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.templates: tuple[Template, ...] = ()
        self._key: Key | None = None
        self._wanted: tuple[str, str] | None = None
        self._unsaved: dict[Key, tuple[str, str]] = _read_unsaved(str(desk.settings.get(_UNSAVED, "")))
        self.faults: tuple[TemplateFault, ...] = ()
        self.preview: Preview | None = None
        self.problem = ""
        self.looked: Template | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.look)

    # -- what is there -------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Read the templates."""
        self._desk.run(verbs.every, on_done=self._loaded, owner=self)

    @property
    def saved(self) -> Template | None:
        """The template shown, as it is used for messages."""
        return self._find(self._key)

    @property
    def typed(self) -> Template | None:
        """The template shown, as it stands in the editor."""
        saved = self.saved
        if saved is None:
            return None
        subject, body = self._unsaved.get((saved.code, saved.language), (saved.subject, saved.body))
        return replace(saved, subject=subject, body=body)

    def is_unsaved(self, code: str, language: str) -> bool:
        """Whether a template has changes that are not in use yet."""
        return (code, language) in self._unsaved

    @property
    def changed(self) -> bool:
        """Whether the template shown has unsaved changes."""
        return self._key in self._unsaved

    @property
    def can_save(self) -> bool:
        """Changed, and nothing known to be wrong; what is not checked yet is checked by saving."""
        return self.changed and not self.faults

    def languages_of(self, code: str) -> list[Template]:
        """The texts of one occasion, in the two languages of the program first."""
        found = [each for each in self.templates if each.code == code]
        return sorted(found, key=lambda each: each.language not in ("en", "zh_CN"))

    # -- what the user does --------------------------------------------------------------------------------------------

    def show(self, code: str, language: str = "") -> None:
        """Show a template, in a language if it is named; else as before, else the first."""
        self._wanted = (code, language)
        self._settle()

    def type(self, subject: str, body: str) -> None:
        """The editor holds this text now."""
        saved = self.saved
        if saved is None or self._key is None:
            return
        before = self.changed
        if (subject, body) == (saved.subject, saved.body):
            self._unsaved.pop(self._key, None)
        else:
            self._unsaved[self._key] = (subject, body)
        self._keep_unsaved()
        self._pause.start()
        if before != self.changed:
            self.list_changed.emit()
        self.state_changed.emit()

    def discard(self) -> None:
        """Go back to the text as it was saved."""
        if self._key is not None and self._unsaved.pop(self._key, None) is not None:
            self._keep_unsaved()
            self.list_changed.emit()
            self._show_text()

    def save(self) -> None:
        """Use the typed text from now on; what is wrong with it is said instead."""
        typed = self.typed
        if typed is not None and self.changed:
            self._desk.run(verbs.save, typed, on_error=self._refused, owner=self)

    def back_to_shipped(self) -> None:
        """Drop the user's own text."""
        saved = self.saved
        if saved is not None and saved.id is not None and self._key is not None:
            self._unsaved.pop(self._key, None)
            self._keep_unsaved()
            self._desk.run(verbs.back_to_shipped, saved.id, owner=self)

    def look(self) -> None:
        """Check what is typed and show how it would read."""
        self._pause.stop()
        typed = self.typed
        if typed is not None:
            self._desk.run(
                template_preview.look, typed, on_done=lambda found: self._looked(typed, found),
                on_error=lambda error: self._not_looked(typed, error), owner=self,
            )  # fmt: skip

    # -- what comes back -----------------------------------------------------------------------------------------------

    def _loaded(self, templates: Sequence[Template]) -> None:
        self.templates = tuple(templates)
        for each in templates:
            key = (each.code, each.language)
            if self._unsaved.get(key) == (each.subject, each.body):
                del self._unsaved[key]
        self._keep_unsaved()
        self.list_changed.emit()
        if self._wanted is not None:
            self._settle()
        else:
            self._show_text()

    def _settle(self) -> None:
        """Choose what was wanted, once the templates are there."""
        if not self.templates or self._wanted is None:
            return
        (code, language), self._wanted = self._wanted, None
        before = self._key
        language = language or (before[1] if before is not None else "en")
        ordered = sorted(self.templates, key=words.place_in_deal)
        code = code or (before[0] if before is not None else ordered[0].code)
        found = self._find((code, language)) or next((each for each in ordered if each.code == code), ordered[0])
        self._key = (found.code, found.language)
        self._show_text()

    def _show_text(self) -> None:
        self.faults, self.preview, self.problem, self.looked = (), None, "", None
        self.text_changed.emit()
        self.state_changed.emit()
        self.look()

    def _looked(self, template: Template, found: Look) -> None:
        if template == self.typed:
            self.faults, self.problem, self.looked = found.faults, "", template
            # While something is wrong, what it was like before stays to be read.
            self.preview = found.preview or self.preview
            self.state_changed.emit()

    def _not_looked(self, template: Template, error: TradeError) -> None:
        if template == self.typed:
            self.problem, self.looked = errors.sentence(error), template
            self.state_changed.emit()

    def _refused(self, error: TradeError) -> None:
        if isinstance(error, RuleSaysNo) and str(error.facts.get("line", "")).isdecimal():
            facts = tuple((name, value) for name, value in error.facts.items() if name != "line")
            self.faults = (TemplateFault(int(error.facts["line"]), error.code, facts, error.field),)
        else:
            self.problem = errors.sentence(error)
        self.state_changed.emit()

    # -- what is not saved yet -----------------------------------------------------------------------------------------

    def _find(self, key: Key | None) -> Template | None:
        return next((each for each in self.templates if (each.code, each.language) == key), None)

    def _keep_unsaved(self) -> None:
        kept = [[*key, *text] for key, text in self._unsaved.items()]
        self._desk.settings.remember(_UNSAVED, json.dumps(kept, ensure_ascii=False) if kept else "")


def _read_unsaved(kept: str) -> dict[Key, tuple[str, str]]:
    """The texts kept from before; what cannot be read is as if it were not there."""
    try:
        return {(code, language): (subject, body) for code, language, subject, body in json.loads(kept or "[]")}
    except (ValueError, TypeError):
        return {}
