"""What most verbs are tested on: a ledger of its own with its clock standing still, a desk, a mail program."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.desk_bench import Clock, bench_at
from tests.support.letter_desk import LetterDesk, MailProgram, mail_program
from tests.support.small_company import SmallCompany
from tradedesk.services.bench import Bench


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def bench(tmp_path: Path, clock: Clock) -> Iterator[Bench]:
    with bench_at(tmp_path / "profile", clock) as made:
        yield made


@pytest.fixture
def firm(bench: Bench) -> SmallCompany:
    return SmallCompany(bench)


@pytest.fixture
def company(bench: Bench) -> LetterDesk:
    return LetterDesk(bench)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailProgram]:
    with mail_program(tmp_path / "bin", monkeypatch) as made:
        yield made


@pytest.fixture
def no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "no programs"))
