"""Looking at a text while it is typed: every letter is checked and shown at once, beside the window and the ledger.

What the text is shown with is read from the ledger once (the scene). A look then takes some milliseconds in the pool;
while one is under way no second one is begun, and the text as it stands then is looked at next.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from tradedesk.domain.errors import RuleSaysNo, TradeError
from tradedesk.domain.template import Template, TemplateFault
from tradedesk.services import template_preview
from tradedesk.services.template_preview import Look, Preview, Scene, Wanted
from tradedesk.ui.desk import Desk
from tradedesk.ui.templates.items import Item, Sort
from tradedesk.ui.wording import errors


class Looking(QObject):
    """Holds what is wrong with a text, how it would read, and what it is shown with."""

    looked_at = Signal()
    set_anew = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.faults: tuple[TemplateFault, ...] = ()
        self.preview: Preview | None = None
        self.problem = ""
        self.looked: Template | None = None
        self.scene: Scene | None = None
        self.chosen: Wanted | None = None
        self._scene_of: tuple[object, ...] = ()
        self._asked = 0
        self._text: Template | None = None
        self._item: Item | None = None
        self._under_way = False

    def choose(self, wanted: Wanted | None) -> None:
        """Show texts on this order or customer; None leaves the choice to the program."""
        self.chosen = wanted
        if self._item is not None and self._text is not None:
            self.look(self._item, self._text)

    def forget(self) -> None:
        """Another text comes: nothing is known of it yet."""
        self.faults, self.preview, self.problem, self.looked = (), None, "", None

    def forget_scene(self) -> None:
        """Read again what texts are shown with."""
        self._scene_of = ()

    def look(self, item: Item, text: Template) -> None:
        """Check the text and show how it would read."""
        self._item, self._text = item, text
        scene_of = (item.sort, item.party_id, text.code, text.language, text.kind, text.node, text.purpose, self.chosen)
        if scene_of != self._scene_of:
            self._set_scene(item, text, scene_of)
        elif self.scene is not None:
            self._begin()

    def refuse(self, error: TradeError) -> None:
        """Say why the text was not saved."""
        if isinstance(error, RuleSaysNo) and str(error.facts.get("line", "")).isdecimal():
            facts = tuple((name, value) for name, value in error.facts.items() if name != "line")
            self.faults = (TemplateFault(int(error.facts["line"]), error.code, facts, error.field),)
        else:
            self.problem = errors.sentence(error)
        self.looked_at.emit()

    def _set_scene(self, item: Item, text: Template, scene_of: tuple[object, ...]) -> None:
        self._scene_of, self._asked = scene_of, self._asked + 1
        number = self._asked

        def arrived(scene: Scene) -> None:
            if number == self._asked:
                self.scene = scene
                self.set_anew.emit()
                self._begin()

        def failed(error: TradeError) -> None:
            if number == self._asked:
                self._not_looked(text, error)

        wanted = self.chosen
        if item.party_id is not None and (wanted is None or wanted.party_id != item.party_id):
            wanted = Wanted(item.party_id)
        self._desk.run(
            partial(template_preview.scene, is_wording=item.sort is Sort.WORDING), text, wanted, on_done=arrived,
            on_error=failed, owner=self,
        )  # fmt: skip

    def _begin(self) -> None:
        text, scene = self._text, self.scene
        if self._under_way or text is None or scene is None or self._item is None:
            return
        self._under_way = True
        # What a template cannot do without is its own matter; a customer's wording may leave it out.
        checked = text if self._item.sort is Sort.TEMPLATE else replace(text, required=())
        self._desk.pool_run(
            scene.look, checked, on_done=lambda found: self._looked(text, found),
            on_error=lambda error: self._not_looked(text, error), owner=self,
        )  # fmt: skip

    def _looked(self, text: Template, found: Look) -> None:
        self._under_way = False
        if text == self._text:
            self.faults, self.problem, self.looked = found.faults, "", text
            # While something is wrong, what it was like before stays to be read.
            self.preview = found.preview or self.preview
            self.looked_at.emit()
        else:
            self._begin()

    def _not_looked(self, text: Template, error: TradeError) -> None:
        self._under_way = False
        if text == self._text:
            self.problem, self.looked = errors.sentence(error), text
            self.looked_at.emit()
        else:
            self._begin()
