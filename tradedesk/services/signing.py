"""What signs a message: the user's own signature in its language, else name, company and working hours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tradedesk.domain.errors import TradeError
from tradedesk.domain.own_text import as_template, signed
from tradedesk.domain.template import Template
from tradedesk.ledger import texts
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.services.facts import About

#: "working hours", as the shipped texts say it; English stands for every other language.
_HOURS = {
    "en": "working hours", "zh": "工作时间", "de": "Arbeitszeit", "fr": "heures de travail", "es": "horario",
    "pt": "horário de trabalho", "it": "orario di lavoro", "ru": "рабочее время", "tr": "çalışma saatleri",
    "ar": "ساعات العمل", "ja": "営業時間", "ko": "근무 시간", "pl": "godziny pracy",
}  # fmt: skip
_FULL_WIDTH = frozenset({"zh"})


def closing_lines(mine: Mapping[str, str], language: str) -> str:
    """Name, then company with working hours and zone, from the facts of the own side; what is unknown is left out."""
    tongue = language.partition("_")[0]
    company, hours, zone = (mine.get(f"my.{name}", "") for name in ("company", "working_hours", "zone"))
    if hours:
        where = (f"（{zone}）" if tongue in _FULL_WIDTH else f" ({zone})") if zone else ""
        company += f" · {_HOURS.get(tongue, _HOURS['en'])} {hours}{where}"
    return "\n".join(line for line in (mine.get("my.name", ""), company) if line)


def with_signature(bench: Bench, template: Template) -> Template:
    """The template as it is closed: with the user's signature where there is one in its language."""
    return signed(template) if texts.signature(bench.ledger.read, template.language) is not None else template


def signature_of(bench: Bench, about: About, language: str) -> str:
    """The user's signature with its facts put in; empty where there is none, or it cannot be read any more."""
    from tradedesk.services.facts import facts_of

    found = texts.signature(bench.ledger.read, language)
    if found is None:
        return ""
    try:
        return bench.renderer.render(as_template(found), facts_of(about, language, bench.now())).body.strip("\n")
    except TradeError:
        return ""
