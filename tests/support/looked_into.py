"""The program as its own process, with somebody at its window: what a test writes to its input is done there by hand.

    python -m tests.support.looked_into --profile DIR …

is ``python -m tradedesk --profile DIR …`` and nothing else; one line of JSON in, one line out, see ``_answer``.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support import on_screen
from tradedesk.ui import application
from tradedesk.ui.shell.main_window import MainWindow


def _answer(told: dict[str, Any]) -> object:
    """Do what was asked for."""
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    main = next((each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow)), None)
    front = QApplication.activeModalWidget() or main
    match told["do"]:
        case "words":
            return "\n".join(on_screen.words(each) for each in windows)
        case "click":
            assert front is not None
            QTest.mouseClick(on_screen.button(front, told["text"]), Qt.MouseButton.LeftButton)
        case "press":
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


class _Hand:
    """Hears the input in the window's own thread."""

    def __init__(self, app: QApplication) -> None:
        self._rest = b""
        self._ear = QSocketNotifier(0, QSocketNotifier.Type.Read, app)
        self._ear.activated.connect(lambda *_: self._hear())

    def _hear(self) -> None:
        piece = os.read(0, 65536)
        self._ear.setEnabled(bool(piece))
        *whole, self._rest = (self._rest + piece).split(b"\n")
        for line in whole:
            try:
                reply: dict[str, object] = {"is": _answer(json.loads(line))}
            except Exception as error:  # noqa: BLE001 - whatever it is, the test is told
                reply = {"failed": f"{type(error).__name__}: {error}"}
            print(json.dumps(reply), flush=True)


def _with_a_hand() -> None:
    """As soon as the program has made its application, somebody sits in front of it."""
    make, hands = application.create_application, list[_Hand]()

    def create_application(*given: Any) -> QApplication:
        app = make(*given)
        if not hands:
            hands.append(_Hand(app))
        return app

    application.create_application = create_application


if __name__ == "__main__":
    _with_a_hand()
    from tradedesk.__main__ import main

    sys.exit(main())
