"""Postal addresses as they are printed: one block of lines in the country's usual order."""

from __future__ import annotations

import re

from tradedesk.domain.party import PostalAddress

#: What a postal address can be for, in the order shown; one address may serve several.
PURPOSES = ("bill-to", "ship-to", "notify", "samples", "office")


def _codes(told: str) -> frozenset[str]:
    return frozenset(told.split())


#: The code stands before the town.
_CODE_FIRST = _codes(
    "AD AL AM AR AT AX AZ BA BE BG BY CH CL CR CU CY CZ DE DK DO DZ EE ES FI FO FR GE GL GR GT HN HR HT HU IL IS IT KG "
    "KW KZ LA LI LT LU MA MC MD ME MG MK MX MY MZ NE NI NL NO PH PL PT PY RO RS SE SI SK SM SN TJ TM TN TR UY UZ VA "
    "VE XK ZM"
)
#: The code has a line of its own below the town.
_CODE_BELOW = _codes("GB GG IM JE KE LK ZA IE")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def purposes_of(address: PostalAddress) -> tuple[str, ...]:
    """What an address is for; a word of the user's own (from a list brought in) is kept behind the known ones."""
    named = dict.fromkeys(word.strip() for word in address.purpose.split(",") if word.strip())
    return (*(each for each in PURPOSES if each in named), *(each for each in named if each not in PURPOSES))


def with_purpose(address: PostalAddress, purpose: str, *, wanted: bool) -> str:
    """The purposes of an address as they are stored, with one more or one less."""
    left = [each for each in purposes_of(address) if each != purpose] + ([purpose] if wanted else [])
    return ",".join([each for each in PURPOSES if each in left] + [each for each in left if each not in PURPOSES])


def block(address: PostalAddress, country_name: str) -> tuple[str, ...]:
    """The lines of an address for an envelope or a document; empty lines are left out.

    ``country_name`` stands last, in capitals where it has them. An address in Chinese, Japanese or Korean characters
    goes from the country down to the addressee.
    """
    street = tuple(line.strip() for line in address.street.splitlines() if line.strip())
    if _CJK.search(address.street) or (not street and _CJK.search(address.city)):
        place = "".join(part for part in (address.region, address.city, "".join(street)) if part)
        lines: tuple[str, ...] = (country_name, address.postal_code, place, address.addressee)
    else:
        lines = (address.addressee, *street, *_town(address), country_name.upper())
    phone = address.phone.strip()
    return tuple(line.strip() for line in (*lines, f"Tel. {phone}" if phone else "") if line.strip())


def _town(address: PostalAddress) -> tuple[str, ...]:
    code, city, region = address.postal_code.strip(), address.city.strip(), address.region.strip()
    if address.country[:2] in _CODE_FIRST:
        return _joined(" ", code, city), region if region != city else ""
    if address.country[:2] in _CODE_BELOW:
        return city, region if region != city else "", code
    return (_joined(", ", city, _joined(" ", region, code)),)


def _joined(between: str, *parts: str) -> str:
    return between.join(part for part in parts if part)
