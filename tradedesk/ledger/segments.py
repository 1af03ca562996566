"""Text for the full-text index: each run of Chinese, Japanese or Korean becomes its characters and its pairs.

A query of one or two such characters is then one exact token; a longer one is the AND of its pairs, and the
candidates are verified against the text. Everything else is left to SQLite's own tokenizer.
"""

from __future__ import annotations

import itertools
import re
import unicodedata

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_CJK += "\U00020000-\U0003134f"
# Patterns and not compiled ones: so wide a class of characters takes the start longer than the first search.
_RUN = f"[{_CJK}]+"
_PIECE = f"([{_CJK}]+)|([^\\W_{_CJK}]+)"
#: Accents, kana voicing marks, Hebrew and Arabic vowel signs: searching works without them.
_MARKS = "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u3099\u309a]+"
#: Letters that have no accent to take off and that nobody types without the keyboard for them.
_PLAIN = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})
#: What the log's index holds for letters that are typed plainly: Paweł for pawel, Köln for koeln.
_MEANT = (
    ("l", "ł"), ("i", "ı"), ("o", "ø"), ("d", "đ"), ("d", "ð"), ("h", "ħ"), ("ae", "æ"), ("oe", "œ"), ("oe", "ø"),
    ("th", "þ"), ("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"),
)  # fmt: skip
#: In a word that has a letter oftener, either all of them are meant or none.
_EACH_ALONE = 3
_WRITTEN_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)


def folded(text: str) -> str:
    """The form in which text is compared: compatibility forms unified, accents taken off, case folded, Łódź as lodz."""
    return text.lower() if text.isascii() else _unified(text).translate(_PLAIN)


def written_out(text: str) -> str:
    """The words of a text that are also written without dots and rings, so written; empty where there are none.

    >>> written_out("Müller Köln GmbH")
    'Mueller Koeln'
    """
    if text.isascii():
        return ""
    words = unicodedata.normalize("NFC", text).split()
    return " ".join(plain for word in words if (plain := word.translate(_WRITTEN_OUT)) != word)


def _unified(text: str) -> str:
    return unicodedata.normalize("NFKC", re.sub(_MARKS, "", unicodedata.normalize("NFKD", text))).casefold()


def segmented(text: str) -> str:
    """The text as it goes into the log's index: 报关单 becomes 报 报关 关 关单 单."""
    text = text.lower() if text.isascii() else _unified(text)
    return text if text.isascii() else re.sub(_RUN, lambda run: f" {_characters_and_pairs(run.group())} ", text)


def _characters_and_pairs(run: str) -> str:
    tokens = [run[0]]
    for first, second in itertools.pairwise(run):
        tokens += [first + second, second]
    return " ".join(tokens)


def match_expression(query: str) -> str:
    """The query for the index, or an empty string when nothing in it can be searched for.

    The last word, if Latin, also matches as a beginning; every token is quoted, so no character of the query can
    act as an operator.
    """
    pieces = list(re.finditer(_PIECE, _unified(query)))
    tokens: list[str] = []
    for place, piece in enumerate(pieces):
        run, word = piece.groups()
        if run:
            pairs = [run] if len(run) <= 2 else [run[i : i + 2] for i in range(len(run) - 1)]
            tokens += [f'"{pair}"' for pair in pairs]
        else:
            beginning = "*" if place == len(pieces) - 1 else ""
            meant = [f'"{each}"{beginning}' for each in _spellings(word)]
            tokens.append(f"({' OR '.join(meant)})" if len(meant) > 1 else meant[0])
    return " AND ".join(tokens)


def _spellings(word: str) -> list[str]:
    """How a word that is looked for may stand in the log's index: as it was typed, plainly, and as it may be meant.

    >>> _spellings("pawel")
    ['pawel', 'paweł']
    """
    plain = word.translate(_PLAIN)
    found = [word, plain]
    for typed, meant in _MEANT:
        parts = plain.split(typed)
        gaps = len(parts) - 1
        if 0 < gaps <= _EACH_ALONE:
            choices = itertools.product((typed, meant), repeat=gaps)
            found += ["".join(map("".join, zip(parts, (*chosen, ""), strict=True))) for chosen in choices]
        elif gaps:
            found.append(meant.join(parts))
    return list(dict.fromkeys(found))


def words_of(query: str) -> list[str]:
    """The query's words as they must occur in a candidate's folded text."""
    # A NUL ends no word of a text, yet it would end the question to the index.
    return folded(query).replace("\0", " ").split()
