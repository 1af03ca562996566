"""Is the text plain (C5)? Abbreviations, slang, long and nested sentences, shouting, signs of another script.

Only what is sure is said, and all of it is advice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from tradedesk.domain import plain_words
from tradedesk.domain.check import Act, Advice, Check, Remedy, Weight
from tradedesk.domain.plain_words import Plain
from tradedesk.domain.reason import because
from tradedesk.domain.sentences import is_han, sentences, words

#: A sentence of more words than this is long; of more than this many Chinese characters too.
MOST_WORDS = 25
MOST_CHARACTERS = 60
#: So many clicks are offered for one check at most.
_MOST_REMEDIES = 4
#: What is shown of a sentence.
_SHOWN = 64

_SUBORDINATE = frozenset(
    ("which", "that", "who", "whom", "whose", "because", "although", "though", "whereas", "unless", "while")
) | {"if", "when", "where"}
_FULL_WIDTH = {"，": ",", "。": ".", "：": ":", "；": ";", "！": "!", "？": "?", "（": "(", "）": ")", "、": ","}
_FULL_FIGURES = re.compile(r"[０-９Ａ-Ｚａ-ｚ]{1,40}")
_HALF_BETWEEN = re.compile(r"[一-鿿][,;:?!][一-鿿]")
_HALF_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HAN_RUN = re.compile(r"[一-鿿][一-鿿，。、；：（）！？]*")
_SHOUTED = re.compile(r"\b[A-ZÀ-Þ]{2,30}(?:[ ,]{1,2}[A-ZÀ-Þ]{2,30}){2,12}\b")
_URGED = re.compile(r"\b(?:URGENT|IMPORTANT|ATTENTION|PLEASE|MUST|NOT|NEVER|IMMEDIATELY)\b")
#: Words that stand in no firm's name and no address.
_EVERYDAY = frozenset(
    (
        "THE",
        "IS",
        "ARE",
        "BE",
        "MUST",
        "NOT",
        "NEVER",
        "PLEASE",
        "YOU",
        "YOUR",
        "WE",
        "OUR",
        "WILL",
        "THIS",
        "THAT",
        "NOW",
    )
) | {"URGENT", "IMPORTANT", "TODAY", "DO", "CAN", "SHIP", "PAY", "SEND"}
_MANY_MARKS = re.compile(r"[!！]{2,}|\?{2,}|？{2,}")


def word_checks(
    paragraphs: Sequence[str], language: str, known: Collection[str], names: Collection[str]
) -> list[Check]:
    """What deserves a look in a text with words and blanks.

    ``known`` are abbreviations that the reader has used, ``names`` casefolded words of the ledger, which are never
    shouted. Slang and nested sentences are looked for in English alone.
    """
    latin = [each for each in paragraphs if not is_han(each)]
    found = [*_abbreviations(latin, language, known), *_long_sentences(latin), *_shouting(latin, names)]
    if language == "en":
        found += [*_slang(latin), *_nested(latin)]
    return found


def chinese_checks(paragraphs: Sequence[str]) -> list[Check]:
    """What deserves a look in Chinese paragraphs: sentences without an end, words of the net, signs mixed up."""
    han = [each for each in paragraphs if is_han(each)]
    long = [each for para in han for each in sentences(para) if _han_length(each) > MOST_CHARACTERS]
    found = []
    if long:
        found.append(_sentence_check("long-sentences-zh", long, most=MOST_CHARACTERS))
    net = _each_once(hit for para in han for hit in plain_words.net_words(para))
    if net:
        found.append(_words_check("slang-zh", Advice.SLANG, net))
    return [*found, *_mixed_signs(han)]


def stranger_checks(paragraphs: Sequence[str], *, reads_chinese: bool, names: Collection[str]) -> list[Check]:
    """Chinese left in a text for somebody who does not read it, and Chinese commas in a text of other letters."""
    if reads_chinese:
        return []
    left = _each_in_order(
        hit for para in paragraphs for hit in _han_runs(para) if not any(hit in name or name in hit for name in names)
    )
    if left:
        show = tuple(Remedy(Act.SHOW, each) for each in left[:_MOST_REMEDIES])
        reason = because("chinese-left", "C5", text=_short(left[0]), n=str(len(left)))
        return [Check(Weight.LOOK, reason, kind=Advice.SIGNS, remedies=show)]
    signs = [sign for sign in _FULL_WIDTH if any(sign in para for para in paragraphs)]
    if not signs:
        return []
    turned = tuple(Remedy(Act.REPLACE, sign, _FULL_WIDTH[sign]) for sign in signs[:_MOST_REMEDIES])
    reason = because("full-width-signs", "C5", signs=" ".join(signs))
    return [Check(Weight.LOOK, reason, kind=Advice.SIGNS, remedies=turned)]


def _abbreviations(paragraphs: Sequence[str], language: str, known: Collection[str]) -> list[Check]:
    found = _each_once(hit for para in paragraphs for hit in plain_words.abbreviations(para, language))
    if not found:
        return []
    told = frozenset(word for para in paragraphs for word in plain_words.explained(para))
    folded = "\n".join(paragraphs).casefold()
    unknown = [
        each
        for each in plain_words.without(found, known)
        if each.written not in told and not plain_words.is_spelled_out(each.plain, folded)
    ]
    return [_words_check("abbreviations", Advice.ABBREVIATIONS, unknown)] if unknown else []


def _slang(paragraphs: Sequence[str]) -> list[Check]:
    found = _each_once(hit for para in paragraphs for hit in plain_words.slang(para))
    return [_words_check("slang", Advice.SLANG, found)] if found else []


def _words_check(code: str, kind: Advice, found: Sequence[Plain]) -> Check:
    remedies = tuple(
        Remedy(Act.REPLACE, each.written, each.plain) if each.plain else Remedy(Act.SHOW, each.written)
        for each in found[:_MOST_REMEDIES]
    )
    reason = because(code, "C5", n=str(len(found)), word=found[0].written, plain=found[0].plain)
    return Check(Weight.LOOK, reason, kind=kind, remedies=remedies)


def _long_sentences(paragraphs: Sequence[str]) -> list[Check]:
    long = [each for para in paragraphs for each in _long_of(para)]
    return [_sentence_check("long-sentences", long, most=MOST_WORDS)] if long else []


@lru_cache(maxsize=4096)
def _long_of(paragraph: str) -> tuple[str, ...]:
    return tuple(each for each in sentences(paragraph) if len(words(each)) > MOST_WORDS)


def _nested(paragraphs: Sequence[str]) -> list[Check]:
    nested = [each for para in paragraphs for each in _nested_of(para)]
    return [_sentence_check("nested-sentences", nested, most=2)] if nested else []


@lru_cache(maxsize=4096)
def _nested_of(paragraph: str) -> tuple[str, ...]:
    """Sentences with three and more clauses within, as long as they are not long anyway."""
    found = []
    for each in sentences(paragraph):
        spoken = words(each)
        clauses = sum(1 for word in spoken if word.casefold() in _SUBORDINATE)
        if clauses >= 3 and 14 <= len(spoken) <= MOST_WORDS:
            found.append(each)
    return tuple(found)


def _sentence_check(code: str, found: Sequence[str], *, most: int) -> Check:
    show = tuple(Remedy(Act.SHOW, each) for each in found[:_MOST_REMEDIES])
    reason = because(code, "C5", n=str(len(found)), sentence=_short(found[0]), most=str(most))
    return Check(Weight.LOOK, reason, kind=Advice.SENTENCES, remedies=show)


def _shouting(paragraphs: Sequence[str], names: Collection[str]) -> list[Check]:
    loud = _each_in_order(hit for para in paragraphs for hit in _shouted(para) if not _is_named(hit, names))
    marks = sum(para.count("!") + para.count("！") for para in paragraphs)
    doubled = next((hit[0] for para in paragraphs if (hit := _MANY_MARKS.search(para))), "")
    found = []
    if loud:
        show = tuple(Remedy(Act.SHOW, each) for each in loud[:_MOST_REMEDIES])
        reason = because("capitals", "C5", text=_short(loud[0]))
        found.append(Check(Weight.LOOK, reason, kind=Advice.SHOUTING, remedies=show))
    if doubled or marks >= 3:
        reason = because("exclamations", "C5", n=str(max(marks, len(doubled))))
        show = (Remedy(Act.SHOW, doubled or "!"),)
        found.append(Check(Weight.LOOK, reason, kind=Advice.SHOUTING, remedies=show))
    return found


@lru_cache(maxsize=4096)
def _shouted(paragraph: str) -> tuple[str, ...]:
    """What is written in capitals without being a name: an everyday word is among it, or it urges."""
    if paragraph.islower():
        return ()
    found = [hit[0] for hit in _SHOUTED.finditer(paragraph)]
    loud = tuple(each for each in found if len(each) >= 12 and not _EVERYDAY.isdisjoint(words(each)))
    return loud or tuple(hit[0] for hit in _URGED.finditer(paragraph) if not paragraph.isupper())


def _is_named(shouted: str, names: Collection[str]) -> bool:
    """Whether most of it is names of the ledger or abbreviations of the trade: "BANK OF CHINA NINGBO"."""
    spoken = words(shouted)
    named = sum(1 for each in spoken if each.casefold() in names or each in plain_words.ABBREVIATIONS)
    return 2 * named >= len(spoken)


@lru_cache(maxsize=4096)
def _han_runs(paragraph: str) -> tuple[str, ...]:
    if any("぀" <= char <= "ヿ" for char in paragraph):
        return ()
    return tuple(hit[0] for hit in _HAN_RUN.finditer(paragraph))


def _mixed_signs(han: Sequence[str]) -> list[Check]:
    figures = _each_in_order(hit[0] for para in han for hit in _FULL_FIGURES.finditer(para))
    between = _each_in_order(hit[0] for para in han for hit in _HALF_BETWEEN.finditer(para))
    turned = [Remedy(Act.REPLACE, each, _half(each)) for each in figures]
    turned += [Remedy(Act.REPLACE, each, each[0] + _HALF_TO_FULL[each[1]] + each[2]) for each in between]
    if not turned:
        return []
    reason = because("signs-mixed-zh", "C5", text=turned[0].what)
    return [Check(Weight.LOOK, reason, kind=Advice.SIGNS, remedies=tuple(turned[:_MOST_REMEDIES]))]


def _half(text: str) -> str:
    return "".join(chr(ord(char) - 0xFEE0) for char in text)


def _han_length(sentence: str) -> int:
    return sum(1 for char in sentence if "一" <= char <= "鿿")


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1].rstrip()}…"


def _each_once(found: Iterable[Plain]) -> list[Plain]:
    return list({each.written: each for each in found}.values())


def _each_in_order(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))
