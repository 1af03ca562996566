"""The names of mail programs and ways, where they have no name of their own."""

from __future__ import annotations

from tradedesk.ui.wording import tr

#: What the log keeps of a message that was put in by hand.
BY_HAND = "by-hand"
#: Ways that leave the putting in to the user.
LEFT_TO_HAND = frozenset({BY_HAND, "QQ Mail", "NetEase 163"})


def program_name(program: str) -> str:
    """A program by its own name; "by hand" and the system's program in the user's language."""
    if program == BY_HAND:
        return tr("by hand")
    return program or tr("the system's mail program")


def way_out(program: str) -> str:
    """What stands on the button that hands a message over to a program, or leaves it to the user's own hand."""
    return tr("Put in by hand") if program == BY_HAND else tr("Open in {program}", program=program)
