"""Putting facts into a text with a sandboxed, strict Jinja2. Runs in the worker process only.

Facts come as plain text and leave as plain text: a fact is looked up, never evaluated. Only facts exist in a template;
there is nothing else to reach for. What cannot be known beforehand (time, memory) is limited by ``worker``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import TracebackType
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, UndefinedError, meta, nodes
from jinja2 import Template as CompiledTemplate
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tradedesk.domain.facts import FACTS
from tradedesk.domain.template import TemplateFault, is_one_line, marker

#: Characters of one rendered text.
OUTPUT_LIMIT = 1024 * 1024


class RefusedError(Exception):
    """The text cannot be rendered; ``faults`` say why, there is at least one."""

    def __init__(self, faults: list[TemplateFault]) -> None:
        super().__init__(faults[0].code)
        self.faults = faults


class BlankFact(str):
    """A fact that is known but empty: it reads as its mark ⟦name⟧, and as "no" in a condition."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


class NotTextError(Exception):
    """A template tried to print something that is neither text nor a number."""


def _only_text(value: object) -> object:
    if isinstance(value, (str, int, float, Undefined)):
        return value
    raise NotTextError


class TradeEnvironment(ImmutableSandboxedEnvironment):
    """A sandbox in which a group of facts has its facts and nothing else, not even the methods of a dict."""

    def __init__(self) -> None:
        super().__init__(
            undefined=StrictUndefined,
            finalize=_only_text,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # No range, lipsum, dict, cycler, joiner, namespace: a text needs none of them.
        self.globals.clear()
        # The same facts must always give the same text.
        del self.filters["random"]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up ``obj.attribute``."""
        if isinstance(obj, dict):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up ``obj[argument]``."""
        if isinstance(obj, dict) and isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


_ENVIRONMENT = TradeEnvironment()

#: What a text can raise. Anything else ends the process, and the program reports a text that could not be rendered.
_RAISED_BY_TEXTS = (
    TemplateError,
    NotTextError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NameError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


def _fault(code: str, field: str, line: int, name: str | None = None) -> TemplateFault:
    return TemplateFault(line, code, () if name is None else (("name", name),), field)


def render_message(subject: str, body: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """Put the facts into subject and body, and return the two. Raises RefusedError with the first fault.

    A fact that is not given is known but empty.
    """
    context = dict(_BLANK)
    for group, own in nested(facts).items():
        context[group] = {**_BLANK[group], **own}
    title = render_text(subject, "subject", context).strip()
    if not is_one_line(title):
        raise RefusedError([_broken_subject(subject, facts)])
    return title, render_text(body, "body", context)


def check_message(subject: str, body: str, required: list[str]) -> list[TemplateFault]:
    """Return everything that is wrong with a template: what can be read from it, then what a trial shows."""
    faults: list[TemplateFault] = []
    used: set[str] = set()
    for field, source in (("subject", subject), ("body", body)):
        try:
            used |= _facts_used(source, field)
            for sample in ("", "x"):
                render_text(source, field, nested(dict.fromkeys(FACTS, sample)))
        except RefusedError as refused:
            faults.extend(refused.faults)
    if not is_one_line(subject.strip()):
        faults.insert(0, _fault("template-subject-not-one-line", "subject", 0))
    faults.extend(_fault("template-unknown-fact", "required", 0, name=name) for name in required if name not in FACTS)
    if not faults:
        # A required fact without a place could neither be marked nor filled in.
        unused = (name for name in required if name not in used)
        faults.extend(_fault("template-required-unused", "required", 0, name=name) for name in unused)
    return faults


def nested(facts: Mapping[str, str]) -> dict[str, Any]:
    """Turn flat, dotted facts into the plain dicts that ``order.number`` is looked up in."""
    root: dict[str, Any] = {}
    for name, value in facts.items():
        group, fact, blank = _place(name)
        root.setdefault(group, {})[fact] = value if value and not value.isspace() else blank
    return root


@cache
def _place(name: str) -> tuple[str, str, BlankFact]:
    """Where a fact is looked up, and what stands there while it is empty; the names are those of FACTS."""
    group, _, fact = name.partition(".")
    return group, fact, BlankFact(marker(name))


_BLANK = nested(dict.fromkeys(FACTS, ""))


def render_text(source: str, field: str, context: dict[str, Any]) -> str:
    """Render one text. Raises RefusedError; MemoryError is left to end the process."""
    try:
        compiled = _compiled(source, field)
        parts: list[str] = []
        size = 0
        for part in compiled.root_render_func(compiled.new_context(context)):
            size += len(part)
            if size > OUTPUT_LIMIT:
                raise RefusedError([_fault("template-output-too-long", field, 0)])
            parts.append(part)
        return "".join(parts)
    except (RefusedError, MemoryError):
        raise
    except _RAISED_BY_TEXTS as error:
        raise RefusedError([_explained(error, field)]) from None


@lru_cache(maxsize=64)
def _compiled(source: str, field: str) -> CompiledTemplate:
    _facts_used(source, field)
    return _ENVIRONMENT.from_string(source)


@lru_cache(maxsize=64)
def _facts_used(source: str, field: str) -> frozenset[str]:
    """Return the names of the facts in the text. Raises RefusedError with everything that is not allowed in it."""
    try:
        tree = _ENVIRONMENT.parse(source)
        faults = list(_forbidden(tree, field))
        if faults:
            raise RefusedError(faults)
        outside = meta.find_undeclared_variables(tree) | {"self", "super"}
        references = dict.fromkeys(_references(tree, outside))
    except (TemplateSyntaxError, RecursionError) as error:
        raise RefusedError([_explained(error, field)]) from None
    faults = [_fault("template-unknown-fact", field, line, name=name) for name, line in references if name not in FACTS]
    if faults:
        raise RefusedError(sorted(faults, key=lambda one: one.line))
    return frozenset(name for name, _ in references)


_OTHER_TEXTS = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)


def _forbidden(tree: nodes.Template, field: str) -> Iterator[TemplateFault]:
    """Find other templates, private attributes, and filters and tests that do not exist."""
    for one in tree.find_all(_OTHER_TEXTS):
        yield _fault("template-not-allowed", field, one.lineno, name=type(one).__name__.lower())
    for name, _, line in _attributes(tree):
        if name.startswith("_"):
            yield _fault("template-not-allowed", field, line, name=name)
    for found in tree.find_all(nodes.Filter):
        if found.name not in _ENVIRONMENT.filters:
            yield _fault("template-unknown-filter", field, found.lineno, name=found.name)
    for test in tree.find_all(nodes.Test):
        if test.name not in _ENVIRONMENT.tests:
            yield _fault("template-unknown-filter", field, test.lineno, name=test.name)


def _references(tree: nodes.Template, outside: set[str]) -> Iterator[tuple[str, int]]:
    """Yield every name that must be a fact, dotted, with its line."""
    groups: set[int] = set()
    for name, base, line in _attributes(tree):
        if isinstance(base, nodes.Name) and base.name in outside:
            groups.add(id(base))
            yield f"{base.name}.{name}", line
    for bare in tree.find_all(nodes.Name):
        if bare.ctx == "load" and bare.name in outside and id(bare) not in groups:
            yield bare.name, bare.lineno


def _attributes(tree: nodes.Template) -> Iterator[tuple[str, nodes.Expr, int]]:
    """Yield every ``base.name`` and ``base["name"]``: the name, the base, the line."""
    for dotted in tree.find_all(nodes.Getattr):
        yield dotted.attr, dotted.node, dotted.lineno
    for item in tree.find_all(nodes.Getitem):
        if isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            yield item.arg.value, item.node, item.lineno


def _explained(error: Exception, field: str) -> TemplateFault:
    if isinstance(error, TemplateSyntaxError):
        return _fault("template-syntax", field, error.lineno)
    line = _line_of(error.__traceback__)
    if isinstance(error, RecursionError):
        return _fault("template-too-deep", field, line)
    if isinstance(error, SecurityError):
        return _fault("template-forbidden", field, line)
    if isinstance(error, UndefinedError):
        return _fault("template-not-there", field, line)
    if isinstance(error, NotTextError):
        return _fault("template-not-text", field, line)
    return _fault("template-cannot-compute", field, line)


def _line_of(trace: TracebackType | None) -> int:
    """Find the template's line at which it happened, 0 when it happened outside of any."""
    line = 0
    while trace is not None:
        compiled = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(compiled, CompiledTemplate):
            line = compiled.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _broken_subject(source: str, facts: Mapping[str, str]) -> TemplateFault:
    """Name the fact that broke the subject's line, or the subject itself when no fact did."""
    used = _facts_used(source, "subject")
    for name, value in facts.items():
        if name in used and not is_one_line(value):
            return _fault("template-subject-fact-not-one-line", "subject", 0, name=name)
    return _fault("template-subject-not-one-line", "subject", 0)
