"""From what Today asks for to a mail that went out, without touching the mouse."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.at_the_window import User, whole_program
from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk, MailProgram, mail_program
from tradedesk.domain.message import MessageState
from tradedesk.services import log
from tradedesk.services.log import LogQuery

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailProgram]:
    with mail_program(tmp_path / "bin", monkeypatch) as made:
        yield made


@pytest.fixture
def user(qtbot: Any, qapp: QApplication, tmp_path: Path, program: MailProgram) -> Iterator[User]:
    with bench_at(tmp_path / "desk") as bench:
        company = LetterDesk(bench)
        with bench.ledger.write("shipped", undoable=False) as writer:
            for code in ("ready", "shipped"):
                writer.update("nodes", company.nodes[code], {"actual_on": "2026-11-21"})
    with whole_program(qtbot, qapp, tmp_path / "desk") as sitting:
        yield sitting


def tab_to(user: User, text: str) -> None:
    """Press Tab until a button has the keyboard; at most once round."""
    for _ in range(60):
        at = user.window.focusWidget()
        if isinstance(at, QPushButton) and at.text() == text:
            return
        user.press("Tab")
    raise AssertionError(f"Tab never came to “{text}”")


def test_a_promise_of_today_is_kept_and_marked_as_sent_by_keys_alone(user: User, program: MailProgram) -> None:
    user.reads("Send tracking")
    user.press("Return")
    user.reads("Before it goes out", "Missing: carrier or vessel")
    user.press("F2")
    user.type("COSU6398845511")
    user.press("Return")
    user.reads("Order TD-2026-0160: shipped, tracking number COSU6398845511")
    user.press("Ctrl+Return")
    user.reads("matters must be fixed first")
    tab_to(user, "Hand over all the same…")
    user.press("Return")
    user.type("They know the rest from the forwarder")
    user.press("Return")
    user.reads("What became of it?")
    assert "j.brandt@nordlicht.de" in program.compose()
    tab_to(user, "Sent as it is")
    user.press("Return")
    user.reads("You said: sent as it is")
    user.settle()
    (number,) = log.ids(user.bench, LogQuery())
    entry = log.message(user.bench, number)
    assert (entry.state, entry.override_reason) == (MessageState.SENT, "They know the rest from the forwarder")
