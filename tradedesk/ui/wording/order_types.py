"""Types of orders by name: the shipped ones in the trade's words, the user's own as they were named."""

from __future__ import annotations

from tradedesk.domain.node_list import NodeList
from tradedesk.ui.wording import language
from tradedesk.ui.wording.told import term


def type_name(found: NodeList) -> str:
    """A type of order in the window's language."""
    own = (found.name_zh or found.name_en) if language() == "zh_CN" else (found.name_en or found.name_zh)
    words = own or term("type", found.code)
    return words[:1].upper() + words[1:]
