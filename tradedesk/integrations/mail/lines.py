"""The lines of a text, whatever its line ends are: every way into a mail program has line ends of its own."""

from __future__ import annotations


def lines_of(text: str) -> list[str]:
    """CR LF, CR and LF each end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def with_lf(text: str) -> str:
    """The text with LF alone."""
    return "\n".join(lines_of(text))


def with_crlf(text: str) -> str:
    """The text with CR LF, as mail carries it."""
    return "\r\n".join(lines_of(text))
