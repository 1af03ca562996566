"""What the two entries hold, side by side: their people, their addresses with the cells, and which cell stays."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tradedesk.domain.address import Channel, MailboxKind
from tradedesk.domain.purpose import Role
from tradedesk.services.duplicates import CellOf, Comparison, Held, Side
from tradedesk.ui.widgets import PlainLabel
from tradedesk.ui.wording import joined, tr
from tradedesk.ui.wording.told import term

#: People, addresses and cells shown of an entry; the rest is counted.
_SHOWN = 12


def grid_of_sides() -> QGridLayout:
    """A column for names, and one for each of the two entries."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 130)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    return grid


def both_sides(seen: Comparison) -> QGridLayout:
    """The cells that differ, the people, and the addresses; one that both hold stands in one row."""
    grid = grid_of_sides()
    _different(grid, seen)
    _name(grid, tr("People"))
    row = grid.rowCount() - 1
    for place, side in enumerate(seen.sides, 1):
        grid.addWidget(_people(side), row, place, Qt.AlignmentFlag.AlignTop)
    _name(grid, tr("Addresses"))
    _addresses(grid, seen)
    return grid


def _different(grid: QGridLayout, seen: Comparison) -> None:
    if not seen.cells:
        return
    _name(grid, tr("Said differently"))
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    for each in seen.cells[:_SHOWN]:
        column.addWidget(PlainLabel(_stays(each), size="small", tone="warn", wrap=True))
    if len(seen.cells) > _SHOWN:
        column.addWidget(_more(len(seen.cells) - _SHOWN))
    grid.addWidget(holder, grid.rowCount() - 1, 1, 1, 2)


def _name(grid: QGridLayout, words: str) -> None:
    row = grid.rowCount()
    grid.addWidget(PlainLabel(words, tone="muted", size="small"), row, 0, Qt.AlignmentFlag.AlignTop)


def _people(side: Side) -> PlainLabel:
    more = len(side.people) - _SHOWN
    words = "\n".join([*side.people[:_SHOWN], *([tr("and {n} more", n=more)] if more > 0 else [])])
    return PlainLabel(words or tr("nobody"), tone="" if words else "muted", wrap=True)


def _addresses(grid: QGridLayout, seen: Comparison) -> None:
    row = grid.rowCount() - 1
    for place, side in enumerate(seen.sides, 1):
        for below, each in enumerate(side.held[:_SHOWN]):
            grid.addWidget(_held(each), row + below, place, Qt.AlignmentFlag.AlignTop)
        if len(side.held) > _SHOWN:
            grid.addWidget(_more(len(side.held) - _SHOWN), row + _SHOWN, place)
        elif not side.held:
            grid.addWidget(PlainLabel(tr("none"), tone="muted"), row, place)


def _held(each: Held) -> QWidget:
    """An address, below it what it is and what it is for."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    address = each.address
    column.addWidget(PlainLabel(address.value, wrap=True))
    if address.channel is not Channel.MAIL:
        kind = term("channel", address.channel)
    elif address.kind is MailboxKind.DEPARTMENT and address.department is not None:
        kind = f"{term('kind', address.kind)} ({term('department', address.department)})"
    else:
        kind = term("kind", address.kind)
    parts = [kind, term("standing", address.standing), *(_cell(code, role) for code, role in each.cells)]
    column.addWidget(PlainLabel(joined(parts), tone="muted", size="small", wrap=True))
    return holder


def _cell(code: str, role: Role) -> str:
    return tr("{purpose}: {role}", purpose=term("purpose", code), role=term("role", role))


def _stays(each: CellOf) -> str:
    return tr("{address}, {purpose}: {first} on the left, {second} on the right. {stays} stays.",
              address=each.address, purpose=term("purpose", each.purpose), first=term("role", each.first),
              second=term("role", each.second), stays=term("role", each.stays))  # fmt: skip


def _more(count: int) -> PlainLabel:
    return PlainLabel(tr("and {n} more", n=count), tone="muted", size="small")
