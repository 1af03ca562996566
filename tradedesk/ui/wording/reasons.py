"""The sentence that says why something was decided."""

from __future__ import annotations

from tradedesk.domain.reason import Reason
from tradedesk.ui.wording.coded import sentence_for
from tradedesk.ui.wording.told import told


def sentence(reason: Reason) -> str:
    """The reason in the user's language, its facts filled in."""
    return sentence_for("reasons", reason.code, told(dict(reason.facts)))
