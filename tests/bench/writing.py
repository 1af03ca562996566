"""Writing: the preview of a text as it is typed (G10), a key in a long mail, and many mails of one text (G11).

python -m tests.bench.writing PROFILE
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.bench.rows import row

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

#: Keys typed into a text; characters of the long mail, and keys typed into it; mails made of one text.
KEYS, LONG, TYPED, MAILS = 60, 100_000, 120, (1_000, 10_000)


def measure(folder: Path) -> list[dict[str, str]]:
    """The rows of the table; the ledger in ``folder`` is changed."""
    from tradedesk.ledger.upgrade import open_ledger
    from tradedesk.runtime import clock, paths
    from tradedesk.services.bench import Bench
    from tradedesk.ui.application import create_application

    gc.disable()  # as in the program, where Tidy collects when nothing is under way
    clock.use_bundled_zones()
    profile = paths.open_profile(folder)
    opened = open_ledger(profile.ledger, profile.backups, now=clock.now_utc)
    app = create_application(["writing"])
    bench = Bench(opened.ledger, profile, now=clock.now_utc)
    try:
        return [*_merging(bench), *_in_the_window(app, bench)]
    finally:
        bench.close()


# -- G11 ---------------------------------------------------------------------------------------------------------------


def _merging(bench: Any) -> list[dict[str, str]]:
    """A draft each for many customers, against fetching a customer and rendering its text in this process."""
    from tradedesk.services import templates

    sql = "select id from parties where kind = 'customer' order by id limit ?"
    template = templates.choose(bench, "thank-you", "en")
    _drafts_for(bench, list(bench.ledger.read.numbers(sql, (10,))))  # what is loaded once
    found = []
    for many in MAILS:
        numbers = list(bench.ledger.read.numbers(sql, (many,)))
        floor, with_files = _floor(bench, numbers, template)
        begun, took, silent, files = _drafts_for(bench, numbers)
        told = f"{took / floor:.1f} F ({took:.2f} v {floor:.2f} s); silent for {1000 * silent:.0f} ms at most"
        what = f"a draft each for {many:,} customers, with facts and recipients"
        found.append(row("G11", what, "<= 2 F", "1.5 F", told, took <= 2 * floor and silent <= 0.2))
        told = f"{(took + files) / with_files:.1f} F ({took + files:.2f} v {with_files:.2f} s)"
        found.append(
            row("G11", "the same, each as an .eml", "<= 1.5 F", "1.2 F", told, took + files <= 1.5 * with_files)
        )
    found.append(row("A6", f"a notice to {MAILS[-1]:,} customers begun and read", "", "", f"{begun:.1f} s", True))
    return found


def _floor(bench: Any, numbers: list[int], template: Any) -> tuple[float, float]:
    """Seconds for a customer's rows and its text, one customer after the other; and with Python's EmailMessage."""
    from email.message import EmailMessage
    from email.policy import SMTP

    from tradedesk.domain.facts import FACTS
    from tradedesk.integrations.templates.engine import render_message

    facts, read = dict.fromkeys(FACTS, "known"), bench.ledger.read
    took = []
    for with_files in (False, True):
        began = time.perf_counter()
        for number in numbers:
            party = read.rows("select * from parties where id = ?", (number,))[0]
            people = read.rows("select * from contacts where party_id = ? limit 1", (number,))
            mails = read.rows("select * from addresses where party_id = ?", (number,))
            facts["party.name"] = party["name"]
            facts["contact.salutation"] = f"Dear {people[0]['name']}" if people else "Dear Sir or Madam"
            subject, body = render_message(template.subject, template.body, facts)
            if with_files:
                mail = EmailMessage(policy=SMTP)
                mail["To"], mail["Subject"] = mails[0]["value"] if mails else "", subject
                mail.set_content(body)
                mail.as_bytes()
        took.append(time.perf_counter() - began)
    return took[0], took[1]


def _drafts_for(bench: Any, numbers: list[int]) -> tuple[float, float, float, float]:
    """Seconds until a notice stands on its page, for a draft each, longest without a word, and for their .eml."""
    from tradedesk.integrations.mail.eml import eml_bytes
    from tradedesk.ledger import drafts
    from tradedesk.services import composing, group_notice
    from tradedesk.services.draft_request import request_of

    began = time.perf_counter()
    notice = group_notice.start(bench, numbers, template="thank-you", language="en")
    composing.view(bench, notice)
    begun = time.perf_counter() - began
    words = [time.perf_counter()]
    made = group_notice.one_draft_each(bench, notice, progress=lambda *_: words.append(time.perf_counter()))
    done = time.perf_counter()
    for number in made:
        eml_bytes(request_of(drafts.draft(bench.ledger.read, number)))
    files = time.perf_counter() - done
    bench.ledger.undo(bench.ledger.take_news()[-1].undo_id)
    return begun, done - words[0], max(later - word for word, later in pairwise(words)), files


# -- in the window -----------------------------------------------------------------------------------------------------


def _in_the_window(app: Any, bench: Any) -> list[dict[str, str]]:
    from tradedesk.app import COMMANDS, PAGES, SEARCH
    from tradedesk.services import desk as verbs
    from tradedesk.ui.desk import Desk
    from tradedesk.ui.jobs import Lane
    from tradedesk.ui.shell.main_window import MainWindow

    desk = Desk(bench, Lane(), undo_verb=verbs.undo, parent=app)
    window = MainWindow(desk, PAGES, COMMANDS, SEARCH, summary_verb=verbs.summary)
    window.resize(1360, 850)
    window.show()
    try:
        return [*_previewed(app, window, desk), *_typed(app, window, desk)]
    finally:
        window.close()
        desk.close()


def _settle(app: Any, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.004)


def _previewed(app: Any, window: Any, desk: Any) -> list[dict[str, str]]:
    """From the key to the preview that shows it, repainted."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtTest import QTest

    from tradedesk.ui.places import Place

    desk.open(Place("templates", extra={"template": "goods-ready", "language": "en"}))
    _settle(app, 2)
    page = window.page
    edit = page.card.text
    edit.setFocus()
    edit.go_to_line(4)
    shown, word = [], ""
    for number in range(KEYS):
        letter = "abcdefghij"[number % 10]
        word += letter
        loop = QEventLoop()
        page.presenter.looking.looked_at.connect(loop.quit)
        began = time.perf_counter()
        QTest.keyClick(edit, letter)
        while word not in page.preview.text.toPlainText():
            loop.exec()
        page.preview.text.viewport().repaint()
        shown.append(1000 * (time.perf_counter() - began))
        page.presenter.looking.looked_at.disconnect(loop.quit)
        _settle(app, 0.03)
    middle, p95 = statistics.median(shown), sorted(shown)[int(0.95 * len(shown))]
    told = f"{middle:.0f} ms, p95 {p95:.0f}"
    return [row("G10", "live preview of a text after a key", "<= 50 ms", "25 ms", told, middle <= 50)]


