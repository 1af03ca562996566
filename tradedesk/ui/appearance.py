"""Changing language and theme while the program runs."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from tradedesk.ui import wording
from tradedesk.ui.theme import follow_system


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
        from PySide6.QtCore import QLibraryInfo

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
