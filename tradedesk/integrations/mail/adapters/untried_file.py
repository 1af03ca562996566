"""Windows programs of which nobody knows what they make of a draft file: a mail link for short messages, and the file
only for those who chose to try it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.integrations.mail.adapters.draft_file import DraftFile
from tradedesk.integrations.mail.adapters.mail_link import link_for
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.ways import MailProgram


def link_and_untried_file(computer: Computer, code: str, label: str, parts: Sequence[str]) -> Sequence[MailProgram]:
    """The ways into a program where the system writes mail or opens .eml files with something called like ``parts``."""
    if computer.platform != "win32":
        return ()
    found: list[MailProgram] = []
    if computer.writes_with(*parts):
        found.append(link_for(computer, code, label))
    if any(part in computer.reads_eml.lower() for part in parts):
        found.append(DraftFile(code=f"{code}-eml", label=label, editable=False, automatic=False))
    return found
