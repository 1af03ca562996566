"""How days, times and lists stand in the ledger's text columns."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tradedesk.domain.reason import Reason

#: One for all: to make an encoder costs more than a short value.
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

_as_json = json.JSONEncoder(ensure_ascii=False).encode


def utc_text(moment: datetime) -> str:
    """An aware moment as UTC text, to the second."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def utc(text: str) -> datetime:
    """The aware UTC moment of a stored text."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)  # strptime would load locale and calendar at the start


def maybe_utc(text: str | None) -> datetime | None:
    """Like ``utc``, for a column that may be empty."""
    return utc(text) if text else None


def day_text(day: date | None) -> str | None:
    """A day as ISO text, or None."""
    return day.isoformat() if day else None


def maybe_day(text: str | None) -> date | None:
    """The day of a stored text, or None."""
    return date.fromisoformat(text) if text else None


def exact(text: str, empty: str = "0") -> Decimal:
    """An exact decimal; an empty column counts as ``empty``."""
    return Decimal(text or empty)


def exact_text(value: Decimal | None) -> str:
    """An exact decimal as text; empty for none."""
    return "" if value is None else str(value)


def maybe_exact(text: str) -> Decimal | None:
    """The exact decimal of a column, or None where it is empty."""
    return Decimal(text) if text else None


def words(items: tuple[str, ...]) -> str:
    """Several short words in one column."""
    return ",".join(items)


def split_words(text: str) -> tuple[str, ...]:
    """The words of such a column."""
    return tuple(word for word in text.split(",") if word) if text else ()


def reason_text(reason: Reason | None) -> str:
    """A reason as JSON text; empty for none."""
    return "" if reason is None else _as_json(reason_parts(reason))


def reason_of(text: str) -> Reason | None:
    """The reason of such a text."""
    return reason_from(json.loads(text)) if text else None


def reason_parts(reason: Reason) -> list[Any]:
    """A reason as plain values, to stand in JSON."""
    return [reason.code, reason.rule, list(reason.facts)]


def reason_from(parts: list[Any]) -> Reason:
    """The reason of such values."""
    code, rule, facts = parts
    return Reason(code, rule, tuple((name, value) for name, value in facts))


def json_text(value: Any) -> str:
    """Any plain value as compact JSON."""
    return _COMPACT.encode(value)
