"""The unchangeable request that a draft becomes when it is handed over."""

from __future__ import annotations

from tradedesk.domain.draft import ComposeRequest, Draft


def request_of(draft: Draft) -> ComposeRequest:
    """What would be handed over, unchangeable."""

    def pairs(role: str) -> tuple[tuple[str, str], ...]:
        return tuple((each.name, each.value) for each in draft.recipients if each.role == role)

    return ComposeRequest(pairs("to"), pairs("cc"), pairs("bcc"), draft.subject, draft.body, draft.attachments)
