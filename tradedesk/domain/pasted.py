"""A pasted list of addresses taken apart: which channel each piece is of, and whose name stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tradedesk.domain.address import Channel
from tradedesk.domain.handle import is_number, tidy

_SIGNS = str.maketrans("＠．｡＜＞；，：“”", '@..<>;,:""')
#: Words that stand before an address and say which way it is.
_WORDS: dict[Channel, str] = {
    Channel.MAIL: r"e-?mails?(?: address)?|mail|courriel|correo|邮箱|邮件|电邮|電郵|メール|이메일|почта"
    r"|from|to|b?cc|reply-to|发件人|收件人|抄送|密送",
    Channel.FAX: r"(?:tele)?fax|传真|傳真|факс|ファックス|팩스",
    Channel.WHATSAPP: r"whats ?app|wa",
    Channel.WECHAT: r"we ?chat|weixin|微信号?|微信號|wx|vx",
    Channel.LINKEDIN: r"linked ?in|领英",
    Channel.TELEGRAM: r"telegram|tg",
    Channel.LINE: r"line",
    Channel.KAKAOTALK: r"kakao(?: ?talk)?|카카오톡",
    Channel.SKYPE: r"skype|(?:ms )?teams",
    Channel.PHONE: r"tel|tél|telephone|téléphone|telefon|teléfono|telefone|phone|mobile|mob|cell|cel|handy|gsm|тел"
    r"|电话|電話|手机|手機|座机|携帯|전화|휴대폰",
    Channel.WEB_FORM: r"web(?:site)?|homepage|www|网站|網站|网址",
}
_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
#: Where a word of Chinese, Japanese or Korean ends and a mail address begins, and the other way round.
_GLUED_BEFORE = re.compile(rf"(?<=[{_CJK}])(?=[a-z][a-z\d._%+-]*@)", re.IGNORECASE)
_GLUED_BEHIND = re.compile(rf"(@[a-z\d.-]+\.[a-z]{{2,}})(?=[{_CJK}])(?!\w*\.\w)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?<![\w.@/-])(?:"
    + "|".join(f"(?P<{channel.name}>{words})" for channel, words in _WORDS.items())
    + r")\.?(?: ?(?:id|no\.?|nr\.?|number|address|号码?|號碼?))?\s*(?::(?!//)\s*|(?=[+(\d]))",
    re.IGNORECASE,
)
_HOSTS: tuple[tuple[str, Channel], ...] = (
    (r"(?:wa\.me|(?:api|web|chat)\.whatsapp\.com)/|whatsapp://", Channel.WHATSAPP),
    (r"(?:[\w-]+\.)?linkedin\.com/|lnkd\.in/", Channel.LINKEDIN),
    (r"(?:t\.me|telegram\.(?:me|dog))/|tg://", Channel.TELEGRAM),
    (r"(?:[\w-]+\.)?line\.me/|lin\.ee/", Channel.LINE),
    (r"(?:open|pf|qr)\.kakao\.com/", Channel.KAKAOTALK),
    (r"u\.wechat\.com/|weixin://", Channel.WECHAT),
    (r"join\.skype\.com/|teams\.(?:microsoft|live)\.com/|skype:|live:|msteams:", Channel.SKYPE),
)
_PLAIN = r"[^\s<>()\[\]\"',;:/]+"
_MAIL = re.compile(rf"(?:mailto:)?{_PLAIN}(?:/{_PLAIN})*@{_PLAIN}", re.IGNORECASE)
#: "WeChat khalid88": where the word alone is clear enough.
_UNMARKED = re.compile(
    r"(?:(?P<WECHAT>we ?chat|weixin|微信号?)|(?P<SKYPE>skype)|(?P<TELEGRAM>telegram))\s+(\S+)", re.IGNORECASE
)
_ANGLED = re.compile(r"<\s*(?:mailto:)?([^<>]+?)\s*>", re.IGNORECASE)
_EDGES = " \t,;:.·-–—/|<>()[]\"'、。"
#: Texts of these are one piece, whatever signs are in them.
_WHOLE = frozenset({Channel.OTHER, Channel.WEB_FORM})


@dataclass(frozen=True)
class Piece:
    """One address of a list as it was written. ``channel`` is None where nothing says which way it is."""

    channel: Channel | None
    text: str
    name: str = ""


def pieces(text: str, chosen: Channel | None = None) -> tuple[Piece, ...]:
    """Take a typed or pasted text apart: "a@b.com; c@d.com / Name <e@f.com>, Tel: +49 40 123456"; each piece once.

    ``chosen`` is the channel that the user picked, None to recognise it: a text that is one piece is of that channel,
    in a list what a piece says of itself (a link, "Fax:", an @) counts more.
    """
    if chosen in _WHOLE:
        return (Piece(chosen, text),) if text.strip() else ()
    every = [each for part, label in _parts(text) for each in _read(part, label, chosen)]
    if len(every) == 1 and not every[0].name:
        # Nothing was taken apart: the original stays as it was typed, but for a label and words glued to it.
        only = every[0]
        worded = unglued(text) != text or (only.channel is not Channel.MAIL and _LABEL.search(_plain(text)))
        return (Piece(chosen or only.channel, only.text if worded else text),)
    found: dict[tuple[Channel | None, str], Piece] = {}
    for each in every:
        found.setdefault((each.channel, each.text.casefold()), each)
    return tuple(found.values())


def unglued(text: str) -> str:
    """A blank where Chinese, Japanese or Korean words stand right before or behind a mail address.

    >>> unglued("合同发orders@firm.cn收")
    '合同发 orders@firm.cn 收'
    """
    return text if text.isascii() or "@" not in text else _GLUED_BEHIND.sub(r"\1 ", _GLUED_BEFORE.sub(" ", text))


def _plain(text: str) -> str:
    return "\n".join(unglued(tidy(line.translate(_SIGNS))) for line in re.split(r"[\r\n\u0085\u2028\u2029\v\f]+", text))


def _parts(text: str) -> Iterator[tuple[str, Channel | None]]:
    """The parts between separators and labels, with the channel that a label names."""
    for stretch in _separated(_plain(text)):
        begin, label = 0, None
        for match in _LABEL.finditer(stretch):
            if stretch[begin : match.start()].strip(_EDGES):
                yield stretch[begin : match.start()].strip(), label
            begin, label = match.end(), Channel[match.lastgroup or "OTHER"]
        if stretch[begin:].strip(_EDGES):
            yield stretch[begin:].strip(), label


def _separated(text: str) -> Iterator[str]:
    """Split at line ends, ";", "|", "、", " / ", and at commas outside quotes; "Berg, Anna <a@b>" stays together."""
    for line in re.split(r"[\n\t;|、]|(?<=\s)/(?=\s)|(?<=[>\w])/(?=[^\s/@]+@[^\s@/;,|、<>]+(?:$|[\s,/;|、<>]))", text):
        waiting = ""
        for part in re.split(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", line):
            if waiting and "<" in part and not part.strip().startswith("<"):
                part, waiting = f"{waiting.strip()}, {part.strip()}", ""
            if waiting:
                yield waiting
            waiting = part if _is_plain_name(part) else ""
            if not waiting:
                yield part
        if waiting:
            yield waiting


def _is_plain_name(part: str) -> bool:
    """Whether it holds nothing that could be an address: perhaps the family name before a comma."""
    return bool(part.strip()) and not re.search(r"[@<>:/\d._]", part)


def _read(part: str, label: Channel | None, chosen: Channel | None) -> Iterator[Piece]:
    sure = label or _by_link(part)
    written_as_mail = chosen is not Channel.SKYPE and re.search(r"@(?!c\.us|s\.whatsapp)[^\s@]+\.", part)
    word = _UNMARKED.fullmatch(part)
    if sure is Channel.MAIL or (sure is None and written_as_mail):
        yield from _mails(part)
    elif sure is None and word is not None:
        named = next(name for name, told in word.groupdict().items() if told)
        yield Piece(Channel[named], word[4])
    elif sure is not None:
        yield Piece(sure, part.strip(" ,;"))
    elif re.search(r"\d@(?:c\.us|s\.whatsapp\.net)$", part):
        yield Piece(Channel.WHATSAPP, part)
    elif chosen is not None:
        yield Piece(chosen, part.strip(" ,;"))
    elif re.match(r"^https?://|^www\.", part, re.IGNORECASE):
        yield Piece(Channel.WEB_FORM, part.strip(" ,;"))
    else:
        digits = re.sub(r"(?:x|ext\.?|转|轉|分机|-)\s*\d{1,6}$", "", part, flags=re.IGNORECASE).strip()
        numbered = is_number(digits) or is_number(part)
        half_a_mail = "@" in part and not part.startswith("@")
        yield Piece(Channel.PHONE if numbered else Channel.MAIL if half_a_mail else None, part.strip(" ,;"))


def _by_link(part: str) -> Channel | None:
    for pattern, channel in _HOSTS:
        if re.match(rf"^(?:https?://)?(?:www\.)?(?:{pattern})", part, re.IGNORECASE):
            return channel
    return None


def _mails(part: str) -> Iterator[Piece]:
    """Each mail address of a part, with the name that stands before it."""
    begin, found = 0, False
    for match in re.finditer(rf"{_ANGLED.pattern}|{_MAIL.pattern}", part, re.IGNORECASE):
        mail = (match[1] or match[0]).strip(_EDGES)
        if "@" not in mail:
            continue
        yield Piece(
            Channel.MAIL, re.sub(r"^mailto:", "", mail, flags=re.IGNORECASE), _name(part[begin : match.start()])
        )
        begin, found = match.end(), True
    if not found:
        yield Piece(Channel.MAIL, part.strip(_EDGES))


def _name(text: str) -> str:
    """The words before an address as a person's name; empty when they are none."""
    words = " ".join(text.strip(_EDGES).split())
    if _LABEL.fullmatch(f"{words}:"):
        return ""
    if not words or len(words) > 60 or re.search(r"[@\d]", words) or not any(letter.isalpha() for letter in words):
        return ""
    family, comma, given = (part.strip() for part in words.partition(","))
    if comma and "," not in given and len(family.split()) <= 2 and len(given.split()) <= 2:
        return f"{given} {family}"
    return words
