"""Names in messengers and on the web as typed or pasted (links, "@name", "live:…"), made normal; refused in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from tradedesk.domain.address import Channel
from tradedesk.domain.errors import RuleSaysNo

_NUMBER = re.compile(r"\+?[\d\s().\-]{7,24}")
_LONGEST = 300
#: Blanks of every kind, line ends and control characters; marks of direction and of no width vanish instead.
_BLANKS = frozenset({"Zs", "Zl", "Zp", "Cc"})
#: What links carry for those who count clicks, and what does not change where they lead.
_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|trk\w*|originalsubdomain|lipi|spm|_ga|ref|ref_src)",
    re.IGNORECASE,
)
_PROFILE = re.compile(
    r"^/(?:mwlite/)?(in|pub|company|school|showcase|organization|sales/lead|sales/people|sales/company)/([^/]+)",
    re.IGNORECASE,
)


def tidy(text: str) -> str:
    """What was typed without what cannot be seen, full-width letters made narrow, one blank between words."""
    seen = "".join(
        each if each.isprintable() else " " if unicodedata.category(each) in _BLANKS else ""
        for each in unicodedata.normalize("NFKC", text)
    )
    return " ".join(seen.split())


def normalise_handle(channel: Channel, text: str) -> str:
    """The name, number or link in its normal form. A number is returned as written: it is read as a telephone number.

    Raises RuleSaysNo (field "value") with ``value``: address-empty, linkedin-no-profile, wechat-no-name,
    telegram-no-name, line-no-name, kakaotalk-no-name, skype-no-name, web-form-no-link, address-too-long.
    """
    shown = tidy(text)
    if not shown:
        raise RuleSaysNo("address-empty", "value")
    if len(shown) > _LONGEST:
        raise RuleSaysNo("address-too-long", "value", value=shown[:60])
    found = _READERS[channel](shown) if channel in _READERS else shown
    if not found:
        raise RuleSaysNo(_REFUSALS[channel], "value", value=shown)
    return found


def is_number(text: str) -> bool:
    """Whether it is written as a telephone number, which most messengers take for a name."""
    return bool(_NUMBER.fullmatch(text)) and sum(letter.isdigit() for letter in text) >= 7


def _link(text: str) -> tuple[str, str, dict[str, str]]:
    """Host in lower case without "www.", path, and query of a link; empty when it is none."""
    if not re.match(r"^(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)", text, re.IGNORECASE):
        return "", "", {}
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return "", "", {}
    return host, parts.path, dict(parse_qsl(parts.query))


def _linkedin(text: str) -> str:
    host, path, _ = _link(text)
    if not host and re.match(r"^/?(?:in|company|school|showcase)/[^/\s]+/?$", text):
        host, path = "linkedin.com", "/" + text.strip("/")
    if host == "lnkd.in" and path.strip("/"):
        return f"https://lnkd.in{path.rstrip('/')}"
    match = _PROFILE.match(path) if host == "linkedin.com" or host.endswith(".linkedin.com") else None
    if match is None:
        return ""
    kind, name = match[1].lower(), unquote(match[2]).strip().rstrip(",")
    if not re.fullmatch(r"[\w.&'%~=, -]{2,120}", name):
        return ""
    # Names of people and companies are alike in capitals and small letters; the keys of the sales tool are not.
    name = name if kind.startswith("sales") else name.casefold()
    kind = "company" if kind == "organization" else kind
    return f"https://www.linkedin.com/{kind}/{name}"


def _wechat(text: str) -> str:
    host, path, _ = _link(text)
    if host in ("u.wechat.com", "work.weixin.qq.com") and path.strip("/"):
        return f"https://{host}{path.rstrip('/')}"
    name = re.sub(r"^weixin://(?:contacts/profile/|dl/add\?)?", "", text, flags=re.IGNORECASE).lstrip("@")
    name = re.sub(r"^qq\s*[::]?\s*(?=\d)", "", name, flags=re.IGNORECASE)
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{5,19}", name) or re.fullmatch(r"[1-9]\d{4,10}", name):
        return name
    return name if is_number(name) else ""


def _telegram(text: str) -> str:
    host, path, _ = _link(text)
    name = text
    if host in ("t.me", "telegram.me", "telegram.dog", "web.telegram.org"):
        name = path.strip("/").removeprefix("s/").partition("/")[0]
        if path.startswith("/joinchat/") or (name.startswith("+") and not name[1:].isdigit()):
            return f"https://t.me{path.rstrip('/')}"
    elif text.lower().startswith("tg://"):
        query = dict(parse_qsl(urlsplit(text).query))
        name = query.get("domain") or ("+" + query["phone"].lstrip("+ ") if "phone" in query else "")
    if is_number(name):
        return name
    name = name.lstrip("@")
    return f"@{name}" if re.fullmatch(r"[A-Za-z]\w{3,31}", name, re.ASCII) else ""


def _line(text: str) -> str:
    host, path, _ = _link(text)
    name = text
    if host == "line.me" or host.endswith(".line.me"):
        token = path.rstrip("/").rpartition("/")[2]
        if "/ti/p/" not in path and "/ti/g" not in path:
            return ""
        name = unquote(token)
        if not name.startswith(("~", "@")):
            return f"https://line.me/ti/p/{token}"
    elif host == "lin.ee" and path.strip("/"):
        return f"https://lin.ee{path.rstrip('/')}"
    name = name.removeprefix("~").casefold()
    if is_number(name):
        return name
    return name if re.fullmatch(r"@?[a-z0-9][a-z0-9._-]{3,19}", name) else ""


def _kakaotalk(text: str) -> str:
    host, path, _ = _link(text)
    if host in ("open.kakao.com", "pf.kakao.com", "qr.kakao.com") and path.strip("/"):
        return f"https://{host}{path.rstrip('/')}"
    if host.endswith("kakao.com"):
        return ""
    return text if is_number(text) or re.fullmatch(r"@?[A-Za-z0-9][A-Za-z0-9._-]{3,19}", text) else ""


def _skype(text: str) -> str:
    host, path, query = _link(text)
    if host == "teams.microsoft.com" and query.get("users"):
        return _account(query["users"].partition(",")[0])
    if host in ("join.skype.com", "teams.live.com") and path.strip("/"):
        return f"https://{host}{path.rstrip('/')}"
    name = re.sub(r"^(?:skype|msteams|sip):/*", "", text, flags=re.IGNORECASE).partition("?")[0]
    name = unquote(name).removeprefix("8:")
    if is_number(name):
        return name
    return _account(name)


def _account(name: str) -> str:
    """A Skype name, "live:…", or the mail address by which Teams knows people."""
    local, at, domain = name.rpartition("@")
    if at:
        well = re.fullmatch(r"[^\s@<>()]+", local) and re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", domain)
        return f"{local}@{domain.casefold()}" if well else ""
    if re.fullmatch(r"live:[\w.,-]{2,64}", name, re.IGNORECASE):
        return "live:" + name[5:].casefold()
    return name.casefold() if re.fullmatch(r"[A-Za-z][A-Za-z0-9.,_-]{4,31}", name) else ""


def _web_form(text: str) -> str:
    if not re.match(r"^(?:https?://)?[^\s/?#@:]+(?:\.[^\s/?#@:]+)+(?::\d{1,5})?(?:[/?#]\S*)?$", text, re.IGNORECASE):
        return ""
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(name)]
    query = f"?{urlencode(kept, quote_via=quote)}" if kept else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{parts.scheme.lower()}://{(parts.hostname or '').rstrip('.')}{port}{parts.path}{query}{fragment}"


_READERS: Mapping[Channel, Callable[[str], str]] = {
    Channel.LINKEDIN: _linkedin,
    Channel.WECHAT: _wechat,
    Channel.TELEGRAM: _telegram,
    Channel.LINE: _line,
    Channel.KAKAOTALK: _kakaotalk,
    Channel.SKYPE: _skype,
    Channel.WEB_FORM: _web_form,
}

_REFUSALS: Mapping[Channel, str] = {
    Channel.LINKEDIN: "linkedin-no-profile",
    Channel.WECHAT: "wechat-no-name",
    Channel.TELEGRAM: "telegram-no-name",
    Channel.LINE: "line-no-name",
    Channel.KAKAOTALK: "kakaotalk-no-name",
    Channel.SKYPE: "skype-no-name",
    Channel.WEB_FORM: "web-form-no-link",
}
