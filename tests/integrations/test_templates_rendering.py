"""Rendering: facts become text, missing ones become marks, and no text can do harm."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.template import FACTS, Rendered, Template, TemplateFault
from tradedesk.integrations.templates.renderer import TemplateRenderer, worker_command


@pytest.fixture(scope="module")
def renderer() -> Iterator[TemplateRenderer]:
    with TemplateRenderer() as one:
        one.warm_up()
        yield one


@pytest.fixture
def hurried() -> Iterator[TemplateRenderer]:
    # Half of the usual time is still a hundred times what an honest text needs, and keeps these tests short.
    with TemplateRenderer(time_limit=1.0) as one:
        one.warm_up()
        yield one


def text(body: str, subject: str = "Update", required: tuple[str, ...] = ()) -> Template:
    return Template("own", "en", "order", "Own", "自定", "progress", "", subject, body, required, builtin=False)


def refused(renderer: TemplateRenderer, template: Template, facts: dict[str, str] | None = None) -> RuleSaysNo:
    """Render what must be refused, then see that the renderer still works."""
    with pytest.raises(RuleSaysNo) as error:
        renderer.render(template, facts or {})
    assert renderer.render(text("well"), {}).body == "well"
    return error.value


# What an honest text gives


def test_a_fact_stands_where_the_template_names_it(renderer: TemplateRenderer) -> None:
    template = text("{{ contact.salutation }},\n\norder {{ order.number }}.", subject="Order {{ order.number }}")
    rendered = renderer.render(template, {"contact.salutation": "Dear Mr. Brandt", "order.number": "TD-2026-0131"})
    assert rendered == Rendered("Order TD-2026-0131", "Dear Mr. Brandt,\n\norder TD-2026-0131.", ())


def test_a_blank_fact_is_marked_in_its_place_and_reported_c1(renderer: TemplateRenderer) -> None:
    rendered = renderer.render(text("Lead time: {{ order.lead_time }}"), {"order.lead_time": " "})
    assert rendered.body == "Lead time: ⟦order.lead_time⟧"
    assert rendered.missing == ("order.lead_time",)


def test_a_blank_fact_is_still_marked_after_a_filter(renderer: TemplateRenderer) -> None:
    rendered = renderer.render(text("{{ order.number|upper }} {{ order.moq|trim }}"), {})
    assert rendered.missing == ("order.number", "order.moq")


def test_required_facts_are_reported_first_even_when_the_text_does_not_reach_them(renderer: TemplateRenderer) -> None:
    body = "{{ order.number }}{% if order.total %}{{ order.incoterm }}{% endif %}"
    assert renderer.render(text(body, required=("order.incoterm",)), {}).missing == ("order.incoterm", "order.number")


def test_a_line_for_a_fact_that_is_not_there_leaves_no_gap(renderer: TemplateRenderer) -> None:
    body = "A\n{% if order.buyer_ref %}\n- Your reference: {{ order.buyer_ref }}\n{% endif %}\nB"
    assert renderer.render(text(body), {}).body == "A\nB"
    assert renderer.render(text(body), {"order.buyer_ref": "PO 7"}).body == "A\n- Your reference: PO 7\nB"


def test_plain_text_is_not_escaped_for_html(renderer: TemplateRenderer) -> None:
    assert renderer.render(text("{{ party.name }}"), {"party.name": "Möbel & <Söhne>"}).body == "Möbel & <Söhne>"


# Facts are data


@settings(max_examples=60)
@given(
    value=st.one_of(
        st.sampled_from(
            ["{{ 7*7 }}", "{% raw %}", "{# x", "{{ order.number }}", "%s", "{0}", "{% include 'x' %}", "\ud83d", "\0"]
        ),
        st.text(alphabet="{}%# \n\"'<&⟦⟧ab\u202e\ud800中", min_size=1),
        st.text(min_size=1),
    )
)
def test_a_fact_is_never_evaluated_whatever_it_says(renderer: TemplateRenderer, value: str) -> None:
    rendered = renderer.render(text("[{{ party.name }}|{{ party.name }}]"), {"party.name": value})
    shown = value if value.strip() else "⟦party.name⟧"
    assert rendered.body == f"[{shown}|{shown}]"


@settings(max_examples=60)
@given(value=st.text(alphabet="ab:\r\n\t\0\x0b\x0c\x1c\x85\u2028\u2029 ", min_size=1).map(lambda end: f"x{end}x"))
def test_a_fact_with_a_line_break_never_gets_into_the_subject(renderer: TemplateRenderer, value: str) -> None:
    template = text("{{ party.name }}", subject="For {{ party.name }}: order")
    if len(value.splitlines()) == 1 and not set(value) & set("\t\0"):
        assert renderer.render(template, {"party.name": value}).subject == f"For {value}: order"
        return
    with pytest.raises(RuleSaysNo) as error:
        renderer.render(template, {"party.name": value})
    assert (error.value.code, error.value.field) == ("template-subject-fact-not-one-line", "subject")
    assert error.value.facts["name"] == "party.name"


def test_a_subject_that_breaks_its_own_line_is_refused(renderer: TemplateRenderer) -> None:
    for subject in ("Order\nBcc: x@example.com", "Order{{ '\\nBcc: x@example.com' }}"):
        assert refused(renderer, text("", subject=subject)).code == "template-subject-not-one-line"


def test_only_known_facts_with_text_are_taken(renderer: TemplateRenderer) -> None:
    assert refused(renderer, text(""), {"order.colour": "red"}).facts == {"line": "0", "name": "order.colour"}
    live = {"order.number": SimpleNamespace(execute="select 1")}
    assert refused(renderer, text("{{ order.number }}"), live).code == "template-fact-not-text"  # type: ignore[arg-type]


# Texts that are wrong


@pytest.mark.parametrize(
    ("body", "code", "line", "name"),
    [
        ("one\ntwo\n{{ order.colour }}", "template-unknown-fact", "3", "order.colour"),
        ("{% if false %}\n{{ order['colour'] }}{% endif %}", "template-unknown-fact", "2", "order.colour"),
        ("{{ customer }}", "template-unknown-fact", "1", "customer"),
        ("{{ order }}", "template-unknown-fact", "1", "order"),
        ("{{ order.items() }}", "template-unknown-fact", "1", "order.items"),
        ("\n{{ order.number", "template-syntax", "2", None),
        ("\n\n{% fi %}", "template-syntax", "3", None),
        ("\n{{ order.number|shout }}", "template-unknown-filter", "2", "shout"),
        ("\n{% if order.number is loud %}{% endif %}", "template-unknown-filter", "2", "loud"),
        ("\n{{ 1 / 0 }}", "template-cannot-compute", "2", None),
        ("\n{{ 'a' + 1 }}", "template-cannot-compute", "2", None),
        ("\n{{ order.number.colour }}", "template-not-there", "2", None),
        ("\n{{ order.number.split() }}", "template-not-text", "2", None),
    ],
)
def test_a_typing_error_is_named_with_its_line(
    renderer: TemplateRenderer, body: str, code: str, line: str, name: str | None
) -> None:
    error = refused(renderer, text(body))
    assert (error.code, error.field, error.facts["line"], error.facts.get("name")) == (code, "body", line, name)
    found = renderer.check(text(body))[0]
    assert (found.code, found.field, found.line) == (code, "body", int(line))


def test_a_check_names_everything_that_can_be_read_from_the_text(renderer: TemplateRenderer) -> None:
    template = text("{{ order.colour }}\n{{ order.size }}", subject="{{ x }}", required=("order.weight",))
    assert renderer.check(template) == [
        TemplateFault(1, "template-unknown-fact", (("name", "x"),), "subject"),
        TemplateFault(1, "template-unknown-fact", (("name", "order.colour"),), "body"),
        TemplateFault(2, "template-unknown-fact", (("name", "order.size"),), "body"),
        TemplateFault(0, "template-unknown-fact", (("name", "order.weight"),), "required"),
    ]


def test_a_required_fact_without_a_place_in_the_text_is_a_fault(renderer: TemplateRenderer) -> None:
    faults = renderer.check(text("{{ order.moq }}", required=("order.moq", "order.lead_time")))
    assert faults == [TemplateFault(0, "template-required-unused", (("name", "order.lead_time"),), "required")]


def test_a_check_sees_what_only_happens_when_a_fact_is_there(renderer: TemplateRenderer) -> None:
    faults = renderer.check(text("{% if order.moq %}\n{{ 1/0 }}{% endif %}"))
    assert faults == [TemplateFault(2, "template-cannot-compute", (), "body")]


def test_a_sound_text_has_no_faults(renderer: TemplateRenderer) -> None:
    assert renderer.check(text("{{ order.moq }}", subject="{{ order.number }}", required=("order.moq",))) == []


# Texts that mean harm


@pytest.mark.parametrize(
    "body",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ order.number.__class__ }}",
        "{{ order['__class__'] }}",
        "{{ ''|attr('__class__') }}",
        "{{ ''|attr('format')|attr('__globals__') }}",
        "{{ '{0.__class__.__mro__}'.format('') }}",
        "{{ '{x.__class__}'.format_map({'x': ''}) }}",
        "{% set f = '{0.__class__}'.format %}{{ f('') }}",
        "{{ ['{0.__class__}']|map('format')|map('attr', '__class__')|list }}",
        "{% set list = [1] %}{{ list.append(2) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ self._TemplateReference__context }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ namespace() }}",
        "{{ joiner() }}",
        "{{ dict() }}",
        "{% for n in range(99999) %}{% endfor %}",
        "{{ lipsum(n=1000000) }}",
        "{% include 'own' %}",
        "{% extends 'own' %}",
        "{% import 'own' as own %}",
        "{% from 'own' import own %}",
        "{{ con.execute('select 1').fetchone() }}",
        "{{ ''.upper }}",
    ],
)
def test_a_text_that_reaches_for_more_than_facts_is_refused_at_once(renderer: TemplateRenderer, body: str) -> None:
    start = time.perf_counter()
    error = refused(renderer, text(body))
    assert time.perf_counter() - start < 0.9
    assert error.code in {
        "template-not-allowed",
        "template-forbidden",
        "template-unknown-fact",
        "template-not-text",
        "template-cannot-compute",
    }


DOUBLING = "{% set a = 'aaaaaaaaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}"


@pytest.mark.parametrize(
    "body",
    [
        "{{ 9**(9**9) }}",
        "{% for i in 'a'*99999 %}{% for j in 'a'*99999 %}{% endfor %}{% endfor %}",
        DOUBLING,
        "{{ 'a'*10**10 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ 'a'.center(10**10) }}",
        "{{ 'a'|center(10**10) }}",
        "{{ '{:>9999999999}'.format(1) }}",
        "{{ ('a'*9999)|replace('a', 'a'*999999) }}",
    ],
)
def test_a_text_that_takes_too_much_is_ended(hurried: TemplateRenderer, body: str) -> None:
    start = time.perf_counter()
    assert refused(hurried, text(body)).code == "template-too-heavy"
    assert time.perf_counter() - start < 2.5  # the limit of 1 s, and a new process for the text after it
    assert [one.code for one in hurried.check(text(body))] == ["template-too-heavy"]
    assert hurried.render(text("well"), {}).body == "well"


def test_the_usual_limit_is_two_seconds() -> None:
    with TemplateRenderer() as usual:
        usual.warm_up()
        start = time.perf_counter()
        with pytest.raises(RuleSaysNo) as error:
            usual.render(text("{{ 9**(9**9) }}"), {})
        assert 1.9 < time.perf_counter() - start < 3
    assert error.value.facts == {"line": "0", "seconds": "2"}


@pytest.mark.parametrize(
    "body",
    [
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "[" * 3000 + "1" + "]" * 3000 + " }}",
        "{% if true %}" * 2000 + "{% endif %}" * 2000,
    ],
)
def test_a_text_within_itself_again_and_again_is_refused(renderer: TemplateRenderer, body: str) -> None:
    assert refused(renderer, text(body)).code == "template-too-deep"


def test_a_hundred_thousand_conditions_are_too_long_to_be_read(renderer: TemplateRenderer) -> None:
    error = refused(renderer, text("{% if true %}{% endif %}" * 100_000))
    assert (error.code, error.field, error.facts["kib"]) == ("template-too-long", "body", "64")
    assert refused(renderer, text("", subject="货" * 22_000)).field == "subject"


def test_a_longer_result_than_a_mail_can_be_is_refused(renderer: TemplateRenderer) -> None:
    body = "{% for i in 'a'*2000 %}{{ party.name }}{% endfor %}"
    assert refused(renderer, text(body), {"party.name": "x" * 1000}).code == "template-output-too-long"


# The process


def test_many_threads_may_render_at_once(renderer: TemplateRenderer) -> None:
    results: dict[int, str] = {}

    def work(number: int) -> None:
        for _ in range(10):
            results[number] = renderer.render(text(f"{number} {{{{ order.number }}}}"), {"order.number": "TD"}).body

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {number: f"{number} TD" for number in range(8)}


def test_a_render_process_that_was_killed_from_outside_is_replaced() -> None:
    with TemplateRenderer() as one:
        one.warm_up()
        process = one._process._process  # type: ignore[union-attr]
        process.kill()
        process.wait()
        assert one.render(text("well"), {}).body == "well"


def test_a_closed_renderer_has_no_process_left() -> None:
    one = TemplateRenderer()
    one.warm_up()
    process = one._process._process  # type: ignore[union-attr]
    one.close()
    assert process.poll() is not None
    one.close()
    with pytest.raises(RuntimeError):
        one.render(text(""), {})


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="reads the process table")
def test_a_program_that_dies_without_closing_leaves_no_process() -> None:
    program = (
        "import os; from tradedesk.integrations.templates.renderer import TemplateRenderer as R; r = R(); r.warm_up();"
        "print(r._process._process.pid, flush=True); os._exit(9)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert result.returncode == 9
    worker = Path("/proc") / result.stdout.strip()
    deadline = time.monotonic() + 5
    while worker.exists() and time.monotonic() < deadline:
        if " Z " in (worker / "stat").read_text("utf-8"):
            break  # ended, and only waiting for the system to take note
        time.sleep(0.02)
    else:
        assert not worker.exists()


ROOT = Path(__file__).resolve().parents[2]


def test_nothing_from_the_working_directory_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("jinja2", "json", "tradedesk"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(7)", "utf-8")
    monkeypatch.chdir(tmp_path)
    with TemplateRenderer() as one:
        assert one.render(text("well"), {}).body == "well"


def test_a_render_process_that_cannot_start_is_said_so(tmp_path: Path) -> None:
    for command in ([str(tmp_path / "not-there")], [sys.executable, "-c", "raise SystemExit(1)"]):
        with TemplateRenderer(command=command) as one, pytest.raises(NeighbourFailed) as error:
            one.render(text(""), {})
        assert error.value.code == "template-renderer-unavailable"


def test_the_frozen_program_is_its_own_render_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert worker_command()[-1] == "tradedesk.integrations.templates.worker"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert worker_command() == [sys.executable, "--render-worker"]


def test_no_fact_hides_behind_another() -> None:
    groups = {name.split(".")[0] for name in FACTS}
    assert not groups & set(FACTS)
