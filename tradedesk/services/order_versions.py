"""Changes of what was agreed are versions (F1): kept with every change, agreed by somebody, confirmed in writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from tradedesk.domain import order_change
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import MessageId, OrderId
from tradedesk.domain.message import Medium
from tradedesk.domain.order import OrderFile
from tradedesk.domain.order_change import OrderVersion
from tradedesk.domain.point import Point
from tradedesk.ledger import messages, order_versions, orders
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.ledger.writer import Writer

__all__ = ["OrderVersion", "agree", "agree_as_typed", "changing", "forget", "note", "of_order"]


def of_order(bench: Bench, order_id: OrderId) -> tuple[OrderVersion, ...]:
    """All versions of an order, the newest first."""
    return order_versions.of_order(bench.ledger.read, order_id)


@contextmanager
def changing(bench: Bench, order_id: OrderId, label: str) -> Iterator[Writer]:
    """A unit of work on one order; what it changes of an offered or confirmed order is noted as a version."""
    before = orders.order_file(bench.ledger.read, order_id)
    with bench.ledger.write(label) as writer:
        yield writer
        note(bench, writer, before)


def note(bench: Bench, writer: Writer, before: OrderFile) -> None:
    """Note what changed since ``before`` as the order's newest version, in the unit of work that changed it (F1).

    A confirmed order gets a point to confirm; an offered one is a revised offer. Changes in a row are one version
    until it is confirmed, agreed or told.
    """
    agreed, offered = order_change.is_agreed(before.order), order_change.is_offered(before.order)
    if not agreed and not offered:
        return
    after = orders.order_file(writer, before.order.id)
    changes = order_change.difference(before, after)
    newest = order_versions.newest(writer, before.order.id)
    if newest is not None and _takes_more(writer, newest, agreed):
        together = order_change.merged(newest.changes, changes, after)
        if together != newest.changes:
            _go_on(bench, writer, newest, together, after)
        return
    if not changes:
        return
    number = (newest.number if newest else 1) + 1
    fresh = OrderVersion(0, before.order.id, number, bench.now(), changes)
    if agreed:
        text = _text(bench, writer, after, changes)
        point = Point(0, text, fresh.at, str(Medium.OTHER), after.order.party_id, after.order.id, None)
        fresh = replace(fresh, point_id=messages.add_point(writer, point))
    order_versions.add(writer, fresh)


def agree(
    bench: Bench,
    version_id: int,
    *,
    by: str,
    medium: str = "",
    on: date | None = None,
    message: MessageId | None = None,
) -> None:
    """Say who agreed to a change, where and when; a mail is the written confirmation itself (F1).

    ``on`` is a day of the user's own zone. Raises RuleSaysNo (field by, on or message).
    """
    version = order_versions.one(bench.ledger.read, version_id)
    if not by.strip() and message is None:
        raise RuleSaysNo("change-agreed-by-nobody", "by")
    if on is not None and on > bench.today():
        raise RuleSaysNo("not-yet-happened", "on", day=on.isoformat())
    told = messages.message(bench.ledger.read, message) if message is not None else None
    if told is not None and told.order_id not in (None, version.order_id):
        raise RuleSaysNo("message-of-another-order", "message")
    with bench.ledger.write("change-agreed") as writer:
        where = str(told.medium) if told else medium
        day = on or (bench.today() if told is None else None)
        order_versions.save(writer, replace(
            version, agreed_by=" ".join(by.split()), medium=where, agreed_on=day, message_id=message,
        ))  # fmt: skip
        if version.point_id is None:
            return
        writer.update("points", version.point_id, {"medium": where or str(Medium.OTHER), "said_in": message})
        if told is not None:
            writer.update("points", version.point_id, {"said_at": told.at.strftime("%Y-%m-%dT%H:%M:%SZ")})
        if told is not None and told.medium is Medium.MAIL:
            writer.update("points", version.point_id, {"confirmed_by": message})


def agree_as_typed(bench: Bench, version_id: int, by: str, medium: str, day: str, message: MessageId | None) -> None:
    """As ``agree``, with the day as it was typed. Raises RuleSaysNo (field by, on or message)."""
    from tradedesk.services.order_cells import day as read_day

    agree(bench, version_id, by=by, medium=medium, on=read_day("on", day), message=message)


def forget(bench: Bench, version_id: int) -> None:
    """It was only a slip of the pen put right: no change, and nothing to confirm."""
    version = order_versions.one(bench.ledger.read, version_id)
    with bench.ledger.write("change-forgotten") as writer:
        _drop(writer, version)


def _takes_more(writer: Writer, newest: OrderVersion, agreed: bool) -> bool:
    """Whether the next change belongs to the newest version: nobody agreed to it or was told of it yet."""
    if agreed:
        told = "select exists (select 1 from drafts where point_id = ? and message_id is not null)"
        open_still = newest.to_confirm and newest.message_id is None and not newest.agreed_by
        return open_still and not writer.value(told, (newest.point_id,))
    sent = "select exists (select 1 from messages where order_id = ? and direction = 'out' and at > ?)"
    at = newest.at.strftime("%Y-%m-%dT%H:%M:%SZ")
    return newest.point_id is None and not writer.value(sent, (newest.order_id, at))


def _go_on(
    bench: Bench, writer: Writer, newest: OrderVersion, changes: tuple[order_change.Change, ...], after: OrderFile
) -> None:
    if not changes:
        _drop(writer, newest)
        return
    order_versions.save(writer, replace(newest, changes=changes, at=bench.now()))
    if newest.point_id is not None:
        writer.update("points", newest.point_id, {"text": _text(bench, writer, after, changes)})


def _drop(writer: Writer, version: OrderVersion) -> None:
    writer.delete("order_versions", version.id)
    if version.point_id is None:
        return
    for row in writer.all("select id from drafts where point_id = ?", (version.point_id,)):
        writer.update("drafts", row[0], {"point_id": None})
    writer.delete("points", version.point_id)


def _text(bench: Bench, writer: Writer, after: OrderFile, changes: tuple[order_change.Change, ...]) -> str:
    """In the customer's language as far as it is one of the two: the text goes into the mail that confirms it."""
    from tradedesk.services.order_change_words import point_text

    languages = str(writer.value("select languages from parties where id = ?", (after.order.party_id,)) or "")
    return point_text(after.order.number, changes, "zh" if languages.startswith("zh") else "en", bench.ports)
