"""Names of mail folders: how IMAP writes them (RFC 3501, 5.1.3), and what programs call the one with sent mail."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64decode

#: What the folder is called where nothing marks it, in the languages of our users' providers.
SENT = frozenset({
    "sent", "sent items", "sent messages", "sent mail", "sent-mail", "sentmail", "sent objects", "outbox-sent",
    "已发送", "已发送邮件", "已发邮件", "已发送消息", "已寄送", "寄件備份", "寄件备份", "已傳送的郵件",
    "已傳送", "送信済み", "送信済みアイテム", "送信済みメール", "보낸편지함", "보낸 편지함", "보낸메일함",
    "gesendet", "gesendete objekte", "gesendete elemente", "gesendete nachrichten", "envoyés",
    "éléments envoyés", "messages envoyés", "enviados", "elementos enviados", "mensajes enviados",
    "itens enviados", "enviadas", "posta inviata", "inviata", "inviati", "verzonden", "verzonden items",
    "отправленные", "отправленная почта", "wysłane", "elementy wysłane", "gönderilmiş öğeler", "gönderilenler",
    "gönderilmiş", "المرسلة", "البريد المرسل", "đã gửi", "terkirim", "skickat", "skickade", "sendt",
    "sendte elementer", "lähetetyt", "odeslaná pošta", "odeslané", "elküldött",
})  # fmt: skip

_SHIFTED = re.compile(r"&([^-]*)-")


def decoded(name: str) -> str:
    """A name in IMAP's UTF-7 as text: ``&XfJT0ZAB-`` is 已发送. What does not follow the rule stays as it is."""

    def one(match: re.Match[str]) -> str:
        if not match.group(1):
            return "&"
        letters = match.group(1).replace(",", "/")
        return b64decode(letters + "=" * (-len(letters) % 4), validate=True).decode("utf-16-be")

    try:
        return _SHIFTED.sub(one, name)
    except ValueError:
        return name


def is_sent(name: str) -> bool:
    """Whether a folder's own name (without its parents) says that it holds sent mail."""
    return unicodedata.normalize("NFC", decoded(name)).strip().casefold() in SENT
