"""Templates and facts that mean harm: none reaches Python, a file or the network, none hangs, none forges a header."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.culture import Tone
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.template import FACTS, Template, is_one_line
from tradedesk.integrations.templates.renderer import TemplateRenderer
from tradedesk.integrations.templates.shipped import load_shipped
from tradedesk.runtime.resources import resource_path

SHIPPED = load_shipped(resource_path("templates"))

#: What a text can be refused for; anything else would be a fault of ours.
REFUSALS = {
    "template-cannot-compute", "template-forbidden", "template-not-allowed", "template-not-text", "template-not-there",
    "template-output-too-long", "template-subject-fact-not-one-line", "template-subject-not-one-line",
    "template-syntax", "template-too-deep", "template-too-heavy", "template-too-long", "template-unknown-fact",
    "template-unknown-filter",
}  # fmt: skip

#: How Python shows what is no text: none of it may stand in a letter.
INSIDES = ("<class ", " object at 0x", "<module ", "__globals__", "<Environment", "builtins")


@pytest.fixture(scope="module")
def renderer() -> Iterator[TemplateRenderer]:
    with TemplateRenderer() as one:
        one.warm_up()
        yield one


@pytest.fixture
def hurried() -> Iterator[TemplateRenderer]:
    # A hundred times what an honest text needs, and a process of its own, since this one is ended.
    with TemplateRenderer(time_limit=0.6) as one:
        one.warm_up()
        yield one


def text(body: str, subject: str = "Update") -> Template:
    return Template("own", "en", "order", "Own", "自定", "progress", "", subject, body, (), builtin=False)


def tried(renderer: TemplateRenderer, template: Template, facts: dict[str, str] | None = None) -> str:
    """What became of it: the finished text, or the code for which it was refused; the renderer works afterwards."""
    refusal = None
    try:
        rendered = renderer.render(template, facts or {})
    except RuleSaysNo as no:
        refusal = no.code
    if refusal is not None:
        assert refusal in REFUSALS
        return refusal
    assert is_one_line(rendered.subject)
    return rendered.body


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''['__cla' ~ 'ss__'] }}",
        "{{ ''|attr('__cla' ~ 'ss__') }}",
        "{{ ''['\\x5f\\x5fclass\\x5f\\x5f'] }}",
        "{{ ''|attr('\\x5f\\x5fclass\\x5f\\x5f') }}",
        "{{ ''.＿＿class＿＿ }}",
        "{{ ''.__ｃｌａｓｓ__ }}",
        "{{ [''] | map(attribute='__class__') | list }}",
        "{{ [''] | selectattr('__class__') | list }}",
        "{{ [''] | groupby('__class__') | list }}",
        "{{ [''] | sum(attribute='__class__') }}",
        "{{ '%s'.__mod__(1) }}",
        "{{ (1).__class__ }}",
        "{{ (1.5).real.__class__ }}",
        "{{ {}.__class__ }}",
        "{{ ({}|dictsort).__class__ }}",
        "{{ loop.__class__ }}",
        "{% for i in 'a' %}{{ loop._iterable }}{% endfor %}",
        "{% for i in 'a' %}{{ loop.__init__.__globals__ }}{% endfor %}",
        "{% macro m() %}{{ caller.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
        "{% macro m() %}{{ varargs.__class__ }}{% endmacro %}{{ m(1) }}",
        "{{ cycler('a', 'b').next.__globals__ }}",
        "{{ range(10**9) }}",
        "{% for i in range(10**9) %}x{% endfor %}",
        "{{ order }}",
        "{{ order.items() }}",
        "{{ order|list }}",
        "{{ order|tojson }}",
        "{{ order|pprint }}",
        "{% set o = order %}{{ o|attr('keys') }}",
        "{% for name in order %}{{ name }}{% endfor %}",
        "{{ self }}",
        "{{ self.body() }}",
        "{% block body %}{{ super() }}{% endblock %}",
        "{{ context }}",
        "{{ environment }}",
        "{{ request }}",
        "{{ config }}",
        "{{ g }}",
        "{{ __builtins__ }}",
        "{{ _ }}",
        "{% do 1 %}",
        "{% debug %}",
        "{% trans %}x{% endtrans %}",
        "{% import 'os' as os %}",
        "{% include '/etc/passwd' %}",
        "{% include ['a', 'b'] ignore missing %}",
        "{% extends order.number %}",
        "{{ 'abc'|random }}",
        "{{ 'abc'|shuffle }}",
        "{{ b'abc' }}",
        "{{ 'abc'.encode() }}",
        "{{ 'abc'.upper }}",
        "{{ namespace(a=1).a }}",
    ],
)
def test_no_text_reaches_anything_but_facts(renderer: TemplateRenderer, body: str) -> None:
    start = time.perf_counter()
    assert tried(renderer, text(body), {"order.number": "TD-1"}) in REFUSALS - {"template-too-heavy"}
    assert time.perf_counter() - start < 0.9


@pytest.mark.parametrize(
    "body",
    [
        "{{ '%s'|format('x' * 10**9) }}",
        "{{ '%*d'|format(10**9, 1) }}",
        "{{ ('a' * 10**6)|urlize }}",
        "{{ ('<' * 200000)|striptags }}",
        "{{ 'x'|indent(10**9) }}",
        "{{ ('a ' * 10**6)|wordwrap(1) }}",
        "{{ ('a' * 10**7)|list|length }}",
        "{{ 'a'.ljust(10**10) }}",
        "{{ ('a' * 10**5).replace('a', 'b' * 10**5) }}",
        "{{ 'a'.zfill(10**10) }}",
        "{{ 'a'|batch(10**9, '-')|list|length }}",
        "{{ 'a'.join('b' * 10**8) }}",
        "{% set a = 'ab' * 30000 %}{% for i in a %}{% for j in a %}{{ i }}{% endfor %}{% endfor %}",
        "{% for i in 'a' * 300 recursive %}{{ loop('a' * 300) }}{% endfor %}",
        "{{ 2 ** 10 ** 8 }}",
        "{{ 10 ** 10 ** 6 }}",
        "{% filter upper %}{{ 'a' * 10**9 }}{% endfilter %}",
        "{% set x %}{{ 'a' * 10**9 }}{% endset %}{{ x }}",
        "{{ '" + "🧨" * 10_000 + "'|upper|lower|title|wordwrap(1)|urlize }}",
    ],
)
def test_no_text_hangs_or_fills_the_memory(hurried: TemplateRenderer, body: str) -> None:
    start = time.perf_counter()
    tried(hurried, text(body))
    assert time.perf_counter() - start < 2
    assert tried(hurried, text("well")) == "well"


@pytest.mark.parametrize("depth", [50, 500, 5000])
@pytest.mark.parametrize(
    ("before", "middle", "after"),
    [
        ("(", "1", ")"),
        ("[", "1", "]"),
        ("-", "1", ""),
        ("not ", "1", ""),
        ("'a' ~ ", "'a'", ""),
        ("1 if 1 else ", "1", ""),
        ("", "'a'", "|upper"),
        ("", "'a'", "[0]"),
        ("", "'a'", ".upper()"),
    ],
)
def test_deep_nesting_is_worked_out_or_refused_and_breaks_nothing(
    renderer: TemplateRenderer, before: str, middle: str, after: str, depth: int
) -> None:
    tried(renderer, text("{{ " + before * depth + middle + after * depth + " }}"))
    assert tried(renderer, text("well")) == "well"


PIECES = [
    "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{{-", "for", "in", "if", "elif", "else", "endif",
    "endfor", "set", "endset", "macro", "endmacro", "call", "endcall", "filter", "endfilter", "block",
    "endblock", "include", "import", "from", "extends", "recursive", "with", "endwith", "raw", "endraw", "is",
    "not", "and", "or", "none", "true", "order", "number", "order.number", "my.name", "tone.warm", "order.moq",
    "self", "loop", "caller", "varargs", "cycler", "range", "lipsum", "dict", "namespace", "joiner",
    "__class__", "__init__", "__globals__", "attr", "format", "map", "select", "join", "list", "upper",
    "length", "string", "items", "keys", "x", "i", "m", "'a'", "'__class__'", "'{0.__class__}'", "'%s'", "0",
    "1", "9", "=", "==", "~", "+", "-", "*", "/", ".", ",", "|", "(", ")", "[", "]", "{", "}", ":", "⟦", "⟧",
    "\u202e", "＿＿class＿＿",
]  # fmt: skip


@settings(max_examples=150)
@given(
    pieces=st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=30),
    wrap=st.sampled_from(["{}", "{{{{ {} }}}}", "{{% if {} %}}x{{% endif %}}", "{{% set x = {} %}}{{{{ x }}}}"]),
)
def test_whatever_stands_in_a_text_it_is_finished_or_refused_and_shows_no_insides(
    renderer: TemplateRenderer, pieces: list[str], wrap: str
) -> None:
    source = wrap.format(" ".join(pieces))
    end = tried(renderer, text(source), {"order.number": "TD-1", "my.name": "Chen Yu"})
    if end not in REFUSALS:
        outside = end
        for word in PIECES:
            outside = outside.replace(word, "")
        assert not any(inside in outside for inside in INSIDES)
    assert isinstance(renderer.check(text(source)), list)


NASTY = st.one_of(
    st.sampled_from(
        [
            "{{ 7*7 }}", "{% for i in 'a' %}", "{#", "⟦order.number⟧", "⟦", "x\r\nBcc: evil@example.com",
            "x\nTo: y@z.w",
            "\u2028Bcc: a@b.c", "\x00", "\x85", "=?utf-8?q?x?=", "a" * 5000, "\u202eabc", "\ud83d", "%s%n{0}", "'\"<&>",
            "السيد", "株式会社", "👩‍👩‍👧‍👦", "\u0301" * 50,
        ]
    ),
    st.text(min_size=1, max_size=40),
)  # fmt: skip


@settings(max_examples=80)
@given(template=st.sampled_from(SHIPPED), tone=st.sampled_from(Tone), values=st.lists(NASTY, min_size=4, max_size=4))
def test_no_fact_makes_a_shipped_text_do_anything_or_breaks_its_subject(
    renderer: TemplateRenderer, template: Template, tone: Tone, values: list[str]
) -> None:
    names = [name for name in FACTS if not name.startswith("tone.")]
    facts = {name: values[at % len(values)] for at, name in enumerate(names)}
    facts[f"tone.{tone}"] = str(tone)
    refusal = None
    try:
        rendered = renderer.render(template, facts)
    except RuleSaysNo as no:
        refusal = no
    if refusal is not None:
        assert refusal.code == "template-subject-fact-not-one-line"
        assert not is_one_line(facts[refusal.facts["name"]])
        return
    assert is_one_line(rendered.subject)
    assert "49" not in rendered.body or "7*7" not in "".join(values) or any("49" in value for value in values)
    for name in template.required:
        assert facts[name] in rendered.body + rendered.subject or not facts[name].strip()
