"""A call begun early, whose result is taken later."""

from __future__ import annotations

import threading

import pytest

from tradedesk.runtime.ahead import Ahead


def test_a_call_begun_ahead_runs_beside_and_gives_its_result():
    asked = threading.Event()

    def work() -> tuple[str, str]:
        asked.wait(3)
        return "done in", threading.current_thread().name

    ahead = Ahead(work)
    asked.set()
    assert ahead() == ("done in", "tradedesk-ahead")


def test_what_a_call_begun_ahead_raises_comes_when_its_result_is_taken():
    ahead = Ahead(lambda: {}["missing"])
    with pytest.raises(KeyError):
        ahead()
