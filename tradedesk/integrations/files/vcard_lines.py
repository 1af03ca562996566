"""The lines of a vCard file (2.1, 3.0, 4.0) as properties: unfolded, decoded, unescaped.

Older phones and mail programs write 2.1 with quoted-printable, soft line breaks and a character set for each value;
newer ones write UTF-8 and fold long lines. Both can stand in one file.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tradedesk.integrations.files.text_encoding import decode_list

#: What a 2.1 card writes without "ENCODING=" before it.
_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B", "Q"})
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Property:
    """One property: NAME in capitals, its group, its parameters, and the value still escaped (see ``parts``)."""

    name: str
    value: str
    line: int
    group: str = ""
    parameters: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def types(self) -> frozenset[str]:
        """The TYPE words in lower case; bare words of 2.1 with them."""
        return frozenset(self.parameters.get("TYPE", ()))

    @property
    def text(self) -> str:
        """The value as one text."""
        return _plain(self.value)

    def parts(self, separator: str = ";") -> list[str]:
        """The parts of a structured value (N, ADR, ORG), or of a list with a comma between."""
        shape = rf"(?:\\.|[^\\{separator}])*"
        found, place = [], 0
        while True:
            part = re.compile(shape, re.DOTALL).match(self.value, place)
            end = part.end() if part is not None else len(self.value)
            found.append(_plain(self.value[place:end]))
            # Behind the part stands the separator, or a lone backslash at the very end.
            if self.value[end : end + 1] != separator:
                return found
            place = end + 1


def properties(raw: bytes, encoding: str | None = None) -> Iterator[Property]:
    """Every property of the file in order; what is no property at all is left out.

    ``encoding`` is the one of the file, for values that do not say theirs; None finds out value by value.
    """
    if encoding is not None and encoding.lower().startswith("utf-16"):
        raw, encoding = raw.decode(encoding, errors="replace").encode(), "utf-8"
    for number, line in _logical(raw):
        found = _property(number, line, encoding)
        if found is not None:
            yield found


def _logical(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Whole lines with the number of their first physical line: folded ones joined, soft breaks taken out."""
    held, started = b"", 0
    for number, line in enumerate(_physical(raw), 1):
        if held and line[:1] in (b" ", b"\t"):
            held += line[1:]
        elif _ends_softly(held):
            held = held[:-1] + line
        else:
            if held:
                yield started, held
            held, started = line, number
    if held:
        yield started, held


def _physical(raw: bytes) -> Iterable[bytes]:
    return raw.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")


def _ends_softly(line: bytes) -> bool:
    head = line.partition(b":")[0].upper()
    return line.endswith(b"=") and (b"QUOTED-PRINTABLE" in head or b"ENCODING=Q" in head)


def _property(number: int, line: bytes, encoding: str | None) -> Property | None:
    head, value = _apart(line.decode("latin-1"))
    if head is None:
        return None
    words = _split_head(head)
    group, _, name = words[0].strip().rpartition(".")
    parameters: dict[str, tuple[str, ...]] = {}
    for word in words[1:]:
        key, given, said = word.partition("=")
        key = key.strip().upper()
        if not given:
            key, said = ("ENCODING", key) if key in _BARE_ENCODINGS else ("TYPE", key)
        values = tuple(each.strip().strip('"').lower() for each in _unquoted(said).split(",") if each.strip())
        parameters[key] = (*parameters.get(key, ()), *values)
    text = _decoded(value.encode("latin-1"), parameters, encoding)
    return Property(name.upper(), text, number, group.lower(), parameters) if name else None


def _apart(line: str) -> tuple[str | None, str]:
    """Head and value at the first colon that is not in quotes."""
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == ":" and not quoted:
            return line[:place], line[place + 1 :]
    # A quotation mark that is never closed: then the first colon is taken.
    head, found, value = line.partition(":")
    return (head, value) if found else (None, "")


def _split_head(head: str) -> list[str]:
    return re.findall(r'(?:"[^"]*"|[^;])+', head) or [""]


def _unquoted(text: str) -> str:
    """TYPE="work,voice" holds two words as TYPE=work,voice does."""
    return text.replace('"', "")


def _decoded(raw: bytes, parameters: dict[str, tuple[str, ...]], encoding: str | None) -> str:
    how = (parameters.get("ENCODING") or ("",))[0].upper()
    if how in ("QUOTED-PRINTABLE", "Q"):
        raw = binascii.a2b_qp(raw)
    elif how in ("BASE64", "B"):
        return ""
    charset = (parameters.get("CHARSET") or ("",))[0]
    for each in (charset, encoding or "", "utf-8"):
        try:
            if each:
                return raw.decode("gb18030" if each in ("gb2312", "gbk") else each)
        except (LookupError, UnicodeDecodeError):
            continue
    return decode_list(raw).text


def _plain(text: str) -> str:
    """The escapes taken out: \\n is a line break, every other backslash only protects the sign behind it."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()
