"""How Chinese names sound: their pinyin in full and by initials, so that nbltmy and lantian find 宁波蓝天贸易.

The table of readings is large; it is loaded when the first Chinese name is written, never at the start.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from functools import cache

_HAN = "[\u3400-\u4dbf\u4e00-\u9fff]+"
#: Second readings that people do type in names of firms, places and persons; the first ones come from the table.
_ALSO = {
    "厦": "xia", "重": "chong", "行": "hang", "长": "chang", "单": "shan", "乐": "yue", "都": "du", "车": "ju",
    "会": "kuai", "大": "dai", "万": "mo", "贾": "gu", "区": "ou", "查": "zha", "解": "xie", "仇": "qiu",
    "朴": "piao", "盛": "cheng", "传": "zhuan", "角": "jue", "藏": "zang", "调": "tiao", "系": "ji", "便": "pian",
    "降": "xiang", "缪": "miao", "覃": "qin", "尉": "yu", "员": "yun", "洗": "xian", "六": "lu", "蔚": "yu",
    "折": "she", "种": "chong", "召": "shao", "祭": "zhai", "薄": "bo", "繁": "po", "盖": "ge", "俞": "shu",
    "牟": "mu", "涡": "guo", "陂": "pi", "荥": "ying", "番": "pan", "浒": "xu", "長": "chang", "廈": "xia",
    "單": "shan", "樂": "yue", "會": "kuai", "車": "ju", "調": "tiao", "傳": "zhuan", "區": "ou", "賈": "gu",
    "萬": "mo", "阿": "e",
}  # fmt: skip
#: More ways than these to read one name are not all written down.
_MOST = 8
#: A longer run is prose, not a name: it is read one way.
_LONGEST = 30


def spelled(text: str) -> str:
    """The pinyin of every Chinese run of a text, in full and by initials, parted by blanks; empty without Chinese.

    >>> spelled("宁波蓝天")
    'ningbolantian nblt'
    """
    if text.isascii():
        return ""
    found: dict[str, None] = {}
    for run in re.findall(_HAN, text):
        for syllables in _ways(run):
            found["".join(syllables)] = None
            if len(syllables) > 1:
                found["".join(syllable[0] for syllable in syllables)] = None
    return " ".join(found)


def _ways(run: str) -> list[tuple[str, ...]]:
    """The ways to read a run: all where they are few, else the usual one and each with one other reading."""
    readings = [found for found in map(_readings, run) if found]
    usual = tuple(each[0] for each in readings)
    number = 1
    for each in readings:
        number *= len(each)
    if number == 1 or len(readings) > _LONGEST:
        return [usual] if usual else []
    if number <= _MOST:
        return list(itertools.product(*readings))
    others = [(*usual[:place], other, *usual[place + 1 :]) for place, each in enumerate(readings) for other in each[1:]]
    return [usual, *others]


@cache
def _readings(character: str) -> tuple[str, ...]:
    """The usual readings of a character without tones, ü as v (and as u); none for one that nobody reads."""
    first = _table().get(ord(character), "").partition(",")[0]
    if not first:
        return ()
    found = dict.fromkeys(_plain(first))
    if character in _ALSO:
        found[_ALSO[character]] = None
    return tuple(found)


def _plain(syllable: str) -> tuple[str, ...]:
    import unicodedata

    letters = unicodedata.normalize("NFD", syllable)
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return (bare.replace("u", "v"), bare) if "\u0308" in letters else (bare,)


@cache
def _table() -> Mapping[int, str]:
    import os

    # Words and phrases take five times the memory, and every reading that is usual in a name is written down anyway.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    from pypinyin.constants import PINYIN_DICT

    table: Mapping[int, str] = PINYIN_DICT
    return table
