"""Foxmail: short messages by a mail link; a draft file only for those who chose to try it."""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.adapters.mail_link import link_for
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.ways import MailProgram

_LABEL = "Foxmail"
_PARTS = ("foxmail",)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Foxmail where it is what the system writes mail or opens .eml files with."""
    if computer.platform != "win32":
        return ()
    found: list[MailProgram] = []
    if computer.writes_with(*_PARTS):
        found.append(link_for(computer, "foxmail", _LABEL))
    if any(part in computer.reads_eml.lower() for part in _PARTS):
        found.append(DraftFile(code="foxmail-eml", label=_LABEL, editable=False, automatic=False))
    return found
