"""The sentence that says what happened, what was kept, and what to do."""

from __future__ import annotations

from tradedesk.domain.errors import NeighbourFailed, TradeError
from tradedesk.ui.wording.coded import is_known, sentence_for


def sentence(error: TradeError) -> str:
    """The error in the user's language; a neighbour's failure also says what is safe all the same."""
    told = sentence_for("errors", error.code, error.facts)
    if isinstance(error, NeighbourFailed) and error.kept:
        code = f"kept-{error.kept}"
        told = f"{told} {sentence_for('errors', code, error.facts) if is_known('errors', code) else error.kept}"
    return told
