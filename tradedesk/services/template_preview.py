"""How a text reads while it is being typed: with the facts of a real order, chosen by the program or by the user.

A scene is set once, with everything the text may name; each look at it then needs no ledger, so that what is typed is
seen at once however long the ledger has other work.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain import own_text, template_bold
from tradedesk.domain.errors import NotThere
from tradedesk.domain.template import Rendered, Template, TemplateFault, TemplateKind
from tradedesk.ledger.queries import subjects
from tradedesk.ledger.queries.subjects import SubjectRow
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.integrations.templates.renderer import TemplateRenderer

__all__ = ["Look", "Preview", "Scene", "SubjectRow", "Wanted", "found", "look", "preview", "scene"]


class Wanted(NamedTuple):
    """The order, or the customer without one, that the user wants to see a text on."""

    party_id: int
    order_id: int | None = None


@dataclass(frozen=True)
class Preview:
    """A text as it would read; ``order`` and ``party`` name what its facts are taken from, empty without one."""

    rendered: Rendered
    order: str = ""
    party: str = ""


@dataclass(frozen=True)
class Look:
    """A text as it is being typed: what is wrong with it, and where nothing is, how it would read."""

    faults: tuple[TemplateFault, ...]
    preview: Preview | None


@dataclass(frozen=True)
class Scene:
    """What a text is looked at with: the facts, and where they are from. ``look`` may be called in any thread.

    ``base`` is the template that a customer's wording stands in for: it speaks in the tones that the wording has not.
    """

    facts: Mapping[str, str]
    order: str
    party: str
    signs: bool
    renderer: TemplateRenderer
    base: Template | None = None

    def look(self, template: Template) -> Look:
        """Check a text, and where it is sound, put the facts in. Raises NeighbourFailed without a render process."""
        if self.base is not None:
            template = own_text.said_over(self.base, template)
        faults = tuple(self.renderer.check(template))
        return Look(faults, None if faults else self.preview(template))

    def preview(self, template: Template) -> Preview:
        """The text with the facts, marks where one is missing. Raises RuleSaysNo for one that is not sound."""
        closed = own_text.signed(template) if self.signs else template
        rendered = self.renderer.render(closed, template_bold.guarded(self.facts))
        subject, body = template_bold.unguarded(rendered.subject), template_bold.plain_and_rich(rendered.body)[0]
        return Preview(replace(rendered, subject=subject, body=body), self.order, self.party)


def scene(bench: Bench, template: Template, wanted: Wanted | None = None, *, is_wording: bool = False) -> Scene:
    """Gather what a text is looked at with; ``is_wording``: it is what one customer gets in place of a template.

    ``wanted`` is what the user chose. Else it is the newest running order that has the template's node, else the
    newest running one, else the newest of all; a text that confirms what was said takes the newest point still to
    confirm. A customer without an order gives what is known of it.
    """
    from tradedesk.domain.draft import Draft
    from tradedesk.ledger import orders, parties, texts
    from tradedesk.services.about import about_of
    from tradedesk.services.facts import facts_of

    read = bench.ledger.read
    signs = texts.signature(read, template.language) is not None
    party_id, order_id, point_id = _about_what(bench, template, wanted)
    base = _base(bench, template) if is_wording else None
    if party_id is None:
        return Scene({}, "", "", signs, bench.renderer, base)
    nodes = orders.nodes(read, order_id) if order_id is not None else ()
    node = next((each.id for each in nodes if each.code == template.node), None)
    draft = Draft(
        0, party_id, order_id, template.code, template.language, template.purpose, "", "", node_id=node,
        point_id=point_id,
    )  # fmt: skip
    facts = facts_of(about_of(bench, draft), template.language, bench.now())
    number = orders.order(read, order_id).number if order_id is not None else ""
    return Scene(facts, number, parties.party(read, party_id).label, signs, bench.renderer, base)


def _base(bench: Bench, wording: Template) -> Template | None:
    """The template that a wording stands in for, if it is there still."""
    from tradedesk.services import templates

    try:
        return templates.choose(bench, wording.code, wording.language)
    except NotThere:
        return None


def look(bench: Bench, template: Template, wanted: Wanted | None = None) -> Look:
    """Check a text as it is being typed, and where it is sound, show it on a real order."""
    return scene(bench, template, wanted).look(template)


def preview(bench: Bench, template: Template, wanted: Wanted | None = None) -> Preview:
    """A sound text with the facts of a real order. Raises RuleSaysNo for one that is not."""
    return scene(bench, template, wanted).preview(template)


def found(bench: Bench, search: str) -> list[SubjectRow]:
    """Orders and customers to choose from, a handful; without a search the newest running orders."""
    return subjects.found(bench.ledger.read, search)


def as_wording(template: Template) -> Template:
    """A customer's own wording as it is checked: what it leaves out is the user's choice."""
    return replace(template, required=())


def _about_what(bench: Bench, template: Template, wanted: Wanted | None) -> tuple[int | None, int | None, int | None]:
    """Party, order and point; (None, None, None) in a ledger without orders."""
    read = bench.ledger.read
    party = wanted.party_id if wanted is not None else None
    point = None
    if template.kind == TemplateKind.CONFIRMATION:
        point = subjects.newest_point(read, party)
    if wanted is not None and wanted.order_id is not None:
        return wanted.party_id, wanted.order_id, point[2] if point is not None else None
    if point is not None:
        return point
    order = subjects.newest(read, template.node, party)
    return (order[0], order[1], None) if order is not None else (party, None, None)
