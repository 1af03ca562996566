"""A message shortened for a chat: the same facts word for word, without the frame of a letter (A9).

What stands between opening and closing is never rewritten: no number, date or amount is touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from urllib.parse import quote, urlsplit

from tradedesk.domain.bilingual import RULE
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Medium
from tradedesk.domain.template import markers

#: Characters that a message may have. WhatsApp and WeChat take more, but few read or can copy more.
LIMITS: Mapping[Medium, int] = MappingProxyType({Medium.WHATSAPP: 2000, Medium.WECHAT: 2000, Medium.LINKEDIN: 8000})
#: Characters of the note that goes with an invitation on LinkedIn.
INVITATION = 300
#: A longer link is cut or refused on some systems.
LONGEST_LINK = 2000

#: Lines by which letters end; compared without marks and in small letters.
_CLOSINGS = frozenset(
    """
    kind regards|best regards|warm regards|regards|with kind regards|with warm regards|with best regards
    yours sincerely|yours faithfully|sincerely|best wishes|with best wishes|many thanks|thank you|thanks
    mit freundlichen grüßen|freundliche grüße|viele grüße|beste grüße|cordialement|bien cordialement
    meilleures salutations|saludos cordiales|atentamente|un cordial saludo|cordiali saluti|distinti saluti
    atenciosamente|com os melhores cumprimentos|с уважением|saygılarımla|saygılarımızla|z poważaniem|pozdrawiam
    مع أطيب التحيات|مع خالص التحية|此致|敬礼|顺颂商祺|顺祝商祺|祝好|谢谢|专此函达|祝您和家人安康，生意兴隆
    we thank you for your kind attention|敬具
    よろしくお願いいたします|감사합니다
    """.strip().replace("\n", "|").replace("    ", "").split("|")
)  # fmt: skip
_MARKS = " \t,.，。!！:：;；、"
#: How letters open in English and Chinese, and what is left of it.
_DEAR = re.compile(r"^dear\s+(?P<name>.+)$", re.IGNORECASE)
_NOBODY = re.compile(r"^(?:sir|madam|sirs|all|customer|friend|partner)\b", re.IGNORECASE)
_ESTEEMED = re.compile(r"^(?:尊敬的|敬爱的|亲爱的)\s*(?P<name>.+)$")
_BULLET = re.compile(r"^\s*(?:[-*•·–]|\d{1,2}[.)、])\s")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


def shorten(
    body: str, *, salutation: str = "", signature: Sequence[str] = (), reference: str = "", heading: str = ""
) -> str:
    """The text for a chat: a short opening, the matter as it is, no closing and no signature.

    ``salutation`` is the opening of the letter without its mark; ``signature`` are the lines that sign it (name,
    company). ``reference`` (the order's number) is put on a line of its own where the text does not name it, since a
    chat has no subject. ``heading`` is the reader's company, which a formal letter has above its opening. Of a text in
    two languages the first is taken.
    """
    lines = [line.rstrip() for line in _seen(body).split("\n")]
    second = next((at for at, line in enumerate(lines) if line.startswith(f"{RULE} ")), len(lines))
    lines = _without_closing(_trimmed(lines[:second]), tuple(each for each in signature if each.strip()))
    if heading and len(lines) > 1 and lines[0].strip() == heading.strip():
        lines = _trimmed(lines[1:])
    opening, rest = _opening(lines, salutation)
    rest = _close_together(_trimmed(rest))
    if reference and reference not in "\n".join(rest):
        rest = [f"{reference}", *rest]
    return "\n".join(_trimmed([*([opening, ""] if opening else []), *rest]))


def check(text: str, medium: Medium) -> None:
    """Refuse what must not go into a chat.

    Raises RuleSaysNo (field "text"): "chat-empty"; "fact-still-missing" with ``fact``, where a mark of a missing fact
    is left; "chat-too-long" with ``limit`` and ``over``.
    """
    if not text.strip():
        raise RuleSaysNo("chat-empty", "text")
    left = markers(text)
    if left:
        raise RuleSaysNo("fact-still-missing", "text", fact=left[0].name)
    if "⟦" in text or "⟧" in text:
        raise RuleSaysNo("chat-half-mark", "text")
    limit = LIMITS.get(medium)
    if limit is not None and len(text) > limit:
        raise RuleSaysNo("chat-too-long", "text", limit=str(limit), over=str(len(text) - limit))


def whatsapp_link(number: str, text: str) -> tuple[str, bool]:
    """The link that opens the chat, and whether it carries the text: one that grows too long opens the chat alone.

    ``number`` is a telephone number with its country; without one WhatsApp asks for the chat. The link has nothing of
    the number but digits, and nothing of the text but what is percent-encoded. Raises RuleSaysNo("whatsapp-no-number").
    """
    digits = "".join(each for each in number if each.isascii() and each.isdigit())
    if number.strip() and not 7 <= len(digits) <= 15:
        raise RuleSaysNo("whatsapp-no-number", "value", value=number)
    chat = f"https://wa.me/{digits}"
    link = f"{chat}?text={quote(_seen(text), safe='')}"
    return (link, True) if len(link) <= LONGEST_LINK else (chat, False)


def linkedin_link(profile: str) -> str:
    """The link to a person's page, encoded; empty for anything that is not on LinkedIn."""
    try:
        parts = urlsplit(profile)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme != "https" or not (host == "linkedin.com" or host.endswith(".linkedin.com")):
        return ""
    return f"https://www.linkedin.com{quote(parts.path, safe='/%')}"


def _seen(text: str) -> str:
    """Line ends of one kind, and nothing that cannot be seen."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n"))


def _trimmed(lines: Sequence[str]) -> list[str]:
    """Without the empty lines at both ends."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return list(lines[filled[0] : filled[-1] + 1]) if filled else []


def _without_closing(lines: list[str], signature: Sequence[str]) -> list[str]:
    """Without the block that ends a letter: from its closing words on, or the lines that sign it."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _signs(lines[end - 1], signature)):
        end -= 1
    above = end
    while above and (not lines[above - 1].strip() or _closes(lines[above - 1])):
        above -= 1
    return _trimmed(lines[: above if above < end else end])


def _signs(line: str, signature: Sequence[str]) -> bool:
    return any(line.strip().startswith(each.strip()) for each in signature)


def _closes(line: str) -> bool:
    return line.strip(_MARKS).casefold() in _CLOSINGS


def _opening(lines: list[str], salutation: str) -> tuple[str, list[str]]:
    """The opening made short, and the rest; a first line that opens nothing belongs to the rest."""
    if not lines:
        return "", lines
    first = lines[0].strip().rstrip(_MARKS)
    dear, esteemed = _DEAR.match(first), _ESTEEMED.match(first)
    if dear is not None and len(first) < 80:
        name = dear["name"].strip()
        return ("Hello," if _NOBODY.match(name) else f"Hello {name},"), lines[1:]
    if esteemed is not None and len(first) < 40:
        rest = _trimmed(lines[1:])
        rest = rest[1:] if rest and rest[0].strip(_MARKS) == "您好" else rest
        return f"{esteemed['name']}，您好，", rest
    if salutation and first == salutation.strip().rstrip(_MARKS):
        return lines[0].strip(), lines[1:]
    return "", lines


def _close_together(lines: Sequence[str]) -> list[str]:
    """One empty line between two thoughts; none between a sentence and its list."""
    kept: list[str] = []
    for at, line in enumerate(lines):
        if line.strip():
            kept.append(line)
            continue
        after = next((each for each in lines[at + 1 :] if each.strip()), "")
        if kept and kept[-1].strip() and not _BULLET.match(after):
            kept.append("")
    return kept
