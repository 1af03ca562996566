"""Messages in two languages (双语): one text, a line across, the other text (C5)."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

#: Languages by their own names: whoever reads one knows what it is called.
OWN_NAMES: Mapping[str, str] = MappingProxyType({
    "en": "English", "zh_CN": "简体中文", "de": "Deutsch", "fr": "Français", "es": "Español", "pt": "Português",
    "it": "Italiano", "ru": "Русский", "tr": "Türkçe", "ar": "العربية", "ja": "日本語", "ko": "한국어", "pl": "Polski",
})  # fmt: skip

#: Columns of a subject in two languages; a longer one is cut off in most lists of mails.
SUBJECT_COLUMNS = 110

#: Begins and ends the line between the two texts.
RULE = "----------"


def both_subjects(first: str, second: str) -> str:
    """ "Order 7: progress / 订单 7：订单进度"; the first alone where both are the same or too long together."""
    both = f"{first} / {second}"
    if not second.strip() or first == second or columns(both) > SUBJECT_COLUMNS:
        return first
    return both


def both_bodies(first: str, second: str, language: str) -> str:
    """The first text, a line that names the second one's language in its own words, the second text."""
    line = f"{RULE} {OWN_NAMES.get(language, language)} {RULE}"
    return f"{first.rstrip()}\n\n{line}\n\n{second.strip()}"


def apart(subject: str, body: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """What ``both_subjects`` and ``both_bodies`` put together, as (subject, body) of each language.

    The second subject is empty where it was left out.
    """
    first, _, rest = body.partition(f"\n\n{RULE} ")
    one, _, other = subject.partition(" / ")
    return (one, first), (other, rest.partition(f" {RULE}\n\n")[2])


def columns(text: str) -> int:
    """How wide a text is, in Latin letters: Chinese, Japanese and Korean signs count as two, a mark on a letter not."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text
    )
