"""The new Outlook for Windows: short messages by a mail link; a draft file only for those who chose to try it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.adapters.mail_link import link_for
from tradedesk.integrations.mail.adapters.outlook import is_classic
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.ways import MailProgram

_LABEL = "Outlook (new)"


@dataclass(frozen=True)
class NewOutlookFile(DraftFile):
    """Some versions open the file for writing, some only show it."""

    code: str = "outlook-new-eml"
    label: str = _LABEL
    editable: bool = False
    automatic: bool = False


def detect(computer: Computer) -> Sequence[MailProgram]:
    """``olk.exe`` by its path in the registry."""
    path = computer.find("olk") if computer.platform == "win32" else ""
    if not path:
        return ()
    found: list[MailProgram] = []
    if computer.writes_with("olk", "outlook") and not is_classic(computer):
        found.append(link_for(computer, "outlook-new", _LABEL))
    return (*found, NewOutlookFile(command=(path,)))
