"""Writing: the preview of a text as it is typed (G10), a key in a long mail, and many mails of one text (G11).

python -m tests.bench.writing PROFILE
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.rows import row

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

#: Keys typed into a text; characters of the long mail, and keys typed into it; mails made of one text.
KEYS, LONG, TYPED, MAILS = 60, 100_000, 120, 1000


def measure(folder: Path) -> list[dict[str, str]]:
    """The rows of the table; the ledger in ``folder`` is changed."""
    from tradedesk.ledger.upgrade import open_ledger
    from tradedesk.runtime import clock, paths
    from tradedesk.services.bench import Bench
    from tradedesk.ui.application import create_application

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
    """A draft each for many customers, against the texts alone, rendered in this process from ready facts."""
    from tradedesk.domain.facts import FACTS
    from tradedesk.integrations.templates.engine import render_message
    from tradedesk.services import group_notice, templates

    numbers = list(bench.ledger.read.numbers("select id from parties where kind = 'customer' order by id limit 1000"))
    template = templates.choose(bench, "thank-you", "en")
    ready = dict.fromkeys(FACTS, "known")
    began = time.perf_counter()
    for _ in range(MAILS):
        render_message(template.subject, template.body, ready)
    floor = time.perf_counter() - began
    notice = group_notice.start(bench, numbers, template="thank-you", language="en")
    began = time.perf_counter()
    made = group_notice.one_draft_each(bench, notice)
    took = time.perf_counter() - began
    ratio = took / floor
    told = f"{ratio:.1f} F ({took:.2f} v {floor:.2f} s for {len(made)})"
    return [row("G11", f"a draft each for {MAILS} customers, with facts and recipients", "<= 2 F", "1.5 F", told,
                ratio <= 2)]  # fmt: skip


# -- in the window -----------------------------------------------------------------------------------------------------


def _in_the_window(app: Any, bench: Any) -> list[dict[str, str]]:
    from tradedesk.app import COMMANDS, PAGES
    from tradedesk.services import desk as verbs
    from tradedesk.ui.desk import Desk
    from tradedesk.ui.jobs import Lane
    from tradedesk.ui.shell.main_window import MainWindow

    desk = Desk(bench, Lane(), undo_verb=verbs.undo, parent=app)
    window = MainWindow(desk, PAGES, COMMANDS, search_verb=verbs.search, summary_verb=verbs.summary)
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
