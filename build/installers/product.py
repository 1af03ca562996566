"""What every package says of the program: name, version, words, kinds of files. Nothing of it stands anywhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]

NAME = "tradedesk"
TITLE = "TradeDesk"

# Whoever publishes the packages sets these four; until then every build says so (to_be_set).
#: Who answers for the package, with an address that is read.
MAINTAINER = "TradeDesk maintainers <maintainers@tradedesk.invalid>"
#: The licence of the program itself, as SPDX writes it.
LICENCE = ""
#: A name that nobody else has, made of a domain turned round: for software centres and macOS.
IDENTIFIER = f"invalid.{NAME}"
#: Where the newest version is named (https; README, "Publish"). Without one no program offers to look for it.
PUBLISHED = ""

SUMMARY = "Customers, orders and the right words for foreign trade"
SUMMARY_ZH = "外贸客户、订单与得体的邮件"
DESCRIPTION = (
    "A desk for the individual foreign trader: customers with all their addresses, orders with their dates and "
    "payments, the right words to the right mailbox, and a log of everything agreed.",
    "It keeps everything in one file on this computer and hands mails to the user's own mail program; it never sends "
    "anything itself. English and Simplified Chinese.",
)
DESCRIPTION_ZH = (
    "个人外贸业务台：客户及其所有地址、订单的日期与付款、发给正确邮箱的得体文字，以及一切约定的记录。",
    "所有数据保存在本机的一个文件中；邮件交给用户自己的邮件程序，本程序从不自行发送。提供英文和简体中文界面。",
)
KEYWORDS = ("trade", "export", "customer", "order", "invoice", "外贸", "客户", "订单")
#: What stays when the program is removed, and where.
STAYS = "Customers, orders and messages stay where they are: ~/.local/share/tradedesk of each user."
STAYS_WINDOWS = r"Customers, orders and messages stay where they are: $LOCALAPPDATA\TradeDesk"
STAYS_WINDOWS_ZH = r"客户、订单和沟通记录原样保留在：$LOCALAPPDATA\TradeDesk"


class FileKind(NamedTuple):
    """A kind of file of ours: MIME type, ending, names, and how its first bytes tell (offset, text)."""

    mime: str
    ending: str
    name: str
    name_zh: str
    magic: tuple[tuple[int, str], ...]


KINDS = (
    FileKind("application/vnd.tradedesk.ledger", "tradedesk", "TradeDesk ledger", "TradeDesk 账本",
             ((0, "SQLite format 3"), (68, "TDsk"))),
    FileKind("application/vnd.tradedesk.customer", "tradedesk-customer", "TradeDesk customer", "TradeDesk 客户文件",
             ()),
)  # fmt: skip


def to_be_set() -> list[str]:
    """The names above that nobody has set yet."""
    facts = {"MAINTAINER": MAINTAINER, "LICENCE": LICENCE, "IDENTIFIER": IDENTIFIER, "PUBLISHED": PUBLISHED}
    return [name for name, value in facts.items() if not value or "invalid" in value]


def version() -> str:
    """Return the program's version, as it says it itself."""
    text = (ROOT / "tradedesk" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit("tradedesk/__init__.py names no version")
    return found[1]
