"""The tour: the whole job on the sample company without a display, with pictures of every page and a report.

A list is brought in, an order update is written and handed over as a draft file, and found again in the log: through
the same window, desk and verbs as in daily use.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradedesk import __version__
from tradedesk.runtime import clock, paths
from tradedesk.runtime.settings import SettingsFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tradedesk.ui.desk import Desk
    from tradedesk.ui.places import Place
    from tradedesk.ui.shell.main_window import MainWindow

#: The window's size in the pictures, in pixels.
SIZE = (1280, 720)
#: The two looks that every page is shown in.
LOOKS = (("en", "light"), ("zh_CN", "dark"))
#: The lists that are brought in, in an order in which each finds what it refers to.
LISTS = ("customers.csv", "orders.csv", "order-lines.csv")
#: Seconds after which something that should have happened is reported as not having happened.
_PATIENCE = 20.0


class Tour:
    """One walk through the program; ``steps`` becomes the report."""

    def __init__(self, app: QApplication, window: MainWindow, desk: Desk, folder: Path) -> None:
        self.app, self.window, self.desk, self.folder = app, window, desk, folder
        self.steps: list[dict[str, Any]] = []

    def run(self, verb: Callable[..., Any], *args: Any) -> Any:
        """Carry out a verb on the ledger lane and wait for its result; its refusal is raised here."""
        found: list[Any] = []
        refused: list[Exception] = []
        self.desk.run(verb, *args, on_done=found.append, on_error=refused.append)
        self.wait_until(lambda: bool(found or refused))
        if refused:
            raise refused[0]
        return found[0]

    def wait_until(self, ready: Callable[[], bool]) -> None:
        """Let the window work until something is so; raises TimeoutError."""
        ends = time.monotonic() + _PATIENCE
        while not ready():
            if time.monotonic() > ends:
                raise TimeoutError
            self.app.processEvents()
            time.sleep(0.002)

    def settle(self) -> None:
        """Wait until the lane has nothing to do and what it brought is painted."""
        for _ in range(4):
            self.run(lambda _bench: True)
            ends = time.monotonic() + 0.12  # longer than the pauses before a list is read or numbers are counted
            while time.monotonic() < ends:
                self.app.processEvents()
                time.sleep(0.002)

    def show(self, place: Place) -> None:
        """Go to a place and wait until it is filled."""
        self.desk.open(place)
        self.settle()

    def picture(self, name: str) -> str:
        """Save what the window shows; returns the file's name."""
        file = f"{name}.png"
        if not self.window.grab().save(str(self.folder / file)):
            raise OSError(file)
        return file

    def note(self, step: str, **told: Any) -> None:
        """Add a line to the report."""
        self.steps.append({"step": step, **told})


