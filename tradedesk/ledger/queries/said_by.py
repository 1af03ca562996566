"""What a customer wrote oneself, and the names that the ledger knows: who uses a word knows it."""

from __future__ import annotations

from collections.abc import Sequence

from tradedesk.ledger.reader import Reader

#: So many of the newest messages are looked at.
_NEWEST = 40


def received_with(reader: Reader, party_id: int, words: Sequence[str]) -> list[str]:
    """The newest texts received from a party that hold one of the words, however it is written."""
    if not words:
        return []
    holds = " or ".join("instr(lower(body), ?) > 0" for _ in words)
    sql = f"""
        select body from messages where party_id = ? and direction = 'in' and ({holds})
        order by at desc limit {_NEWEST}
    """  # noqa: S608
    return [row[0] for row in reader.all(sql, (party_id, *(word.lower() for word in words)))]


def party_names_with(reader: Reader, word: str) -> list[str]:
    """Names of parties and their people that hold a word of three letters and more anywhere."""
    quoted = '"' + word.replace('"', '""') + '"'
    sql = "select names from party_fts where party_fts match ? limit 50"
    return [row[0] for row in reader.all(sql, (f"{{names}} : {quoted}",))]


def product_names_with(reader: Reader, word: str) -> list[str]:
    """Names and specifications of products that hold a word."""
    told = "name || ' ' || specification || ' ' || code"
    sql = f"select {told} from products where instr(lower({told}), ?) > 0 limit 50"  # noqa: S608
    return [row[0] for row in reader.all(sql, (word.lower(),))]


def party_words(reader: Reader, party_id: int) -> list[str]:
    """Everything that a party and its people are called, and where they are."""
    sql = """
        select name || ' ' || short_name || ' ' || our_name || ' ' || our_short_name || ' ' || city || ' ' || code
               || ' ' || categories || ' ' || bank from parties where id = ?1
        union all select name || ' ' || given || ' ' || family || ' ' || title from contacts where party_id = ?1
        union all select addressee || ' ' || street || ' ' || city || ' ' || region from postal_addresses
               where party_id = ?1
        union all select beneficiary || ' ' || bank || ' ' || bank_address from bank_accounts where party_id = ?1
    """
    return [row[0] for row in reader.all(sql, (party_id,))]


def order_words(reader: Reader, order_id: int) -> list[str]:
    """What an order's goods, places and carriers are called."""
    sql = """
        select summary || ' ' || port_loading || ' ' || port_discharge || ' ' || incoterm_place || ' ' || buyer_ref
               from orders where id = ?1
        union all select description || ' ' || specification || ' ' || product_code || ' ' || description_local
               from order_lines where order_id = ?1
        union all select carrier || ' ' || vessel from shipments where order_id = ?1
    """
    return [row[0] for row in reader.all(sql, (order_id,))]
