"""Many rows at once: a handful of steps, told as one, found at once, and taken back in parts."""

from __future__ import annotations

import pytest

from tests.ledger.test_ledger import _customer, opened

__all__ = ["opened"]


def test_an_import_in_parts_is_a_handful_of_steps_and_is_taken_back_telling_how_far_it_is(opened):
    with opened.write("imported") as writer:
        for part in range(4):
            numbers = writer.insert_many(
                "parties", [{"kind": "customer", "name": f"Firm {part} {n}"} for n in range(300)]
            )
            writer.insert_many("contacts", [{"party_id": n, "name": "Buyer"} for n in numbers])
            writer.finish()
        assert [(step["table"], step["count"]) for step in writer.inverse] == [("parties", 1200), ("contacts", 1200)]
    news = opened.take_news()[-1]
    # Nobody has seen these rows, so they are told as one.
    assert news.changes == {("parties", 1), ("contacts", 1)}
    assert opened.read.value("select count(*) from party_fts where party_fts match '\"Firm 3 299\"'") == 0
    assert opened.read.value("select count(*) from party_fts where party_fts match '\"firm 3 299\"'") == 1
    told = []

    def stop(gone, all_rows):
        told.append((gone, all_rows))
        if gone > 1500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened.undo(news.undo_id, stop)
    assert opened.read.value("select count(*) from contacts") == 1200
    opened.undo(news.undo_id, lambda gone, all_rows: told.append((gone, all_rows)))
    assert told[-1] == (2400, 2400)
    # Of these rows nothing is kept: the going of them is not a step that could be taken back in turn.
    assert [each.undo_id for each in opened.take_news()] == [None]
    assert opened.read.value("select count(*) from parties") == 0
    assert opened.read.value("select count(*) from party_fts") == 0


def test_contacts_added_in_bulk_to_a_company_that_was_there_are_found_and_told(opened):
    number = _customer(opened)
    opened.take_news()
    with opened.write("imported") as writer:
        writer.insert_many("contacts", [{"party_id": number, "name": "Zygmunt"}])
    news = opened.take_news()[-1]
    assert ("parties", number) in news.changes
    assert opened.read.value("select rowid from party_fts where party_fts match '\"zygmunt\"'") == number
    opened.undo(news.undo_id)
    assert opened.read.first("select rowid from party_fts where party_fts match '\"zygmunt\"'") is None
    assert opened.read.value("select rowid from party_fts") == number
