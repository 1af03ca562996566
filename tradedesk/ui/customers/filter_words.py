"""The words of filters: fields, values, conditions as chips."""

from __future__ import annotations

from collections.abc import Mapping

from tradedesk.domain.country import Country
from tradedesk.services.finding import CustomerFilter
from tradedesk.ui.customers import words
from tradedesk.ui.customers.finding import SEVERAL
from tradedesk.ui.widgets.conditions import Condition
from tradedesk.ui.wording import language, tr, trn

#: Days without contact that are offered.
QUIET = (14, 30, 60, 90, 180, 365)


def field_name(field: str) -> str:
    """The name of a field."""
    return {
        "countries": tr("Country"),
        "tiers": tr("Tier"),
        "tags": tr("Tag"),
        "categories": tr("Category"),
        "sources": tr("Source"),
        "languages": tr("Language"),
        "channels": tr("Can be reached by"),
        "domain": tr("Mail domain"),
        "bounced": tr("Bounced address"),
        "quiet_days": tr("No contact for"),
        "open_orders": tr("Open orders"),
    }[field]


def value_name(field: str, value: str, countries: Mapping[str, Country]) -> str:
    """The words for one value."""
    if field == "countries" and value in countries:
        return countries[value].name(language())
    return words.channel_named(value) if field == "channels" else value


def days(number: int) -> str:
    """ "30 days"."""
    return trn("{n} day", "{n} days", number)


def conditions(chosen: CustomerFilter, countries: Mapping[str, Country]) -> list[Condition]:
    """Every condition in force, in the order of the panel."""
    found = []
    for field in SEVERAL:
        for value in getattr(chosen, field):
            named = value_name(field, value, countries)
            told = tr("Has {channel}", channel=named) if field == "channels" else named
            found.append(Condition(field, value, told))
    if chosen.domain:
        found.append(Condition("domain", chosen.domain, f"@{chosen.domain.rpartition('@')[2]}"))
    if chosen.bounced:
        found.append(Condition("bounced", "", tr("Bounced address")))
    if chosen.quiet_days:
        told = trn("No contact for {n} day", "No contact for {n} days", chosen.quiet_days)
        found.append(Condition("quiet_days", str(chosen.quiet_days), told))
    if chosen.open_orders:
        told = tr("With open orders") if chosen.open_orders == "yes" else tr("Without open orders")
        found.append(Condition("open_orders", chosen.open_orders, told))
    return found
