from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.bench import name_of, rename, rename_then_fail
from tradedesk.ui.places import Place


def _settle(qtbot, desk) -> None:
    with qtbot.waitSignal(desk._lane.idle):
        pass


def test_a_change_is_announced_once_with_what_changed_and_what_was_done(qtbot, desk, heard):
    done: list[str] = []
    desk.run(rename, 7, "Nordlicht", on_done=done.append)
    _settle(qtbot, desk)
    assert done == ["Nordlicht"]
    assert heard.changed == [frozenset({("party", 7)})]
    assert heard.said == [("customer-renamed", 1)]
    assert heard.undo[-1] == (True, False)


def test_reading_announces_nothing(qtbot, desk, heard, bench):
    bench.ledger.names[7] = "Nordlicht"
    seen: list[str] = []
    desk.run(name_of, 7, on_done=seen.append)
    _settle(qtbot, desk)
    assert (seen, heard.changed, heard.said) == (["Nordlicht"], [], [])


def test_what_was_done_can_be_undone_and_done_again(qtbot, desk, heard, bench):
    desk.run(rename, 7, "Nordlicht")
    desk.run(rename, 7, "Nordlicht Möbel")
    _settle(qtbot, desk)
    desk.undo()
    _settle(qtbot, desk)
    assert bench.ledger.names[7] == "Nordlicht"
    assert heard.undo[-1] == (True, True)
    desk.redo()
    _settle(qtbot, desk)
    assert bench.ledger.names[7] == "Nordlicht Möbel"
    assert heard.undo[-1] == (True, False)
    desk.undo()
    _settle(qtbot, desk)
    assert bench.ledger.names[7] == "Nordlicht"


def test_how_far_something_is_taken_back_is_told_where_nobody_else_asks(qtbot, desk):
    told, mine = [], []
    desk.taking_back.connect(lambda gone, rows: told.append((gone, rows)))
    desk.run(rename, 7, "Nordlicht")
    desk.run(rename, 7, "Südlicht")
    _settle(qtbot, desk)
    desk.undo(on_progress=lambda gone, rows: mine.append((gone, rows)))
    _settle(qtbot, desk)
    assert (told, mine) == ([], [(1, 1)])
    desk.undo()
    _settle(qtbot, desk)
    assert told == [(1, 1)]


def test_doing_something_new_forgets_what_could_be_redone(qtbot, desk):
    desk.run(rename, 7, "Nordlicht")
    _settle(qtbot, desk)
    desk.undo()
    _settle(qtbot, desk)
    desk.run(rename, 7, "Südlicht")
    _settle(qtbot, desk)
    assert (desk.can_undo, desk.can_redo) == (True, False)


def test_an_undo_that_somebody_elses_change_prevents_is_refused_in_words(qtbot, desk, heard, bench):
    desk.run(rename, 7, "Nordlicht")
    _settle(qtbot, desk)
    bench.ledger.names[7] = "changed elsewhere"
    desk.undo()
    _settle(qtbot, desk)
    assert len(heard.refused) == 1
    assert bench.ledger.names[7] == "changed elsewhere"
    assert (desk.can_undo, desk.can_redo) == (False, False)


def test_a_refusal_goes_to_the_page_that_asked(qtbot, desk, heard):
    codes: list[str] = []
    desk.run(rename, 7, "", on_error=lambda error: codes.append(error.code))
    _settle(qtbot, desk)
    assert (codes, heard.refused, heard.broke) == (["name-empty"], [], [])


def test_a_refusal_nobody_shows_becomes_a_sentence(qtbot, desk, heard):
    desk.run(rename, 7, "")
    _settle(qtbot, desk)
    assert len(heard.refused) == 1
    assert heard.refused[0]


@pytest.mark.expects_log("broke")
def test_a_bug_is_reported_as_one_even_when_the_page_handles_refusals(qtbot, desk, heard):
    codes: list[object] = []
    desk.run(name_of, 99, on_error=codes.append)
    _settle(qtbot, desk)
    assert codes == []
    assert [type(error) for error in heard.broke] == [KeyError]


def test_what_was_committed_before_a_failure_is_announced_all_the_same(qtbot, desk, heard):
    codes: list[str] = []
    desk.run(rename_then_fail, 7, "Nordlicht", on_error=lambda error: codes.append(error.code))
    _settle(qtbot, desk)
    assert codes == ["not-there"]
    assert heard.changed == [frozenset({("party", 7)})]


def test_a_page_that_is_gone_is_not_called_but_the_change_is_told(qtbot, desk, heard):
    page = QWidget()
    called: list[str] = []
    desk.run(rename, 7, "Nordlicht", on_done=called.append, owner=page)
    page.deleteLater()
    del page
    qtbot.wait(1)
    qtbot.waitUntil(lambda: bool(heard.changed))
    assert called == []


@pytest.mark.expects_log("broke")
def test_a_page_that_fails_in_its_handler_does_not_keep_the_news_from_the_others(qtbot, desk, heard):
    desk.run(rename, 7, "Nordlicht", on_done=lambda _r: {}["bug"])
    _settle(qtbot, desk)
    assert [type(error) for error in heard.broke] == [KeyError]
    assert heard.changed == [frozenset({("party", 7)})]


def test_work_without_the_ledger_runs_in_the_pool(qtbot, desk):
    done: list[int] = []
    desk.pool_run(lambda a, b: a * b, 6, 7, on_done=done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert done == [42]


def test_places_go_back_and_forward_and_forget_the_way_not_taken(desk):
    shown: list[Place] = []
    desk.places.changed.connect(shown.append)
    for page in ("today", "customers", "orders"):
        desk.open(Place(page))
    desk.open(Place("orders"))
    assert desk.places.back()
    assert desk.places.back()
    assert not desk.places.back()
    assert desk.places.forward()
    desk.open(Place("log", 4))
    assert not desk.places.can_go_forward
    assert [place.page for place in shown] == ["today", "customers", "orders", "orders", "customers", "today",
                                               "customers", "log"]  # fmt: skip


def test_a_small_choice_is_known_at_once_and_kept(desk):
    desk.settings.remember("orders.list-width", 320)
    assert desk.settings.get("orders.list-width", 0) == 320
    desk.settings.flush()
    assert desk.settings.current.more["orders.list-width"] == 320


def test_what_was_committed_before_a_late_cancel_is_told_all_the_same(qtbot, desk, heard):
    committed = threading.Event()

    def rename_and_say(bench, number, name):
        result = rename(bench, number, name)
        committed.set()
        return result

    done: list[str] = []
    job = desk.run(rename_and_say, 7, "Nordlicht", on_done=done.append)
    assert committed.wait(5)
    job.cancel()
    _settle(qtbot, desk)
    assert done == []
    assert heard.changed == [frozenset({("party", 7)})]
    assert desk.can_undo
