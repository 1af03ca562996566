"""The tab "Files": documents of a party's orders and what went along with its messages, the newest first (G3)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tradedesk.services import party_files
from tradedesk.services.party_files import FileRow
from tradedesk.ui.customers.company_actions import CompanyActions
from tradedesk.ui.customers.history import HistoryTab
from tradedesk.ui.shell import links
from tradedesk.ui.widgets import Column, EmptyState, WindowModel
from tradedesk.ui.wording import formats, tr


def files_tab(actions: CompanyActions) -> HistoryTab:
    """The party's files; Enter or a double click opens one in the program the system has for it."""
    columns = [
        Column("name", lambda: tr("File"), lambda row: row.name, 0, sortable=False),
        Column("order", lambda: tr("Order"), lambda row: row.order_number or "—", 110, sortable=False),
        Column("version", lambda: tr("Version"), _version, 64, sortable=False),
        Column("day", lambda: tr("Date"), lambda row: _day(row.day), 86, sortable=False),
        Column("sent", lambda: tr("Where it went"), _sent, 230, sortable=False),
    ]
    model = WindowModel(actions.desk, party_files.ids, party_files.rows, columns)
    empty = EmptyState(
        "paperclip", tr("No files yet. Documents of the orders and what is attached to mails appear here.")
    )
    tab = HistoryTab(
        actions.desk, "customers.files", model, empty, lambda number: _open(actions, number), lambda found: found
    )
    tab.table.setAccessibleName(tr("Files"))
    return tab


def _open(actions: CompanyActions, number: int) -> None:
    def show(path: Path) -> None:
        if not links.open_file(path):
            actions.desk.refused.emit(tr("The system knows no program for {name}.", name=path.name))

    actions.open_file(number, show)


def _version(row: FileRow) -> str:
    return "—" if row.version is None else tr("v{n}", n=row.version)


def _day(stored: str) -> str:
    return formats.day(_moment(stored).date()) if stored else "—"


def _sent(row: FileRow) -> str:
    if row.came_from:
        return tr("from {who}", who=row.came_from)
    if not row.sent_to:
        return tr("not sent yet") if row.version is not None else "—"
    return tr("{who}, {day}", who=row.sent_to, day=_day(row.sent_at))


def _moment(stored: str) -> datetime:
    return datetime.strptime(stored, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
