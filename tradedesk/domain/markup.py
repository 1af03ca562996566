"""HTML taken apart into tags and words, in time that grows with its length alone, whatever it holds.

The standard library's parser looks again and again for ends that are not there: a megabyte of ``<a <a <a`` keeps it
busy for hours. Here every character is passed once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

#: Characters of one tag with its attributes that are read.
_LONGEST_TAG = 8_000

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9:-]{0,30})")
_TAG_PART = re.compile(r"[>\"']")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_RAW = ("script", "style")


class Token(NamedTuple):
    """``kind`` is "start", "end" or "text". Names of tags and attributes are in small letters, character references
    in ``text`` and in values are resolved.
    """

    kind: str
    name: str = ""
    text: str = ""
    attributes: tuple[tuple[str, str], ...] = ()


def tokens(html: str) -> Iterator[Token]:
    """Every tag and every piece of text, in order; comments and declarations are left out. Never raises."""
    place = 0
    while place < len(html):
        start = html.find("<", place)
        if start != place:
            yield Token("text", text=unescape(html[place : start if start >= 0 else len(html)]))
            if start < 0:
                return
        found = _NAME.match(html, start + 1)
        if found is None and html[start + 1 : start + 2] in ("!", "?"):
            place = _after_declaration(html, start)
        elif found is None:
            yield Token("text", text="<")
            place = start + 1
        else:
            end = _end_of_tag(html, found.end())
            name = found[1].lower()
            if html[start + 1] == "/":
                yield Token("end", name)
            else:
                yield Token("start", name, attributes=_attributes(html[found.end() : min(end, start + _LONGEST_TAG)]))
            place = end + 1
            if name in _RAW and html[start + 1] != "/":
                place = _after_raw(html, place, name)


def _after_declaration(html: str, start: int) -> int:
    ending = "-->" if html.startswith("<!--", start) else ">"
    end = html.find(ending, start + 2)
    return len(html) if end < 0 else end + len(ending)


def _end_of_tag(html: str, place: int) -> int:
    """Where the tag's ">" stands, not one in quotes; a quote that is not closed within a tag's length is none."""
    while (found := _TAG_PART.search(html, place, place + _LONGEST_TAG)) is not None:
        if found.group() == ">":
            return found.start()
        closing = html.find(found.group(), found.end(), found.end() + _LONGEST_TAG)
        if closing < 0:
            plain = html.find(">", found.end(), found.end() + _LONGEST_TAG)
            return plain if plain >= 0 else min(found.end() + _LONGEST_TAG, len(html))
        place = closing + 1
    return min(place + _LONGEST_TAG, len(html))


def _attributes(text: str) -> tuple[tuple[str, str], ...]:
    found = []
    for each in _ATTRIBUTE.finditer(text):
        value = next((part for part in each.groups()[1:] if part is not None), "")
        found.append((each[1].lower(), unescape(value)))
    return tuple(found)


def _after_raw(html: str, place: int, name: str) -> int:
    found = re.compile(rf"</{name}", re.IGNORECASE).search(html, place)
    return len(html) if found is None else found.start()
