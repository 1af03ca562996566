"""Words that no dictionary knows: found, corrected, or kept among the user's own. Silent without a dictionary."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from tradedesk.domain import plain_words
from tradedesk.domain.draft import Draft
from tradedesk.domain.sentences import is_han, own_text, paragraphs, words
from tradedesk.domain.text_language import language_of, tongue
from tradedesk.services import reader_words
from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from tradedesk.integrations.spelling.dictionary import Dictionary

#: The user's own words lie beside the ledger, one a line.
_FILE = "my-words.txt"
_LONGEST_WORD = 40
_MOST_WORDS = 20_000
#: So many unknown words of a text are told; where most are unknown it is not English.
_MOST = 20
#: The small choice that turns it off.
OFF_SETTING = "checks.no-spelling"


#: Words of the trade that small dictionaries do not have.
_TRADE = frozenset(
    ("incoterms", "eid", "mubarak", "kareem", "proforma", "waybill", "demurrage", "consignee", "forwarder", "transship",
     "transshipment", "drayage", "palletise", "palletize", "fumigation", "whatsapp", "wechat", "linkedin", "online")
)  # fmt: skip
#: What is written one way in London and another in New York; whole endings, so that no slip passes for one of them.
_TWO_WAYS = (
    ("ise", "ize"), ("ised", "ized"), ("ises", "izes"), ("ising", "izing"), ("isation", "ization"), ("yse", "yze"),
    ("yses", "yzes"), ("ysed", "yzed"), ("ysing", "yzing"), ("elled", "eled"), ("elling", "eling"), ("eller", "eler"),
    ("avour", "avor"), ("olour", "olor"), ("onour", "onor"), ("abour", "abor"), ("arbour", "arbor"), ("umour", "umor"),
    ("eighbour", "eighbor"), ("ndeavour", "ndeavor"), ("metre", "meter"), ("litre", "liter"), ("centre", "center"),
    ("fibre", "fiber"), ("theatre", "theater"), ("alogue", "alog"), ("icence", "icense"), ("efence", "efense"),
    ("offence", "offense"), ("grey", "gray"), ("cheque", "check"), ("programme", "program"), ("gement", "gment"),
    ("lfil", "lfill"), ("rolment", "rollment"), ("stalment", "stallment"), ("mould", "mold"), ("tyre", "tire"),
    ("minium", "minum"), ("jewellery", "jewelry"), ("storey", "story"),
)  # fmt: skip


class Spelt(NamedTuple):
    """What an unknown word may be meant to be, the likeliest first."""

    word: str
    suggestions: tuple[str, ...]


def misspelt(bench: Bench, draft: Draft, names: Collection[str]) -> tuple[str, ...]:
    """The words of an English text that no dictionary, name or list of one's own knows, each once, in order."""
    if tongue(draft.language) != "en" or (bench.setting("more") or {}).get(OFF_SETTING):
        return ()
    dictionary = bench.kept(_dictionary)
    if dictionary is None:
        return ()
    text = [each for each in paragraphs(own_text(draft.body)) if not is_han(each) and language_of(each) in ("en", "")]
    if language_of("\n".join(text)) not in ("en", ""):
        return ()
    own = bench.kept(_own_words)
    spoken = dict.fromkeys(word for para in text for word in _to_look_up(para))
    unknown = [
        word
        for word in spoken
        if word.casefold() not in names and word.casefold() not in own and not _is_known(dictionary, word)
    ]
    if len(unknown) > _MOST and 2 * len(unknown) > len(spoken):
        return ()
    unknown = unknown[:_MOST]
    called = reader_words.are_names(bench, unknown)
    return tuple(word for word in unknown if word not in called)


def suggest(bench: Bench, word: str) -> Spelt:
    """What an unknown word may be meant to be."""
    dictionary = bench.kept(_dictionary)
    return Spelt(word, dictionary.suggestions(word) if dictionary is not None else ())


