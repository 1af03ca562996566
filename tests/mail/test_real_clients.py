"""Forty nasty messages through the hand-over into real mail programs, each draft read back field by field.

Run by ``python3 build/check.py --mail``; what came of it stands in README.md beside this file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.mail import nasty
from tests.mail.proof import assert_kept, forget, hand_over, people, seen
from tests.support import claws, evolution, geary, kmail, thunderbird
from tradedesk.integrations.mail.adapters.claws import ClawsMail
from tradedesk.integrations.mail.adapters.evolution import Evolution
from tradedesk.integrations.mail.adapters.geary import Geary
from tradedesk.integrations.mail.adapters.kmail import KMail
from tradedesk.integrations.mail.adapters.thunderbird import Thunderbird

pytestmark = pytest.mark.mail

CLAWS, EVOLUTION, GEARY, KMAIL = ClawsMail(), Evolution(), Geary(), KMail()
#: Geary saves a draft only after ten seconds of rest, so that it gets those of the forty that differ most.
FOR_GEARY = (
    "simple", "chinese", "arabic", "hindi", "emoji", "quotes", "ampersands", "percents", "break-out", "web",
    "thirty-chinese-names", "one-line", "100000-characters", "25-megabytes", "all-file-names", "only-hidden",
    "odd-lines", "tabulators", "everything",
)  # fmt: skip
#: What a way says it cannot carry; all else must arrive. Said before anything is started.
REFUSED = {
    ("claws", "one-line"): ("mail-line-too-long",),
    **{("thunderbird", name): ("mail-cuts-file-name",) for name in ("break-out", "all-file-names")},
    **{("eml", name): ("mail-cuts-file-name",) for name in ("break-out", "all-file-names")},
    **{("claws", name): ("mail-cuts-file-name",) for name in ("web", "shell", "all-file-names", "everything")},
    **{("kmail", name): ("mail-program-cuts",) for name in ("commas", "web")},
    ("evolution", "100000-characters"): ("mail-too-long",),
    ("geary", "100000-characters"): ("mail-too-long",),
    ("geary", "one-line"): ("mail-line-too-long",),
    ("evolution", "100000-chinese-characters"): ("mail-too-long",),
}


class Kept:
    """A mail program that goes on running from one message to the next, and is started anew after a failure."""

    def __init__(self, folder: Path, opened: Callable[[Path], AbstractContextManager[Any]]) -> None:
        self._folder, self._opened, self._count = folder, opened, 0
        self._stack = ExitStack()
        self._program: Any = None

    def program(self) -> Any:
        if self._program is None:
            self._count += 1
            self._program = self._stack.enter_context(self._opened(self._folder / str(self._count)))
            self._program.run_first()
        return self._program

    def drop(self) -> None:
        self._stack.close()
        self._program = None


@pytest.fixture(scope="module")
def claws_mail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    made = Kept(tmp_path_factory.mktemp("claws"), claws.claws_mail)
    made.program()
    yield made
    made.drop()


@pytest.fixture(scope="module")
def an_evolution(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    made = Kept(tmp_path_factory.mktemp("evolution"), evolution.evolution)
    made.program()
    yield made
    made.drop()


@pytest.fixture(scope="module")
def a_geary(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    made = Kept(tmp_path_factory.mktemp("geary"), geary.geary)
    made.program()
    yield made
    made.drop()


@pytest.fixture(scope="module")
def a_kmail(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    made = Kept(tmp_path_factory.mktemp("kmail"), lambda _: kmail.kmail())
    made.program()
    yield made
    made.drop()


@pytest.mark.skipif(bool(claws.without()), reason=claws.without())
@pytest.mark.parametrize("name", nasty.NAMES)
def test_a_running_claws_mail_keeps(name: str, claws_mail: Kept, tmp_path: Path) -> None:
    request = nasty.message(name, tmp_path)
    try:
        refused = hand_over(tmp_path, request, "claws", claws_mail.program().path)
        assert refused == REFUSED.get(("claws", name), ())
        if not refused:
            draft = claws_mail.program().read_draft()
            assert_kept(draft, CLAWS.with_kept_names(request), wraps_at=CLAWS.wraps_at)
    except BaseException:
        claws_mail.drop()
        raise
    finally:
        forget()


@pytest.mark.skipif(bool(evolution.without()), reason=evolution.without())
@pytest.mark.parametrize("name", nasty.NAMES)
def test_a_running_evolution_keeps(name: str, an_evolution: Kept, tmp_path: Path) -> None:
    request = nasty.message(name, tmp_path)
    try:
        refused = hand_over(tmp_path, request, "evolution", an_evolution.program().path)
        assert refused == REFUSED.get(("evolution", name), ())
        if not refused:
            draft = an_evolution.program().read_draft(request.subject)
            assert_kept(draft, request, as_columns=False, wraps_at=EVOLUTION.wraps_at)
    except BaseException:
        an_evolution.drop()
        raise
    finally:
        forget()


@pytest.mark.skipif(bool(geary.without()), reason=geary.without())
@pytest.mark.parametrize("name", FOR_GEARY)
def test_a_running_geary_keeps(name: str, a_geary: Kept, tmp_path: Path) -> None:
    request = nasty.message(name, tmp_path)
    try:
        refused = hand_over(tmp_path, request, "geary", a_geary.program().path)
        assert refused == REFUSED.get(("geary", name), ())
        if not refused:
            draft, kept = a_geary.program().read_draft(), GEARY.with_kept_names(request)
            assert_kept(draft, kept, as_columns=False, files_in_order=False)
    except BaseException:
        a_geary.drop()
        raise
    finally:
        forget()


@pytest.mark.skipif(bool(kmail.without()), reason=kmail.without())
@pytest.mark.parametrize("name", nasty.NAMES)
def test_a_running_kmail_keeps(name: str, a_kmail: Kept, tmp_path: Path) -> None:
    request = nasty.message(name, tmp_path)
    try:
        refused = hand_over(tmp_path, request, "kmail", a_kmail.program().path)
        assert refused == REFUSED.get(("kmail", name), ())
        if not refused:
            kept = KMAIL.with_kept_names(request)
            kept = replace(kept, text=kept.text.replace("\u00a0", " "))
            assert_kept(a_kmail.program().read_draft(), kept, wraps_at=KMAIL.wraps_at, files_in_order=False)
    except BaseException:
        a_kmail.drop()
        raise
    finally:
        forget()


@pytest.mark.skipif(thunderbird.installed() is None, reason=thunderbird.WITHOUT)
@pytest.mark.parametrize("way", ["thunderbird", "eml"])
@pytest.mark.parametrize("name", nasty.NAMES)
def test_thunderbird_keeps(name: str, way: str, tmp_path: Path) -> None:
    request = nasty.message(name, tmp_path)
    with thunderbird.ThunderbirdSession(tmp_path) as session:
        refused = hand_over(tmp_path, request, way, session.path_with_wrapper)
        assert refused == REFUSED.get((way, name), ())
        if refused:
            return
        draft = session.read_draft()
    forget()
    kept = Thunderbird().with_kept_names(request)
    for shown, pairs in ((draft.shown_to, kept.to), (draft.shown_cc, kept.cc), (draft.shown_bcc, kept.bcc)):
        assert people(shown) == people(pairs)
    assert seen(draft.shown_subject) == seen(request.subject)
    assert_kept(thunderbird.saved(draft), kept)
