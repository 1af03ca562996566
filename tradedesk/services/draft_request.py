"""The unchangeable request that a draft becomes when it is handed over."""

from __future__ import annotations

from pathlib import Path

from tradedesk.domain.draft import ComposeRequest, Draft
from tradedesk.domain.message import Attachment


def request_of(draft: Draft, pictures: Path | None = None) -> ComposeRequest:
    """What would be handed over, unchangeable. ``pictures`` is the folder of those that its text shows."""

    def pairs(role: str) -> tuple[tuple[str, str], ...]:
        return tuple((each.name, each.value) for each in draft.recipients if each.role == role)

    people = pairs("to"), pairs("cc"), pairs("bcc")
    if not draft.rich:
        return ComposeRequest(*people, draft.subject, draft.body, draft.attachments)
    from tradedesk.domain import rich_html, rich_store
    from tradedesk.domain.rich_text import pictures_in

    blocks = rich_store.of(draft.body, draft.rich)
    inline = tuple(Attachment(name, str((pictures or Path()) / name)) for name in pictures_in(blocks))
    html = rich_html.to_html(blocks)
    return ComposeRequest(*people, draft.subject, draft.body, draft.attachments, html, inline)
