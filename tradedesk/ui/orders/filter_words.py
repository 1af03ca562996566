"""The words of the filters of orders: fields, values, months, conditions as chips."""

from __future__ import annotations

from typing import Any

from tradedesk.services.order_finding import Choices, OrderFilter
from tradedesk.ui.orders import words
from tradedesk.ui.orders.finding import SEVERAL
from tradedesk.ui.widgets.conditions import Condition
from tradedesk.ui.wording import formats, language, tr


def field_name(field: str) -> str:
    """The name of a field."""
    return {
        "customers": tr("Customer"),
        "stages": tr("Stage"),
        "sides": tr("How it stands"),
        "waiting": tr("Waiting for"),
        "ordered": tr("Ordered in"),
        "delivery": tr("Delivery in"),
        "people": tr("Who does it"),
        "countries": tr("Country"),
        "currencies": tr("Currency"),
    }[field]


def value_name(field: str, value: Any, choices: Choices | None) -> str:
    """The words for one value of a field."""
    if field == "customers":
        return choices.customers.get(value, "…") if choices is not None else "…"
    if field == "countries" and choices is not None and value in choices.countries:
        return choices.countries[value].name(language())
    plain = {
        "stages": words.stage,
        "sides": words.side,
        "waiting": words.node,
        "ordered": formats.month,
        "delivery": formats.month,
    }
    return plain[field](value) if field in plain else str(value)


def conditions(chosen: OrderFilter, choices: Choices | None) -> list[Condition]:
    """Every condition in force, in the order of the panel."""
    said = {
        "waiting": lambda named: tr("Waiting for {point}", point=named),
        "ordered": lambda named: tr("Ordered {month}", month=named),
        "delivery": lambda named: tr("Delivery {month}", month=named),
    }
    found = []
    for field in SEVERAL:
        for value in getattr(chosen, field):
            named = value_name(field, value, choices)
            found.append(Condition(field, value, said[field](named) if field in said else named))
    return found