def tour(folder: Path) -> int:
    """Walk through the whole job and leave pictures, draft.eml and report.json in the folder; 0 when all went well."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    paths.keep_files_private()
    clock.use_bundled_zones()
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    profile_folder = folder / "profile"
    if (profile_folder / "ledger.tradedesk").exists():
        print(f"{profile_folder} holds a ledger already: choose an empty folder", file=sys.stderr)  # noqa: T201
        return 1
    from tradedesk.app import build
    from tradedesk.ledger.upgrade import open_ledger
    from tradedesk.services.bench import Bench
    from tradedesk.services.sample import fill
    from tradedesk.ui.application import create_application

    profile = paths.open_profile(profile_folder)
    settings = SettingsFile(profile.settings_file)
    settings.change(language="en", theme="light")
    _quiet_about_size_hints()
    app = create_application(["tradedesk"], settings.current)
    opened = open_ledger(profile.ledger, profile.backups, now=clock.now_utc)
    fill(Bench(opened.ledger, profile, now=clock.now_utc))
    opened.ledger.take_news()
    window, desk = build(app, profile, settings, opened)
    window.resize(*SIZE)
    window.show()
    walk = Tour(app, window, desk, folder)
    try:
        return _walk(walk)
    finally:
        window.close()
        desk.close()
        desk.bench.close()


def _quiet_about_size_hints() -> None:
    """Without a display Qt says of every window that it cannot hint at its size; nothing else is kept quiet."""
    from PySide6.QtCore import qInstallMessageHandler

    def tell(_kind: object, _context: object, words: str) -> None:
        if "propagateSizeHints" not in words:
            print(words, file=sys.stderr)  # noqa: T201 - what Qt itself would do

    qInstallMessageHandler(tell)


def _walk(walk: Tour) -> int:
    began = time.monotonic()
    failed = ""
    try:
        for step in (_bring_in, _write_update, _hand_over, _show_every_page):
            step(walk)
    except Exception as error:  # noqa: BLE001 - the report says how far the walk came, whatever went wrong
        failed = f"{type(error).__name__}: {error}"
    report = {
        "tradedesk": __version__,
        "python": sys.version.split()[0],
        "seconds": round(time.monotonic() - began, 1),
        "ok": not failed,
        "failed": failed,
        "steps": walk.steps,
    }
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (walk.folder / "report.json").write_text(text + "\n", encoding="utf-8")
    print(text)  # noqa: T201 - the tour is run in a terminal
    return 1 if failed else 0


def _bring_in(walk: Tour) -> None:
    from tradedesk.runtime.resources import resource_path
    from tradedesk.services import exchange

    for name in LISTS:
        report = walk.run(exchange.bring_in_file, resource_path(f"sample/lists/{name}"))
        walk.note("list brought in", file=name, counts=dict(report.counts), problems=len(report.problems))


def _write_update(walk: Tour) -> None:
    from tradedesk.services import composing
    from tradedesk.services import orders as order_verbs
    from tradedesk.services.orders import OrderQuery
    from tradedesk.ui.places import Place

    found = walk.run(order_verbs.ids, OrderQuery(search="-0131"))
    draft = walk.run(_draft_update, found[0])
    walk.show(Place("compose", draft))
    view = walk.run(composing.view, draft)
    people = [f"{each.role}: {each.value}" for each in view.draft.recipients]
    reasons = [reason.code for each in view.draft.recipients for reason in each.reasons]
    walk.note("update written", draft=draft, subject=view.draft.subject, recipients=people, reasons=reasons)


def _draft_update(bench: Any, order_id: int) -> int:
    from tradedesk.services import composing

    return composing.draft_update(bench, order_id=order_id)


def _hand_over(walk: Tour) -> None:
    from tradedesk.services import handing_over, log

    draft = walk.steps[-1]["draft"]
    handed = walk.run(handing_over.hand_over_as_file, draft, walk.folder / "draft.eml")
    entry = walk.run(log.message, handed.message_id)
    walk.note(
        "handed over",
        file="draft.eml",
        program=entry.program,
        state=str(entry.state),
        fingerprint=entry.fingerprint,
        entry=handed.message_id,
        to=[each.value for each in entry.recipients if each.role == "to"],
    )


def _show_every_page(walk: Tour) -> None:
    from tradedesk.runtime.resources import resource_path
    from tradedesk.services import customers, orders
    from tradedesk.services.customers import CustomerQuery
    from tradedesk.services.orders import OrderQuery
    from tradedesk.ui.places import Place

    customer = walk.run(customers.ids, CustomerQuery(search="gulf horizon"))[0]
    order = walk.run(orders.ids, OrderQuery(search="-0131"))[0]
    handed = next(step["entry"] for step in walk.steps if step["step"] == "handed over")
    places = {
        "today": Place("today"),
        "customer": Place("customers", customer, {"tab": "addresses"}),
        "orders": Place("orders"),
        "order": Place("orders", order),
        "compose": Place("compose", extra={"order": order}),
        "log": Place("log", handed),
        "templates": Place("templates"),
        "import": Place("exchange", extra={"files": [str(resource_path(f"sample/lists/{name}")) for name in LISTS]}),
        "settings": Place("settings"),
    }
    pictures = []
    for language, theme in LOOKS:
        walk.desk.settings.change(theme=theme)
        walk.desk.settings.change(language=language)
        for name, place in places.items():
            walk.show(place)
            pictures.append(walk.picture(f"{name}-{language}-{theme}"))
    walk.note("pictures", files=pictures)
