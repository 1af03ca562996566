"""The line that says what was just done (it stands in the status line, beside *Undo*)."""

from __future__ import annotations

from tradedesk.ui.wording.coded import sentence_for


def sentence(label: str) -> str:
    """Words for the label of something done; ``code`` or ``code|name=value|name=value``."""
    code, _, rest = label.partition("|")
    facts = dict(part.partition("=")[::2] for part in rest.split("|") if part)
    return sentence_for("done", code, facts)
