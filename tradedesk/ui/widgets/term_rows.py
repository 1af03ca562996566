"""A promise as a line that can be changed: its name, its number and what that counts (D7)."""

from __future__ import annotations

from tradedesk.services.promise_terms import TermLine
from tradedesk.ui.widgets.terms_editor import TermRow
from tradedesk.ui.wording import capital, reasons
from tradedesk.ui.wording.told import term


def term_row(line: TermLine) -> TermRow:
    """The words of one promise."""
    here = line.said_here and not line.is_off
    return TermRow(
        kind=line.kind,
        name=capital(term("promise", line.kind)),
        said=str(line.number) if here else "",
        holds=str(line.number),
        counts=term("counted", line.counts),
        off=line.is_off,
        note=line.note if line.said_here else "",
        why=reasons.sentence(line.why).strip() if line.why is not None and not line.said_here else "",
    )