def learn(bench: Bench, word: str) -> None:
    """Keep a word among the user's own: it is right from now on. Raises NeighbourFailed "words-not-kept"."""
    own = bench.kept(_own_words)
    tidy = " ".join(word.split())[:_LONGEST_WORD].casefold()
    if tidy:
        _write(bench, own | {tidy})


def set_own_words(bench: Bench, text: str) -> None:
    """Keep these words and no others: one a line, or with commas between. Raises NeighbourFailed "words-not-kept"."""
    wanted = (" ".join(each.split()).casefold() for line in text.splitlines() for each in line.split(","))
    _write(bench, {each for each in wanted if 0 < len(each) <= _LONGEST_WORD})


def own_words(bench: Bench) -> tuple[str, ...]:
    """The user's own words, in alphabetical order."""
    return tuple(sorted(bench.kept(_own_words)))


def has_dictionary(bench: Bench) -> bool:
    """Whether this system has an English dictionary; looked for and loaded at the first question."""
    return bench.kept(_dictionary) is not None


@lru_cache(maxsize=4096)
def _to_look_up(paragraph: str) -> tuple[str, ...]:
    """The words that may be wrong: not those in capitals, with a capital within, or beside a figure."""
    found = []
    for token in paragraph.split():
        # Numbers of papers, files and sizes are no words: "PI-2026-0160", "120x60cm", "list.pdf".
        core = token.strip(".,;:!?()[]{}\"'“”‘’«»–—-…·•*/")
        if any(char.isdigit() or char in "@_\\=&#%" for char in core) or "." in core:
            continue
        for word in words(core.replace("’", "'").replace("/", " ")):
            plain = word.removesuffix("'s")
            if 2 < len(plain) <= _LONGEST_WORD and (plain.islower() or plain.istitle()) and plain.isascii():
                found.append(plain)
    return tuple(dict.fromkeys(found))


def _is_known(dictionary: Dictionary, word: str) -> bool:
    """A word at the head of a sentence has a capital; parts about a hyphen are words of their own."""
    if (
        dictionary.knows(word)
        or dictionary.knows(word.lower())
        or plain_words.listed(word) in plain_words.ABBREVIATIONS
    ):
        return True
    if word.casefold() in _TRADE or any(dictionary.knows(each) for each in other_spellings(word.lower())):
        return True
    parts = word.split("-")
    return len(parts) > 1 and all(len(each) < 3 or dictionary.knows(each) for each in parts)


def other_spellings(word: str) -> list[str]:
    """A word as it may be written on the other side of the ocean: "colour" for "color", "apologize" for "apologise".

    >>> other_spellings("colour")
    ['color']
    """
    found = []
    for here, there in _TWO_WAYS:
        found += [word.replace(one, other, 1) for one, other in ((here, there), (there, here)) if one in word]
    return [each for each in dict.fromkeys(found) if each != word]


def _dictionary(_bench: Bench) -> Dictionary | None:
    from tradedesk.integrations.spelling.dictionary import load_english

    return load_english()


class _Words(set[str]):
    """The user's own words as they are kept for the session."""


def _own_words(bench: Bench) -> _Words:
    try:
        text = (bench.profile.root / _FILE).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return _Words()
    lines = (line.strip().casefold() for line in text.splitlines()[:_MOST_WORDS])
    return _Words(line for line in lines if 0 < len(line) <= _LONGEST_WORD)


def _write(bench: Bench, wanted: Collection[str]) -> None:
    from tradedesk.integrations.files.refusal import not_written
    from tradedesk.runtime.safe_write import write_whole

    path = bench.profile.root / _FILE
    try:
        write_whole(path, "".join(f"{word}\n" for word in sorted(wanted)).encode())
    except OSError as error:
        raise not_written(path, error, "words-not-kept", "draft") from error
    kept = bench.kept(_own_words)
    kept.clear()
    kept.update(wanted)
