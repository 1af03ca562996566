"""Business cards (vCard 2.1, 3.0 and 4.0) read from a file: several cards, several addresses a card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tradedesk.domain.address import Channel
from tradedesk.domain.card import Card, CardPlace, CardWay
from tradedesk.integrations.files.vcard_lines import Property, properties

#: Schemes of IMPP and URL, and the properties of phones and chat programs, by channel.
_SCHEMES = {
    "whatsapp": Channel.WHATSAPP,
    "telegram": Channel.TELEGRAM,
    "tg": Channel.TELEGRAM,
    "skype": Channel.SKYPE,
    "msteams": Channel.SKYPE,
    "line": Channel.LINE,
    "wechat": Channel.WECHAT,
    "weixin": Channel.WECHAT,
    "kakaotalk": Channel.KAKAOTALK,
}
_OWN = {
    "X-WHATSAPP": Channel.WHATSAPP,
    "X-WECHAT": Channel.WECHAT,
    "X-TELEGRAM": Channel.TELEGRAM,
    "X-SKYPE": Channel.SKYPE,
    "X-SKYPE-USERNAME": Channel.SKYPE,
    "X-MS-IMADDRESS": Channel.SKYPE,
    "X-LINE": Channel.LINE,
    "X-KAKAOTALK": Channel.KAKAOTALK,
    "X-LINKEDIN": Channel.LINKEDIN,
}
_SITES = (
    (re.compile(r"(^|//|\.)linkedin\.com/", re.IGNORECASE), Channel.LINKEDIN),
    (re.compile(r"(^|//)(wa\.me|api\.whatsapp\.com)/", re.IGNORECASE), Channel.WHATSAPP),
    (re.compile(r"(^|//)(t|telegram)\.me/", re.IGNORECASE), Channel.TELEGRAM),
)
#: Which properties say nothing that a customer's page could keep.
_SILENT = frozenset(
    {"BEGIN", "END", "VERSION", "PRODID", "REV", "UID", "CLASS", "MAILER", "SORT-STRING", "KIND", "NAME", "SOURCE"}
    | {"X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "CLIENTPIDMAP", "LABEL", "TZ", "X-ADDRESSBOOKSERVER-KIND"}
)
#: How Apple's address book writes its own labels: _$!<Work>!$_.
_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")


def read_cards(raw: bytes, encoding: str | None = None, *, cancelled: Callable[[], bool] | None = None) -> list[Card]:
    """The cards of a file, in order. ``encoding`` is the file's, for values that do not say theirs.

    A card without its end is taken as far as it goes. ``cancelled`` is asked now and then; a list of cards is then
    cut short.
    """
    found: list[Card] = []
    for card in _cards(properties(raw, encoding)):
        found.append(_card(card))
        if cancelled is not None and len(found) % 200 == 0 and cancelled():
            break
    return found


def _cards(lines: Iterator[Property]) -> Iterator[list[Property]]:
    """The properties of each card; a card inside another (an agent's, in 2.1) is left out."""
    depth, card = 0, []  # type: int, list[Property]
    for each in lines:
        is_card = each.text.upper() == "VCARD"
        if each.name == "BEGIN" and is_card:
            depth += 1
            if depth == 1:
                card = [each]
        elif each.name == "END" and is_card:
            if depth == 1:
                yield card
            depth = max(depth - 1, 0)
        elif depth == 1:
            card.append(each)
    if depth:
        yield card


def _card(lines: list[Property]) -> Card:
    labels = {each.group: _label(each.text) for each in lines if each.name == "X-ABLABEL" and each.group}
    said = {each.name: each for each in reversed(lines)}
    names = _padded(said["N"].parts(), 5) if "N" in said else [""] * 5
    company, department = _padded(said["ORG"].parts(), 2)[:2] if "ORG" in said else ("", "")
    kind = (said["KIND"].text if "KIND" in said else _text(said, "X-ADDRESSBOOKSERVER-KIND")).casefold()
    ways, left_out = _ways(lines, labels)
    return Card(
        name=_text(said, "FN") or " ".join(each for each in (names[1], names[2], names[0]) if each),
        family=names[0],
        given=" ".join(each for each in names[1:3] if each),
        honorific=names[3],
        company=company,
        department=department,
        title=_text(said, "TITLE"),
        role=_text(said, "ROLE"),
        ways=ways,
        places=tuple(place for each in lines if each.name == "ADR" and (place := _place(each, labels))),
        website=_website(lines),
        birthday=_birthday(_text(said, "BDAY")),
        tags=tuple(dict.fromkeys(tag for each in lines if each.name == "CATEGORIES" for tag in each.parts(",") if tag)),
        language=_text(said, "LANG").lower(),
        notes="\n".join(each.text for each in lines if each.name == "NOTE" and each.text),
        is_company=kind in ("org", "organization") or _text(said, "X-ABSHOWAS").upper() == "COMPANY",
        is_group=kind == "group",
        left_out=left_out,
        line=lines[0].line,
    )


def _text(said: dict[str, Property], name: str) -> str:
    return said[name].text if name in said else ""


def _padded(parts: list[str], size: int) -> list[str]:
    return [*parts, *[""] * size][: max(size, len(parts))]


def _label(text: str) -> str:
    found = _APPLE_LABEL.match(text)
    return found[1] if found else text


def _ways(lines: list[Property], labels: dict[str, str]) -> tuple[tuple[CardWay, ...], tuple[str, ...]]:
    ways: list[CardWay] = []
    left_out: dict[str, None] = {}
    for each in lines:
        channel, value = _way(each)
        if channel is not None:
            if value:
                preferred = "pref" in each.types or "PREF" in each.parameters
                ways.append(CardWay(channel, value, labels.get(each.group, ""), preferred))
        elif each.name not in _SILENT and each.name not in _READ:
            left_out[each.name] = None
    return tuple(dict.fromkeys(ways)), tuple(left_out)


_READ = frozenset({"FN", "N", "ORG", "TITLE", "ROLE", "ADR", "URL", "BDAY", "CATEGORIES", "LANG", "NOTE"})


def _way(line: Property) -> tuple[Channel | None, str]:
    """The channel and the value of a property that is a way to reach somebody."""
    text = line.text
    if line.name in ("EMAIL", "TEL"):
        return _mail_or_number(line), re.sub(r"^(?:mailto|tel):", "", text, flags=re.IGNORECASE)
    if line.name in _OWN:
        return _OWN[line.name], text
    if line.name in ("IMPP", "X-SOCIALPROFILE"):
        return _chat(line, text)
    if line.name == "URL":
        return next(((channel, text) for shape, channel in _SITES if shape.search(text)), (None, ""))
    return None, ""


def _mail_or_number(line: Property) -> Channel:
    if line.name == "EMAIL":
        return Channel.MAIL
    if line.types & {"whatsapp", "x-whatsapp"}:
        return Channel.WHATSAPP
    return Channel.FAX if "fax" in line.types else Channel.PHONE


def _chat(line: Property, text: str) -> tuple[Channel, str]:
    """IMPP:whatsapp:+971… , IMPP;X-SERVICE-TYPE=WeChat:x-apple:name , X-SOCIALPROFILE;TYPE=linkedin:https://…"""
    scheme, found, rest = text.partition(":")
    if found and scheme.lower() in _SCHEMES:
        return _SCHEMES[scheme.lower()], re.sub(r"\?.*$", "", rest)
    words = {*line.types, *line.parameters.get("X-SERVICE-TYPE", ())}
    bare = re.sub(r"^(?:x-apple|xmpp|im|sip):", "", text, flags=re.IGNORECASE)
    if "linkedin" in words or _SITES[0][0].search(text):
        return Channel.LINKEDIN, bare
    service = next((word for word in sorted(words) if word in _SCHEMES), "")
    if service:
        return _SCHEMES[service], bare
    return Channel.OTHER, text


def _place(line: Property, labels: dict[str, str]) -> CardPlace:
    box, more, street, city, region, code, country = _padded(line.parts(), 7)[:7]
    whole = ", ".join(line for each in (street, more, box) for line in each.splitlines() if line.strip())
    return CardPlace(whole, city, region, code, country, labels.get(line.group, ""))


def _website(lines: list[Property]) -> str:
    sites = (each.text for each in lines if each.name == "URL" and _way(each)[0] is None)
    return next(sites, "")


def _birthday(text: str) -> str:
    """19850412, 1985-04-12, 1985-04-12T00:00:00Z, --0412: as day text; what is none of them is nobody's birthday."""
    found = re.match(r"^(\d{4}|--)-?(\d{2})-?(\d{2})(?:$|T)", text)
    if not found:
        return ""
    year, month, day = found.groups()
    # Apple writes 1604 where only day and month are known.
    if year in ("--", "1604"):
        return f"--{month}-{day}"
    return f"{year}-{month}-{day}"
