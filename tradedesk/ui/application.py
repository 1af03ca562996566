"""The Qt application: name, fonts, theme, language of Qt's own dialogs, what happens when something breaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tradedesk.runtime.settings import Settings
from tradedesk.ui.appearance import use_language
from tradedesk.ui.theme import follow_system
from tradedesk.ui.theme.style import application_font


def create_application(argv: Sequence[str], settings: Settings | None = None) -> QApplication:
    """The application with its name, fonts, language and theme; ``settings`` as they are kept (defaults without)."""
    chosen = settings or Settings()
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else _new_application(argv)
    app.setApplicationName("TradeDesk")
    app.setApplicationDisplayName("TradeDesk")
    app.setDesktopFileName("tradedesk")
    app.setFont(application_font(sys.platform))
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=False)
    use_language(chosen.language)
    follow_system(app, chosen.theme)
    if os.environ.get("TRADEDESK_WATCHDOG") == "1":
        from tradedesk.ui.jobs.watchdog import Watchdog

        Watchdog(app)
    return app


def _new_application(argv: Sequence[str]) -> QApplication:
    # As an argument and not by setStyle, whose result would load the long lists of QStyle before the first paint.
    return QApplication([*(argv[:1] or ["tradedesk"]), "-style", "fusion"])


def crash_teller() -> Callable[[list[str]], None]:
    """What ``CrashLog.install`` is given: shows the crash dialog, in the GUI thread, one at a time."""
    from tradedesk.ui.shell.crash import CrashTeller

    return CrashTeller().tell
