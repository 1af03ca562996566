"""The words of the page: kinds of parties and mailboxes, departments, standings, channels, purposes, nodes, manners."""

from __future__ import annotations

from datetime import date

from tradedesk.domain.address import INSTANT_MESSAGING, Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.culture import Style
from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import Purpose, PurposeCode, Role
from tradedesk.ui.wording import formats, language, tr
from tradedesk.ui.wording.told import term

#: The party kinds of this page, in the order of its switch; the own company lives in the settings.
KINDS = (PartyKind.CUSTOMER, PartyKind.SUPPLIER, PartyKind.FORWARDER, PartyKind.COLLEAGUE)

CHANNEL_ICONS = {
    Channel.MAIL: "mail",
    Channel.PHONE: "phone",
    Channel.FAX: "phone",
    Channel.LINKEDIN: "users",
    Channel.WEB_FORM: "globe",
    Channel.OTHER: "at-sign",
}


def kinds(kind: PartyKind) -> str:
    """Several parties of a kind."""
    return {
        PartyKind.CUSTOMER: tr("Customers"),
        PartyKind.SUPPLIER: tr("Suppliers"),
        PartyKind.FORWARDER: tr("Forwarders"),
        PartyKind.COLLEAGUE: tr("Colleagues"),
    }.get(kind, "")


def icon_of_party(kind: PartyKind) -> str:
    """The icon of a firm by what it is to us."""
    return {PartyKind.SUPPLIER: "factory", PartyKind.FORWARDER: "truck", PartyKind.COLLEAGUE: "users"}.get(
        kind, "building-2"
    )


def new_one(kind: PartyKind) -> str:
    """The title over an empty sheet."""
    return {
        PartyKind.CUSTOMER: tr("New customer"),
        PartyKind.SUPPLIER: tr("New supplier"),
        PartyKind.FORWARDER: tr("New forwarder"),
        PartyKind.COLLEAGUE: tr("New colleague"),
    }.get(kind, "")


def code_of(kind: PartyKind) -> str:
    """The name of the field with the key by which imported lists refer to a party."""
    return {
        PartyKind.CUSTOMER: tr("Customer code"),
        PartyKind.SUPPLIER: tr("Supplier code"),
        PartyKind.FORWARDER: tr("Forwarder code"),
    }.get(kind, tr("Code in lists"))


def no_orders(kind: PartyKind) -> str:
    """What stands where a party of this kind has no orders."""
    if kind is PartyKind.CUSTOMER:
        return tr("No orders yet. The first inquiry makes one.")
    return tr("Orders stand with the customer who placed them.")


def channel(code: Channel) -> str:
    """A way to reach somebody; names of services are the same in every language."""
    ours = {
        Channel.MAIL: tr("Mail"),
        Channel.PHONE: tr("Phone"),
        Channel.WECHAT: tr("WeChat"),
        Channel.LINKEDIN: tr("LinkedIn"),
        Channel.FAX: tr("Fax"),
        Channel.WEB_FORM: tr("Web form"),
        Channel.OTHER: tr("Other"),
    }
    names = {
        Channel.WHATSAPP: "WhatsApp",
        Channel.TELEGRAM: "Telegram",
        Channel.LINE: "LINE",
        Channel.KAKAOTALK: "KakaoTalk",
        Channel.SKYPE: "Skype / Teams",
    }
    return ours.get(code) or names.get(code, str(code))


def channel_named(code: str) -> str:
    """The words for a channel or medium as the ledger stores it; a text of the user's own stays as it is."""
    if code in set(Channel):
        return channel(Channel(code))
    told = term("medium", code)
    return told[:1].upper() + told[1:]


def icon_of(code: Channel) -> str:
    """The icon of a channel."""
    return CHANNEL_ICONS.get(code, "message-circle")


def kind_of_mailbox(code: MailboxKind) -> str:
    """What kind of mailbox it is."""
    return {
        MailboxKind.COMPANY: tr("Company domain"),
        MailboxKind.PERSONAL: tr("Personal mailbox"),
        MailboxKind.DEPARTMENT: tr("Department"),
        MailboxKind.DISPOSABLE: tr("Disposable"),
        MailboxKind.NEVER_WRITE: tr("Nobody reads it"),
        MailboxKind.UNSURE: tr("Kind not known"),
    }[code]


