"""Foxmail: short messages by a mail link; a draft file only for those who chose to try it."""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.integrations.mail.adapters.untried_file import link_and_untried_file
from tradedesk.integrations.mail.computer import Computer
from tradedesk.integrations.mail.ways import MailProgram

_PARTS = ("foxmail",)


def detect(computer: Computer) -> Sequence[MailProgram]:
    """Foxmail where it is what the system writes mail or opens .eml files with."""
    return link_and_untried_file(computer, "foxmail", "Foxmail", _PARTS)