def _typed(app: Any, window: Any, desk: Any) -> list[dict[str, str]]:
    """What a key costs the window in a long mail while the checks run."""
    from PySide6.QtTest import QTest

    from tradedesk.services import composing
    from tradedesk.ui.places import Place

    made: list[int] = []
    order_id = desk.bench.ledger.read.value("select min(id) from orders where stage = 'production'")
    desk.run(lambda bench: composing.draft_update(bench, order_id=order_id), on_done=made.append)
    _settle(app, 1)
    text = ("We confirm the delivery date of your order as agreed. " * 12 + "\n\n") * (LONG // 650)
    desk.run(composing.save_text, made[0], "A long letter", text)
    _settle(app, 1)
    desk.open(Place("compose", made[0]))
    _settle(app, 3)
    edit = window.page.card.body_edit
    edit.setFocus()
    took = []
    for number in range(TYPED):
        began = time.perf_counter()
        QTest.keyClick(edit, "abcdefghij "[number % 11])
        app.processEvents()
        took.append(1000 * (time.perf_counter() - began))
        _settle(app, 0.02)
    middle, p95 = statistics.median(took), sorted(took)[int(0.95 * len(took))]
    told = f"{middle:.1f} ms, p95 {p95:.1f}, longest {max(took):.0f}"
    what = f"a key in a mail of {len(text) // 1000},000 characters while checks run"
    return [row("G15", what, "<= 16 ms", "16 ms", told, p95 <= 16)]


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