def department(code: Department) -> str:
    """Whose desk it is."""
    return term("department", code)


_KIND_ROLES = {
    MailboxKind.COMPANY: "good",
    MailboxKind.PERSONAL: "personal",
    MailboxKind.DEPARTMENT: "info",
    MailboxKind.DISPOSABLE: "bad",
    MailboxKind.NEVER_WRITE: "bad",
    MailboxKind.UNSURE: "neutral",
}


def value_of(address: Address) -> str:
    """The address as people read it: a number keeps the blanks it was entered with, a link begins with its site."""
    if address.value.startswith("https://"):
        return address.value.removeprefix("https://").removeprefix("www.")
    if address.channel is Channel.MAIL or not address.original:
        return address.value
    letters = [[letter for letter in text if letter.isalnum()] for text in (address.original, address.value)]
    return " ".join(address.original.split()) if letters[0] == letters[1] else address.value


def kind_chip(address: Address, owner: PartyKind | None = None) -> tuple[str, str]:
    """Words and colour of an address's kind; of a mailbox of another firm (``owner``) what that firm is."""
    if owner is not None:
        return term("party", owner), "info"
    if address.channel in INSTANT_MESSAGING:
        return tr("Quick sync only"), "neutral"
    if address.channel is not Channel.MAIL:
        return channel(address.channel), "neutral"
    words = kind_of_mailbox(address.kind)
    if address.kind is MailboxKind.DEPARTMENT and address.department is not None:
        words = tr("Dept. · {department}", department=department(address.department))
    return words, _KIND_ROLES[address.kind]


def standing_chip(address: Address, today: date | None) -> tuple[str, str]:
    """Words and colour of an address's standing, with its day."""
    on = formats.day(address.standing_on, today) if address.standing_on else ""
    if address.standing is Standing.CONFIRMED:
        if address.channel is not Channel.MAIL:
            return tr("✓ In use"), "good"
        return (tr("✓ Confirmed {day}", day=on) if on else tr("✓ Confirmed")), "good"
    if address.standing is Standing.BOUNCED:
        return (tr("Bounced {day}", day=on) if on else tr("Bounced")), "bad"
    if address.standing is Standing.RETIRED:
        return (tr("Retired {day}", day=on) if on else tr("Retired")), "neutral"
    return tr("Presumed"), "warn"


def purpose(value: Purpose, *, short: bool = False) -> str:
    """A purpose's name; the shipped ones have a shorter one for the head of a column."""
    brief = _short_purpose(value.code) if short else ""
    return brief or (value.name_zh if language() == "zh_CN" and value.name_zh else value.name_en)


def _short_purpose(code: str) -> str:
    return {
        str(PurposeCode.CONTRACT): tr("Contract · PI"),
        str(PurposeCode.INVOICE): tr("Invoice · payment"),
        str(PurposeCode.INQUIRY): tr("Inquiry · quote"),
        str(PurposeCode.PROGRESS): tr("Order progress"),
        str(PurposeCode.TECHNICAL): tr("Technical"),
        str(PurposeCode.SHIPPING): tr("Shipping docs"),
        str(PurposeCode.COMPLAINT): tr("Claims"),
        str(PurposeCode.GREETING): tr("Greeting"),
    }.get(code, "")


def cell(role: Role | None, channel_code: Channel) -> tuple[str, str]:
    """Words and colour of one cell of the matrix; chats are only ever told at the same time (A9)."""
    if role is None:
        return "·", ""
    if role is Role.NEVER:
        return term("role", "never"), "never"
    if channel_code in INSTANT_MESSAGING:
        return tr("IM"), "neutral"
    return term("role", role), "good" if role is Role.TO else "info"


def node(code: str) -> str:
    """A point of an order's timeline."""
    return term("node", code)


def style(code: Style) -> str:
    """How one writes there."""
    return {
        Style.DIRECT: tr("Direct"),
        Style.RELATIONSHIP: tr("Relationship first"),
        Style.FORMAL: tr("Formal"),
    }[code]


def postal_purpose(code: str) -> str:
    """What a postal address is for."""
    return {
        "office": tr("Office"),
        "bill-to": tr("Bill to"),
        "ship-to": tr("Ship to"),
        "notify": tr("Notify party"),
        "samples": tr("Samples to"),
    }.get(code, code)
