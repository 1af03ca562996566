"""The program as its own process, with somebody at its window: what a test writes to its input is done there by hand.

    python -m tests.support.looked_into --profile DIR …

is ``python -m tradedesk --profile DIR …`` and nothing else; one line of JSON in, one line out, see ``_answer``.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any


def _answer(told: dict[str, Any]) -> object:
    """Do in the window's own thread what was asked for."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from tests.support import on_screen
    from tradedesk.ui.shell.main_window import MainWindow

    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    main = next((each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)), None)
    match told["do"]:
        case "words":
            return "\n".join(on_screen.words(each) for each in windows)
        case "click":
            front = QApplication.activeModalWidget() or main or windows[0]
            QTest.mouseClick(on_screen.button(front, told["text"]), Qt.MouseButton.LeftButton)
        case "press":
            front = QApplication.activeModalWidget() or main
            assert front is not None
            QTest.keySequence(front.focusWidget() or front, told["keys"])
        case "minimise":
            assert main is not None
            main.showMinimized()
        case "minimised":
            return main is not None and main.isMinimized()
        case "close":
            QApplication.closeAllWindows()
    return None


def _lines() -> Iterator[bytes]:
    """What is written to the input; read without sys.stdin, whose lock would be in the way when the program ends."""
    rest = b""
    while piece := os.read(0, 65536):
        *whole, rest = (rest + piece).split(b"\n")
        yield from whole


def _listen() -> None:
    for line in _lines():
        told = json.loads(line)
        replies: list[str] = []
        done = threading.Event()

        def work(told: dict[str, Any] = told, replies: list[str] = replies, done: threading.Event = done) -> None:
            try:
                replies.append(json.dumps({"is": _answer(told)}))
            except Exception as error:  # noqa: BLE001 - whatever it is, the test is told
                replies.append(json.dumps({"failed": f"{type(error).__name__}: {error}"}))
            done.set()

        _in_the_windows_thread(work)
        done.wait()
        print(replies[0], flush=True)


def _in_the_windows_thread(work: Any) -> None:
    while (widgets := sys.modules.get("PySide6.QtWidgets")) is None or not hasattr(widgets, "QApplication"):
        time.sleep(0.01)
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    while (app := QApplication.instance()) is None or not QApplication.topLevelWidgets():
        time.sleep(0.01)
    QTimer.singleShot(0, app, work)


if __name__ == "__main__":
    threading.Thread(target=_listen, name="hand", daemon=True).start()
    from tradedesk.__main__ import main

    sys.exit(main())
