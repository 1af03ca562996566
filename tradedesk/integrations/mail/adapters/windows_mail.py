"""Windows Mail, the app that came with Windows 10: short messages by a mail link."""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.integrations.mail.adapters.mail_link import link_for
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.ways import MailProgram

_PACKAGE = "microsoft.windowscommunicationsapps"


def detect(computer: Computer) -> Sequence[MailProgram]:
    """An app has a program id that says nothing; what it is stands below it in the registry."""
    if computer.platform != "win32" or not computer.writes_with("appx"):
        return ()
    told = computer.registry("classes", rf"{computer.writes}\Application", "AppUserModelID")
    return (link_for(computer, "windows-mail", "Windows Mail"),) if _PACKAGE in told.lower() else ()
