"""An address of any channel as typed or pasted, made normal with what has to be said of it."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain.address import Channel
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.handle import is_number, normalise_handle
from tradedesk.domain.reason import Reason
from tradedesk.integrations.mailboxes.normal import normalise_mail
from tradedesk.integrations.mailboxes.phone import read_phone

_NUMBERS = frozenset({Channel.PHONE, Channel.FAX, Channel.WHATSAPP})
#: Messengers whose accounts are telephone numbers as well as names; WeChat also knows QQ numbers, which have no "+".
_NUMBERED = frozenset({Channel.TELEGRAM, Channel.LINE, Channel.KAKAOTALK, Channel.SKYPE})


@dataclass(frozen=True)
class Entry:
    """An address made normal, the original kept. ``meant`` is a likely other one, ``doubt`` why to look again."""

    value: str
    original: str
    meant: str = ""
    doubt: Reason | None = None


def read_address(channel: Channel, text: str, region: str = "") -> Entry:
    """Read an address of a channel; ``region`` is the ISO 3166 code where a number without a country belongs.

    Raises RuleSaysNo (field "value"): address-empty, and what ``normalise_mail``, ``read_phone`` and
    ``normalise_handle`` raise.
    """
    if not text.strip():
        raise RuleSaysNo("address-empty", "value")
    if channel is Channel.MAIL:
        mail = normalise_mail(text)
        return Entry(mail.value, text, mail.hint)
    if channel in _NUMBERS:
        number = read_phone(text, region)
        return Entry(number.value, text, doubt=number.doubt)
    value = normalise_handle(channel, text)
    if is_number(value) and (channel in _NUMBERED or (channel is Channel.WECHAT and value.startswith("+"))):
        number = read_phone(value, region)
        return Entry(number.value, text, doubt=number.doubt)
    if channel is Channel.WECHAT and is_number(value):
        value = "".join(letter for letter in value if letter.isdigit())
    return Entry(value, text)
