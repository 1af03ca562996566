"""The sentence that says what happened, what was kept, and what to do."""

from __future__ import annotations

from tradedesk.domain.errors import NeighbourFailed, TradeError
from tradedesk.runtime.errors import RuntimeRefusal
from tradedesk.ui.wording.coded import is_known, sentence_for
from tradedesk.ui.wording.told import told


def sentence(error: TradeError | RuntimeRefusal) -> str:
    """The error in the user's language; {kept} in a pattern is what is safe all the same."""
    kept = error.kept if isinstance(error, NeighbourFailed) else ""
    # A reason that stops something is also an error's code: the words are the same.
    kind = "errors" if is_known("errors", error.code) else "reasons"
    return sentence_for(kind, error.code, {"kept": kept, **told(error.facts)})
