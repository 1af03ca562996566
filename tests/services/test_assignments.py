"""Who receives what: several cells in one step with one undo, a matrix like another's, what the rules suggest."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.desk_bench import bench_at
from tests.support.small_company import SmallCompany
from tradedesk.domain import assigning
from tradedesk.domain.address import Address, Channel, Department, MailboxKind
from tradedesk.domain.assigning import Cell, Change
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.purpose import Purpose, PurposeCode, Role
from tradedesk.services import addresses, assignments, customer_forms, customers
from tradedesk.services.bench import Bench

#: (address, kind, department, confirmed, the main contact's)
_GULF = (
    ("orders@gulf.ae", MailboxKind.COMPANY, None, True, True),
    ("finance@gulf.ae", MailboxKind.DEPARTMENT, Department.ACCOUNTING, False, False),
    ("khalid@gmail.com", MailboxKind.PERSONAL, None, False, True),
)
_NORD = (
    ("einkauf@nord.de", MailboxKind.DEPARTMENT, Department.PURCHASING, True, False),
    ("brandt@nord.de", MailboxKind.COMPANY, None, True, True),
    ("rechnung@nord.de", MailboxKind.DEPARTMENT, Department.ACCOUNTING, True, False),
    ("brandt@gmx.de", MailboxKind.PERSONAL, None, False, True),
)


@pytest.fixture
def firm(bench: Bench) -> SmallCompany:
    return _filled(bench)


def _filled(bench: Bench) -> SmallCompany:
    made = SmallCompany(bench)
    for party, boxes in ((made.gulf, _GULF), (made.nordlicht, _NORD)):
        person = customer_forms.add_contact(bench, party, "Main Contact")
        for value, kind, department, confirmed, mains in boxes:
            number = addresses.add(bench, party, Channel.MAIL, value, person if mains else None)
            if confirmed:
                addresses.confirm(bench, number, kind, department, "said so")
            else:
                addresses.set_kind(bench, number, kind, department)
                bench.ledger.connection.execute("update addresses set kind_confirmed = 0 where id = ?", (number,))
    addresses.add(bench, made.gulf, Channel.WHATSAPP, "+971 50 555 0134", None)
    bench.ledger.take_news()
    return made


def _address(bench: Bench, party: int, beginning: str) -> Address:
    return next(each for each in customers.sheet(bench, party).addresses if each.value.startswith(beginning))


def _purpose(bench: Bench, party: int, code: str) -> Purpose:
    return next(each for each in customers.sheet(bench, party).purposes if each.code == code)


def _set(bench: Bench, party: int, beginning: str, code: str, role: Role | None) -> None:
    cell = Cell(_address(bench, party, beginning).id, _purpose(bench, party, code).id, role)
    assignments.set_cells(bench, party, [cell])


def _told(bench: Bench, party: int, changes: tuple[Change, ...]) -> set[tuple[str, str, str]]:
    sheet = customers.sheet(bench, party)
    values = {each.id: each.value.partition("@")[0] for each in sheet.addresses}
    codes = {each.id: each.code for each in sheet.purposes}
    return {(values[each.address_id], codes[each.purpose_id], str(each.after or "")) for each in changes}


def test_several_cells_are_one_step_and_one_undo(bench, firm):
    number, columns = _address(bench, firm.gulf, "orders").id, customers.sheet(bench, firm.gulf).purposes
    assignments.set_cells(bench, firm.gulf, [Cell(number, each.id, Role.TO) for each in columns])
    (news,) = bench.ledger.take_news()
    assert news.label == f"assignments-changed|count={len(columns)}"
    assert {each.role for each in assignments.of_party(bench, firm.gulf)} == {Role.TO}
    bench.ledger.undo(news.undo_id)
    assert assignments.of_party(bench, firm.gulf) == ()


def test_nothing_is_written_where_nothing_changes(bench, firm):
    _set(bench, firm.gulf, "orders", PurposeCode.CONTRACT, Role.TO)
    bench.ledger.take_news()
    _set(bench, firm.gulf, "orders", PurposeCode.CONTRACT, Role.TO)
    assert bench.ledger.take_news() == []


def test_an_address_of_another_customer_is_refused_with_all_that_came_with_it(bench, firm):
    own, strange = _address(bench, firm.gulf, "orders").id, _address(bench, firm.nordlicht, "einkauf").id
    with pytest.raises(RuleSaysNo) as refused:
        assignments.set_cells(bench, firm.gulf, [Cell(own, 1, Role.TO), Cell(strange, 1, Role.TO)])
    assert refused.value.code == "address-of-another-party"
    assert assignments.of_party(bench, firm.gulf) == assignments.of_party(bench, firm.nordlicht) == ()


def test_like_nordlicht_maps_by_department_kind_and_main_contact(bench, firm):
    _set(bench, firm.nordlicht, "brandt@nord", PurposeCode.PROGRESS, Role.TO)
    _set(bench, firm.nordlicht, "rechnung", PurposeCode.INVOICE, Role.TO)
    _set(bench, firm.nordlicht, "brandt@gmx", PurposeCode.GREETING, Role.TO)
    proposal = assignments.like_party(bench, firm.gulf, firm.nordlicht)
    assert proposal.name == "Nordlicht"
    assert _told(bench, firm.gulf, proposal.changes) == {
        ("orders", "progress", "to"), ("finance", "invoice", "to"), ("khalid", "greeting", "to"),
    }  # fmt: skip
    assert [each.value for each in proposal.alone] == ["+971505550134"]


def test_what_goes_to_a_desk_that_is_missing_here_comes_to_the_company_mailbox(bench, firm):
    _set(bench, firm.nordlicht, "einkauf", PurposeCode.CONTRACT, Role.TO)
    _set(bench, firm.nordlicht, "brandt@nord", PurposeCode.CONTRACT, Role.CC)
    proposal = assignments.like_party(bench, firm.gulf, firm.nordlicht)
    assert _told(bench, firm.gulf, proposal.changes) == {("orders", "contract", "to")}
    assert proposal.changes[0].reasons[0].fact("address") == "einkauf@nord.de"


def test_like_another_keeps_a_never_and_gives_nothing_formal_to_a_personal_mailbox(bench, firm):
    _set(bench, firm.nordlicht, "brandt@nord", PurposeCode.TECHNICAL, Role.TO)
    _set(bench, firm.nordlicht, "brandt@gmx", PurposeCode.CONTRACT, Role.TO)
    _set(bench, firm.gulf, "orders", PurposeCode.TECHNICAL, Role.NEVER)
    assert assignments.like_party(bench, firm.gulf, firm.nordlicht).changes == ()


def test_like_another_taken_over_is_one_step_named_after_it(bench, firm):
    _set(bench, firm.nordlicht, "rechnung", PurposeCode.INVOICE, Role.CC)
    _set(bench, firm.gulf, "orders", PurposeCode.INQUIRY, Role.TO)
    before = assignments.of_party(bench, firm.gulf)
    proposal = assignments.like_party(bench, firm.gulf, firm.nordlicht)
    bench.ledger.take_news()
    assignments.make_like(bench, firm.gulf, [each.cell for each in proposal.changes], proposal.name)
    (news,) = bench.ledger.take_news()
    assert news.label == "assignments-like|name=Nordlicht"
    assert assignments.like_party(bench, firm.gulf, firm.nordlicht).changes == ()
    bench.ledger.undo(news.undo_id)
    assert assignments.of_party(bench, firm.gulf) == before


def test_the_rules_suggest_whom_they_would_choose_and_who_is_kept_out(bench, firm):
    proposal = assignments.suggestion(bench, firm.gulf)
    told = _told(bench, firm.gulf, proposal.changes)
    assert {("orders", "contract", "to"), ("khalid", "contract", "never"), ("khalid", "greeting", "to")} <= told
    assert all(each.reasons and each.before is None for each in proposal.changes)
    assignments.take_suggestion(bench, firm.gulf, [each.cell for each in proposal.changes])
    assert assignments.suggestion(bench, firm.gulf).changes == ()


def test_taking_the_suggestion_sends_every_message_where_it_went_before(bench, firm):
    before = [each.said for each in customers.sheet(bench, firm.gulf).effects]
    proposal = assignments.suggestion(bench, firm.gulf)
    assignments.take_suggestion(bench, firm.gulf, [each.cell for each in proposal.changes])
    assert [each.said for each in customers.sheet(bench, firm.gulf).effects] == before


def test_a_filled_cell_is_never_suggested_otherwise(bench, firm):
    _set(bench, firm.gulf, "orders", PurposeCode.CONTRACT, Role.CC)
    told = {
        (value, code)
        for value, code, _role in _told(bench, firm.gulf, assignments.suggestion(bench, firm.gulf).changes)
    }
    assert ("orders", "contract") not in told


def test_a_chat_takes_nothing_that_binds_and_knows_no_copy(bench, firm):
    chat = _address(bench, firm.gulf, "+971")
    assert assigning.set_to(chat, _purpose(bench, firm.gulf, PurposeCode.CONTRACT), Role.TO) is None
    progress = _purpose(bench, firm.gulf, PurposeCode.PROGRESS)
    assert assigning.set_to(chat, progress, Role.CC) == Cell(chat.id, progress.id, Role.TO)


_Cells = st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 7)), st.sampled_from(list(Role)), max_size=14)


@pytest.fixture(scope="module")
def shared() -> Iterator[tuple[Bench, SmallCompany]]:
    with tempfile.TemporaryDirectory() as folder, bench_at(Path(folder)) as made:
        yield made, _filled(made)


def _fill(bench: Bench, party: int, cells: dict[tuple[int, int], Role]) -> None:
    sheet = customers.sheet(bench, party)
    wanted = {(one.id, each.id): None for one in sheet.addresses for each in sheet.purposes}
    for (row, column), role in cells.items():
        one, each = sheet.addresses[row % len(sheet.addresses)], sheet.purposes[column]
        cell = assigning.set_to(one, each, role)
        wanted[one.id, each.id] = cell.role if cell is not None else None
    assignments.set_cells(bench, party, [Cell(*place, role) for place, role in wanted.items()])


def _everything(bench: Bench) -> list[tuple[int, int, str]]:
    return bench.ledger.read.all("select address_id, purpose_id, role from assignments order by 1, 2")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(own=_Cells, other=_Cells)
def test_like_another_touches_only_its_own_party_and_undo_restores_it_exactly(shared, own, other):
    bench, firm = shared
    _fill(bench, firm.gulf, own)
    _fill(bench, firm.nordlicht, other)
    mine = {each.id for each in customers.sheet(bench, firm.gulf).addresses}
    before = _everything(bench)
    proposal = assignments.like_party(bench, firm.gulf, firm.nordlicht)
    assert {each.address_id for each in proposal.changes} <= mine
    bench.ledger.take_news()
    assignments.make_like(bench, firm.gulf, [each.cell for each in proposal.changes], proposal.name)
    news = bench.ledger.take_news()
    after = _everything(bench)
    assert [row for row in after if row[0] not in mine] == [row for row in before if row[0] not in mine]
    assert bool(news) == bool(proposal.changes)
    for each in news:
        bench.ledger.undo(each.undo_id)
    assert _everything(bench) == before
    bench.ledger.take_news()
