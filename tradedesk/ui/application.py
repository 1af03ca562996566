"""The Qt application: name, fonts, theme, language of Qt's own dialogs, what happens when something breaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

from PySide6.QtCore import QLibraryInfo, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from tradedesk.runtime.settings import Settings
from tradedesk.ui import wording
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


def use_language(wanted: str) -> None:
    """Speak this language ("" is the system's) in the program and in Qt's own dialogs."""
    code = wanted or _system_language()
    wording.set_language(code)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    old = app.findChild(QTranslator, "qtbase")
    if old is not None:
        app.removeTranslator(old)
        old.setParent(None)
    if code == "zh_CN":
        translator = QTranslator(app)
        translator.setObjectName("qtbase")
        if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            app.installTranslator(translator)
    # Qt's calendars and numbers follow a moment later: the locale's long lists of names cost the first paint too much.
    QTimer.singleShot(0 if app.topLevelWidgets() else 300, app, _set_default_locale)


def _set_default_locale() -> None:
    from PySide6.QtCore import QLocale

    QLocale.setDefault(QLocale(wording.language()))


def _system_language() -> str:
    if sys.platform.startswith("linux"):
        told = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    else:
        from PySide6.QtCore import QLocale

        told = QLocale.system().name()
    return "zh_CN" if told.startswith("zh") else "en"


def use_theme(wanted: str) -> None:
    """Put on a theme, or with "" the system's."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        follow_system(app, wanted)


def crash_teller(on_crash: Callable[[], None] | None = None) -> Callable[[list[str]], None]:
    """What ``CrashLog.install`` is given: shows the crash dialog, in the GUI thread, one at a time."""
    from tradedesk.ui.shell.crash import CrashTeller

    return CrashTeller(on_crash).tell
