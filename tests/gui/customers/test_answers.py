"""Asked which address is for what, and answered: from the saved mail to the matrix and back, in the window (B3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from tests.gui.customers.window import CustomersWindow
from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel, Standing
from tradedesk.services import addresses, composing, customer_forms, customers, handing_over
from tradedesk.services.bench import Bench
from tradedesk.ui import wording
from tradedesk.ui.desk import Desk

ANSWER = (
    "1. contracts\n2. technical questions, not for invoices\n3. old, Samir left the company\n\n"
    "My boss knows.\nRegards\nKhalid"
)


@pytest.fixture
def firm(bench: Bench, firm: SmallCompany, tmp_path: Path) -> SmallCompany:
    """Gulf Horizon was asked, by a letter handed over as a file."""
    person = customer_forms.add_contact(bench, firm.gulf, "Khalid Al Mansoori")
    for value in ("orders@gulfhorizon.ae", "k.tech@gulfhorizon.ae", "samir@gulfhorizon.ae"):
        addresses.add(bench, firm.gulf, Channel.MAIL, value, person)
    own = bench.own()
    assert own is not None
    customer_forms.add_contact(bench, own.id, "Chen Yu")
    draft = composing.draft_update(bench, party_id=firm.gulf, template="which-address")
    handing_over.hand_over_as_file(bench, draft, tmp_path / "asked.eml")
    bench.ledger.take_news()
    return firm


@pytest.fixture
def seen(seen: CustomersWindow) -> CustomersWindow:
    seen.open(seen.firm.gulf, tab="addresses")
    seen.until(seen.addresses.asking.asked.isVisible)
    return seen


def mail(tmp_path: Path, body: str = ANSWER, sender: str = "orders@gulfhorizon.ae") -> str:
    path = tmp_path / "answer.eml"
    head = f"From: Khalid <{sender}>\r\nDate: Fri, 20 Nov 2026 09:00:00 +0400\r\nSubject: Re: addresses\r\n\r\n"
    path.write_bytes((head + body).encode())
    return str(path)


def standings(bench: Bench, firm: SmallCompany) -> dict[str, Standing]:
    return {each.value.partition("@")[0]: each.standing for each in customers.sheet(bench, firm.gulf).addresses}


def click(seen: CustomersWindow, button: QPushButton) -> None:
    seen.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    seen.settle()


def drop(seen: CustomersWindow, path: str) -> None:
    click(seen, seen.addresses.asking.asked.bring)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(path)])
    at, copy, left = QPointF(QPoint(5, 5)), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    seen.addresses.asking.bringing.dropEvent(QDropEvent(at, copy, data, left, Qt.KeyboardModifier.NoModifier))
    seen.until(seen.addresses.asking.view.isVisible)
    seen.settle()


def test_asked_dropped_looked_at_applied_seen_in_the_matrix_and_taken_back(
    seen: CustomersWindow, bench: Bench, firm: SmallCompany, tmp_path: Path
) -> None:
    part = seen.addresses.asking
    assert part.asked.words.text().startswith("Asked on 21 Nov which address is for what – no answer yet.")
    drop(seen, mail(tmp_path))
    rows = {each.proposal.value.partition("@")[0]: each for each in part.view.rows}
    assert list(rows) == ["orders", "k.tech", "samir"]
    assert "“1. contracts”" in rows["orders"].why.text()
    assert [cell.text() for cell in rows["k.tech"].cells if cell.role] == ["Invoice · payment never", "Technical To"]
    assert part.view.apply.text() == "Apply 3 addresses"
    click(seen, part.view.apply)
    assert standings(bench, firm) == {
        "orders": Standing.CONFIRMED, "k.tech": Standing.CONFIRMED, "samir": Standing.RETIRED,
    }  # fmt: skip
    assert not part.isVisible()
    assert "To" in [seen.cell(0, column) for column in range(2, 10)]

    assert seen.desk.commands.trigger("change.undo")
    seen.settle()
    assert set(standings(bench, firm).values()) == {Standing.PRESUMED}
    assert part.asked.isVisible()


def test_what_is_unticked_or_changed_by_hand_is_taken_as_it_stands(
    seen: CustomersWindow, bench: Bench, firm: SmallCompany, tmp_path: Path
) -> None:
    drop(seen, mail(tmp_path))
    part = seen.addresses.asking
    orders, tech, samir = part.view.rows
    samir.tick.setChecked(False)
    contract = orders.cells[0]
    seen.qtbot.keyClick(contract, Qt.Key.Key_Space)
    assert contract.text() == "Contract · PI Cc"
    click(seen, part.view.apply)
    assert standings(bench, firm)["samir"] is Standing.PRESUMED
    sheet = customers.sheet(bench, firm.gulf)
    assert str(sheet.role(sheet.addresses[0].id, sheet.purposes[0].id)) == "cc"
    del tech


def test_a_stranger_s_answer_is_shown_with_nothing_ticked(seen: CustomersWindow, tmp_path: Path) -> None:
    drop(seen, mail(tmp_path, sender="orders@gulfhorizom.ae"))
    view = seen.addresses.asking.view
    assert "orders@gulfhorizom.ae is no address of this customer" in view.warning.text()
    assert not any(each.is_ticked for each in view.rows)
    assert view.apply.text() == "Keep in the log only"


def test_a_pasted_answer_is_read_and_nothing_or_no_mail_is_said_beside_the_text(
    seen: CustomersWindow, tmp_path: Path
) -> None:
    part = seen.addresses.asking
    click(seen, part.asked.bring)
    click(seen, part.bringing.read)
    assert "nothing was noted" in part.bringing.problem.text()
    (tmp_path / "list.csv").write_text("a,b\n")
    part.answering.read_file(str(tmp_path / "list.csv"))
    seen.settle()
    assert "is not a saved mail" in part.bringing.problem.text()
    part.bringing.text.setPlainText("2. yes\n3. maybe contracts")
    click(seen, part.bringing.read)
    assert [each.proposal.value for each in part.view.rows] == ["k.tech@gulfhorizon.ae"]
    assert "1 line was not understood" in seen.words(part.view)
    click(seen, part.view.leave)
    assert part.asked.isVisible()


def test_a_pasted_answer_is_logged_by_the_way_it_came(seen: CustomersWindow, bench: Bench, firm: SmallCompany) -> None:
    part = seen.addresses.asking
    click(seen, part.asked.bring)
    # It was asked by mail.
    assert part.bringing.medium.currentText() == "Mail"
    part.bringing.text.setPlainText("2. yes")
    part.bringing.medium.setFocus()
    seen.qtbot.keyClicks(part.bringing.medium, "WeC")
    click(seen, part.bringing.read)
    assert part.view.about.text() == "WeChat · without a date: taken as today"
    click(seen, part.view.apply)
    sql = "select medium from messages where party_id = ? and direction = 'in' order by id desc"
    assert bench.ledger.read.value(sql, (firm.gulf,)) == "wechat"
    seen.click(1, 0)
    seen.until(seen.addresses.look.isVisible)
    evidence = seen.addresses.look.details.message
    seen.until(lambda: evidence.currentText().endswith("WeChat · from them · 2. yes"))


def test_remind_writes_again_and_wait_no_longer_closes(seen: CustomersWindow, firm: SmallCompany) -> None:
    part = seen.addresses.asking
    click(seen, part.asked.close_it)
    assert not part.isVisible()
    assert seen.desk.commands.trigger("change.undo")
    seen.settle()
    click(seen, part.asked.remind)
    here = seen.desk.places.current
    assert here is not None
    assert (here.page, here.extra) == ("compose", {"party": firm.gulf, "template": "which-address"})


def test_today_leads_to_the_place_where_the_answer_is_brought_in(seen: CustomersWindow, firm: SmallCompany) -> None:
    seen.open(firm.nordlicht)
    seen.open(firm.gulf, tab="addresses", answer="1")
    seen.until(seen.addresses.asking.bringing.isVisible)


def test_an_answer_that_nobody_asked_for_can_be_brought_in_too(
    seen: CustomersWindow, bench: Bench, firm: SmallCompany
) -> None:
    seen.open(firm.nordlicht)
    assert seen.desk.commands.trigger("customer.bring-in-answer")
    part = seen.addresses.asking
    seen.until(part.bringing.isVisible)
    assert not part.asked.isVisible()
    part.bringing.text.setPlainText("Invoices please to rechnung@nordlicht.de")
    click(seen, part.bringing.read)
    assert not part.view.rows[0].proposal.doubts
    click(seen, part.view.apply)
    (found,) = customers.sheet(bench, firm.nordlicht).addresses
    assert (found.value, found.standing) == ("rechnung@nordlicht.de", Standing.CONFIRMED)


def test_the_same_in_chinese(qtbot: Any, desk: Desk, firm: SmallCompany, tmp_path: Path) -> None:
    wording.set_language("zh_CN")
    window = CustomersWindow(qtbot, desk, firm)
    window.open(firm.gulf, tab="addresses")
    window.until(window.addresses.asking.asked.isVisible)
    assert window.addresses.asking.asked.words.text().startswith("11月21日已询问各地址的用途")
    drop(window, mail(tmp_path, "1. 合同\n2. 技术问题\n3. 已离职"))
    assert window.addresses.asking.view.apply.text() == "采用 3 个地址"
    window.settle()
