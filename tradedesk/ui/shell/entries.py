"""The places on the rail: in which order, with which icon, under which words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from tradedesk.ui.wording import tr


class Entry(NamedTuple):
    """One place on the rail; ``badge`` is the chip role of its number."""

    page: str
    title: Callable[[], str]
    icon: str
    badge: str = "neutral"
    bottom: bool = False


ENTRIES: tuple[Entry, ...] = (
    Entry("today", lambda: tr("Today"), "sun", "bad"),
    Entry("customers", lambda: tr("Customers"), "building-2"),
    Entry("orders", lambda: tr("Orders"), "package"),
    Entry("compose", lambda: tr("Compose"), "pen-line"),
    Entry("log", lambda: tr("Log"), "messages-square"),
    Entry("templates", lambda: tr("Templates"), "file-text"),
    Entry("playbooks", lambda: tr("Playbooks"), "life-buoy", "bad"),
    Entry("reports", lambda: tr("Reports"), "chart-column"),
    Entry("settings", lambda: tr("Settings"), "settings", bottom=True),
)


def title_of(page: str) -> str:
    """The words for a page; pages that are not on the rail have their own."""
    extra = {
        "exchange": lambda: tr("Import"),
        "export": lambda: tr("Export"),
        "doubles": lambda: tr("Entered twice"),
        "products": lambda: tr("Products"),
        "receivables": lambda: tr("Receivables"),
        "takeover": lambda: tr("Take over"),
        "welcome": lambda: tr("Welcome"),
    }
    for entry in ENTRIES:
        if entry.page == page:
            return entry.title()
    return extra[page]() if page in extra else page.capitalize()
