"""The words that need no explaining: names of the ledger, and what the customer wrote oneself."""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.domain import plain_words
from tradedesk.domain.draft import Draft
from tradedesk.domain.order import Stage
from tradedesk.domain.sentences import own_text, paragraphs, words
from tradedesk.ledger import orders
from tradedesk.ledger.queries import said_by
from tradedesk.services.bench import Bench

_NOT_AGREED = frozenset({Stage.INQUIRY, Stage.QUOTED, Stage.CANCELLED})


def names_of(bench: Bench, draft: Draft) -> frozenset[str]:
    """The casefolded words by which the people, firms, goods and places of a message are called."""
    read = bench.ledger.read
    own = bench.own()
    told = said_by.party_words(read, own.id) if own is not None else []
    if draft.party_id is not None:
        told += said_by.party_words(read, draft.party_id)
    if draft.order_id is not None:
        told += said_by.order_words(read, draft.order_id)
    told += [each.name for each in draft.recipients]
    return frozenset(word.casefold() for text in told for word in words(text))


def used_by_reader(bench: Bench, draft: Draft) -> frozenset[str]:
    """The abbreviations of a message that its reader has used in a mail or chat of one's own."""
    if draft.party_id is None:
        return frozenset()
    written = {
        each.written for para in paragraphs(own_text(draft.body)) for each in plain_words.abbreviations(para, "en")
    }
    received = said_by.received_with(bench.ledger.read, draft.party_id, sorted(written))
    return frozenset(word for body in received for word in plain_words.used_in(body))


def agreed(bench: Bench, draft: Draft) -> frozenset[str]:
    """The abbreviations in the payment terms of an order that the customer has confirmed: agreed words are known."""
    if draft.order_id is None:
        return frozenset()
    order = orders.order(bench.ledger.read, draft.order_id)
    return plain_words.used_in(order.payment_terms) if order.stage not in _NOT_AGREED else frozenset()


def are_names(bench: Bench, unknown: Sequence[str]) -> frozenset[str]:
    """Which of some words are part of a name of any party, person or product."""
    from tradedesk.ledger.segments import folded

    read = bench.ledger.read
    found = set()
    for word in unknown:
        wanted = folded(word)
        if len(wanted) < 3:
            continue
        # Names begin with a capital; a product may be called anything.
        told = said_by.product_names_with(read, word)
        if word[:1].isupper():
            told = [*told, *said_by.party_names_with(read, wanted)]
        if any(wanted in folded(name).split() or wanted in map(folded, words(name)) for name in told):
            found.add(word)
    return frozenset(found)
