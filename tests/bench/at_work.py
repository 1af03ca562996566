"""The real program on a profile, with somebody at work in its window once it has settled."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from tradedesk import app as root
from tradedesk.__main__ import main


def at_work(measure: Callable[[Any, Any, Any], list[dict[str, str]]]) -> int:
    """Start the program on the profile named on the command line; prints the rows of ``measure(app, window, desk)``."""
    build = root.build

    def watched(app: Any, *rest: Any, **named: Any) -> Any:
        from PySide6.QtCore import QTimer

        window, desk = build(app, *rest, **named)

        def work() -> None:
            try:
                print(json.dumps(measure(app, window, desk)))
            finally:
                window.close()
                app.quit()

        window.settled.connect(lambda: QTimer.singleShot(1000, app, work))
        return window, desk

    root.build = watched
    return main(["--profile", sys.argv[1]])
