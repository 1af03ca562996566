"""In which language a text is written: by its script, and for Latin letters by its smallest words. Sure or silent.

Short texts and product lists say nothing of a language, so nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from tradedesk.domain.sentences import words

#: Fewer letters of a script than this many tell nothing.
_FEWEST_LETTERS = 12
#: So many characters at most are looked at: the beginning of a text tells as much as all of it.
_READ = 4000
#: Of so many words at most the smallest ones are counted.
_ENOUGH = 400

#: The smallest words of each language, those that it shares with a neighbour mostly left out.
_SMALL: dict[str, frozenset[str]] = {
    tongue: frozenset(small.split())
    for tongue, small in {
        "en": "the and of to for is are was were be will with your you our we this that have has from please thank "
        "dear it not can would if by at as an in on do us any need which when",
        "de": "der die das und ist sind nicht mit für auf ein eine einen einem einer wir sie ihr ihre ihnen ihren uns "
        "unser unsere den dem des von zu zum zur im am bei wird werden haben hat bitte danke auch oder dass wenn als "
        "sehr geehrte noch nach über",
        "fr": "le la les des et est sont pas avec pour sur une nous vous votre vos notre nos dans du au aux que qui "
        "ce cette ces par plus merci veuillez être avez avons sera ne nos bonjour afin ainsi",
        "es": "el la los las y es son no con para una usted ustedes nosotros su sus nuestro nuestra del al que por "
        "este esta gracias favor muy más se le les ha hemos será está como pero estimado",
        "pt": "o os as e é são não com para uma você vocês nós sua seu nosso nossa do da dos das ao que por este esta "
        "obrigado obrigada favor muito mais se em no na nos está como mas prezado",
        "it": "il lo gli le e è sono non con per una noi voi vostro vostra nostro nostra del della dei delle al alla "
        "che di questo questa grazie prego molto più si ha abbiamo sarà come ma gentile in da nel",
        "nl": "de het een en is zijn niet met voor op wij u uw ons onze van te dat die dit wordt worden hebben heeft "
        "alstublieft bedankt ook of als bij naar zeer geachte",
        "pl": "i w na z do nie jest są się to że dla po od przez oraz prosimy dziękujemy państwa nasz nasze ale jak "
        "czy będzie został który która proszę szanowni",
        "tr": "ve bir bu için ile de da çok olarak olan size sizin bizim lütfen teşekkür ederiz sayın daha ne gibi "
        "kadar var değil veya olup",
        "id": "dan yang di untuk dengan ini itu kami anda tidak dari akan pada adalah terima kasih mohon dapat telah "
        "sudah bapak ibu kepada",
        "vi": "và của là các cho không được có trong với chúng tôi quý vui lòng cảm ơn này một những đã sẽ",
    }.items()
}

#: Readers in these countries read Chinese.
READ_CHINESE = frozenset({"CN", "HK", "MO", "SG", "TW"})


def language_of(text: str) -> str:
    """The language as a tag ("en", "zh", "ru"), or empty where it is not sure.

    >>> language_of("Please find attached the packing list of your order; we will ship it on Friday.")
    'en'
    >>> language_of("FOB price?")
    ''
    """
    return _language_of(text[:_READ])


@lru_cache(maxsize=64)
def _language_of(head: str) -> str:
    counts = _scripts(head)
    if not counts:
        return ""
    script, most = max(counts.items(), key=lambda pair: pair[1])
    total = sum(counts.values())
    if most < _FEWEST_LETTERS and not (script in {"Han", "Kana", "Hang"} and most >= 6):
        return ""
    if script in {"Han", "Kana"}:
        return _east_asian(counts, total)
    if most < 0.7 * total:
        return ""
    if script == "Latn":
        return _latin(words(head.casefold())[:_ENOUGH])
    return _BY_SCRIPT[script](head)


def tongue(tag: str) -> str:
    """The language of a tag: "zh" of "zh_CN", "de" of "de-AT"."""
    return tag.replace("_", "-").partition("-")[0].casefold()


def tongues(tags: Iterable[str]) -> tuple[str, ...]:
    """The languages of tags, each once, in order."""
    return tuple(dict.fromkeys(tongue(tag) for tag in tags if tag))


def _scripts(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for char in text:
        script = _script(ord(char)) if char.isalpha() else ""
        if script:
            counts[script] = counts.get(script, 0) + 1
    return counts


_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x41, 0x24F, "Latn"), (0x370, 0x3FF, "Grek"), (0x400, 0x52F, "Cyrl"), (0x590, 0x5FF, "Hebr"),
    (0x600, 0x6FF, "Arab"), (0x750, 0x77F, "Arab"), (0xE00, 0xE7F, "Thai"), (0x1100, 0x11FF, "Hang"),
    (0x1E00, 0x1EFF, "Latn"), (0x3040, 0x30FF, "Kana"), (0x3400, 0x9FFF, "Han"), (0xAC00, 0xD7AF, "Hang"),
    (0xFB50, 0xFEFC, "Arab"), (0x20000, 0x3134F, "Han"),
)  # fmt: skip


def _script(code: int) -> str:
    for first, last, name in _RANGES:
        if first <= code <= last:
            return name
    return ""


def _east_asian(counts: dict[str, int], total: int) -> str:
    han, kana = counts.get("Han", 0), counts.get("Kana", 0)
    if 2 * (han + kana) < total:
        return ""
    if kana * 10 > han:
        return "ja"
    return "zh" if kana == 0 else ""


def _latin(found: list[str]) -> str:
    """Sure when the smallest words of one language stand twice as often as those of any other."""
    if len(found) < 6:
        return ""
    hits = sorted(((sum(1 for word in found if word in small), tag) for tag, small in _SMALL.items()), reverse=True)
    (best, tag), (second, _) = hits[:2]
    return tag if best >= 4 and best >= 2 * second and best >= 0.12 * len(found) else ""


def _cyrillic(text: str) -> str:
    letters = text.casefold()
    if any(char in letters for char in "іїєґ"):
        return "uk" if "ы" not in letters and "э" not in letters else ""
    return "ru" if "ы" in letters and not any(char in letters for char in "ђћџљњѓќ") else ""


def _arabic(text: str) -> str:
    if any(char in text for char in "ٹڈڑے"):
        return "ur"
    if any(char in text for char in "پچژگ"):
        return "fa"
    return "ar"


_BY_SCRIPT: dict[str, Callable[[str], str]] = {
    "Cyrl": _cyrillic,
    "Arab": _arabic,
    "Hang": lambda _text: "ko",
    "Thai": lambda _text: "th",
    "Hebr": lambda _text: "he",
    "Grek": lambda _text: "el",
}
