"""The names of mail programs and ways, where they have no name of their own."""

from __future__ import annotations

from tradedesk.ui.wording import tr

#: What the log keeps of a message that was put in by hand.
BY_HAND = "by-hand"
#: Ways that leave the putting in to the user.
LEFT_TO_HAND = frozenset({BY_HAND, "QQ Mail", "NetEase 163"})


def program_name(program: str) -> str:
    """A program by its own name, one of China as it is called there; what has no name of its own, in words."""
    named = {
        BY_HAND: lambda: tr("by hand"),
        "QQ Mail": lambda: tr("QQ Mail"),
        "NetEase 163": lambda: tr("NetEase 163"),
        "NetEase Mail Master": lambda: tr("NetEase Mail Master"),
        "": lambda: tr("the system's mail program"),
    }
    return named[program]() if program in named else program


def way_out(program: str) -> str:
    """What stands on the button that hands a message over to a program, or leaves it to the user's own hand."""
    return tr("Put in by hand") if program == BY_HAND else tr("Open in {program}", program=program)
