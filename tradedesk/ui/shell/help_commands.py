"""Commands about the program itself: what is new, check the installation, a report for somebody who helps."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tradedesk.ui.commands import Command
from tradedesk.ui.desk import Desk
from tradedesk.ui.places import Place
from tradedesk.ui.wording import tr


def help_commands(desk: Desk, window: QWidget) -> list[Command]:
    """What the palette knows of the program itself."""

    def check() -> None:
        from tradedesk.ui.shell.self_test_dialog import SelfTestDialog

        SelfTestDialog(window).open()

    about = Place("settings", extra={"section": "data"})
    return [
        Command("help.about", lambda: tr("About TradeDesk"), lambda: desk.open(about), "info",
                words=lambda: tr("version, build, licences")),
        Command("help.whats-new", lambda: tr("What is new"), lambda: show_news(desk, window), "history",
                words=lambda: tr("release notes, version")),
        Command("help.self-test", lambda: tr("Check this installation"), check, "circle-check",
                words=lambda: tr("self-test, report")),
        Command("help.support-report", lambda: tr("Report for support"), lambda: show_report(desk, window), "life-buoy",
                words=lambda: tr("versions, diary, without customers")),
    ]  # fmt: skip


def show_news(desk: Desk, window: QWidget) -> None:
    """What every version brought, the newest first."""
    from tradedesk.services import installed

    def show(text: str) -> None:
        from tradedesk.ui.widgets.dialogs import ToldDialog

        ToldDialog(tr("What is new"), "", text, window, fixed=False).open()

    from tradedesk.ui.wording import language

    desk.run(installed.news, language(), on_done=show, owner=window)


def show_report(desk: Desk, window: QWidget) -> None:
    """The report as it would be passed on, to be read before it is copied."""
    from tradedesk.services import installed

    def show(text: str) -> None:
        from tradedesk.ui.widgets.dialogs import ToldDialog

        told = tr("Nothing is sent. The report names no customer and no mailbox; copy it if you want to pass it on.")
        ToldDialog(tr("Report for support"), told, text, window).open()

    desk.run(installed.support_report, on_done=show, owner=window)
