"""The log, as the user sees it: finding, reading, answering for hand-overs, noting a chat by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from tests.support.real_desk import real_desk
from tradedesk.domain.message import Medium, MessageState
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_store import stored
from tradedesk.domain.rich_text import BULLET, Paragraph, Picture, Table
from tradedesk.services import log
from tradedesk.services.log import LogQuery
from tradedesk.ui import wording
from tradedesk.ui.document_text import read
from tradedesk.ui.entry_words import people
from tradedesk.ui.log import commands, words
from tradedesk.ui.log.page import LogPage
from tradedesk.ui.places import Place
from tradedesk.ui.shell.shortcuts import Shortcuts
from tradedesk.ui.widgets import ROW


class Seen:
    """The page on a real ledger; places of this page are shown as the window shows them."""

    def __init__(self, qtbot, desk, bench, company):
        self.qtbot, self.desk, self.bench, self.company = qtbot, desk, bench, company
        self.places: list[Place] = []
        self.page = LogPage(desk)
        desk.commands.add(*commands.commands(desk))
        self.shortcuts = Shortcuts(self.page, desk)
        desk.places.changed.connect(self._went)
        desk.changed.connect(self.page.refresh)
        qtbot.addWidget(self.page)
        self.page.resize(1160, 740)
        self.page.show()
        self.page.activateWindow()
        desk.open(Place("log"))
        self.settle()

    def _went(self, place):
        self.places.append(place)
        if place.page == "log":
            self.page.open(place)

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk._lane.busy and not self.page._typing.isActive())
        QCoreApplication.processEvents()  # a widget that was added to a shown layout is shown one turn later

    def shown(self):
        model = self.page.model
        for number in range(model.rowCount()):
            model.row_at(number)
        self.settle()
        return [model.index(number, 0).data(ROW).subject for number in range(model.rowCount())]

    def pick(self, message_id):
        assert self.page.list.select_id(message_id)
        self.settle()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.page.window().focusWidget(), key, modifier)
        self.settle()

    def type(self, text):
        QTest.keyClicks(self.page.window().focusWidget(), text)
        self.settle()

    def button(self, text, inside=None):
        found = [
            each for each in (inside or self.page).findChildren(QPushButton) if each.text() == text and each.isVisible()
        ]
        assert found, text
        return found[0]

    def facts(self):
        return {name.text(): value.text() for name, value in self.page.entry.facts._labels if not name.isHidden()}


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def seen(qtbot, tmp_path):
    with real_desk(tmp_path) as (desk, bench, company):
        yield Seen(qtbot, desk, bench, company)


@pytest.fixture
def fresh(qtbot, tmp_path):
    with real_desk(tmp_path, filled=False) as (desk, bench, _):
        yield Seen(qtbot, desk, bench, None)


def test_everything_said_is_listed_newest_first_and_the_newest_is_shown(seen):
    assert seen.shown() == [
        "Goods ready in three days",
        "Balance of TD-2026-0131",
        "Asked for the fumigation certificate",
        "10% deposit is fine",
        "Production started",
    ]
    assert seen.page.entry.title.text() == "Goods ready in three days"


def test_a_line_says_channel_time_people_order_and_what_became_of_it(seen):
    seen.shown()
    spoken = [seen.page.model.index(number, 0).data() for number in (0, 3)]
    assert spoken == [
        "Mail, we said, 14:02, Goods ready in three days, Takahashi Seiki · TD-2026-0155 · To orders@takahashi.jp · "
        "Cc sato@takahashi.jp, Handed over",
        "WhatsApp, they said, 19 Nov 22:32, 10% deposit is fine, "
        "Gulf Horizon Trading LLC · TD-2026-0131 · From Khalid, Confirm by mail",
    ]


def test_typing_searches_and_down_leads_into_the_list(seen):
    seen.press(Qt.Key.Key_F, CTRL)
    seen.type("deposit")
    assert seen.shown() == ["10% deposit is fine"]
    assert seen.page.found.text() == "1 entry"
    assert seen.page.entry.title.text() == "10% deposit is fine"
    QTest.keyClick(seen.page.search, Qt.Key.Key_Down)
    assert seen.page.list.hasFocus()
    seen.page.search.clear()
    seen.settle()
    assert len(seen.shown()) == 5


def test_a_search_without_a_hit_says_so(seen):
    seen.press(Qt.Key.Key_F, CTRL)
    seen.type("zeppelin")
    assert seen.page.empty.isVisible()
    assert not seen.page.list.isVisible()


def test_the_filters_show_what_still_waits(seen):
    seen.button("To mark as sent 2").click()
    seen.settle()
    assert seen.shown() == ["Goods ready in three days", "Balance of TD-2026-0131"]
    seen.button("To confirm 1").click()
    seen.settle()
    assert seen.shown() == ["10% deposit is fine"]


def test_a_customers_part_is_named_and_can_be_left(seen):
    seen.desk.open(Place("log", extra={"party": seen.company.gulf}))
    seen.settle()
    assert seen.shown() == ["Balance of TD-2026-0131", "10% deposit is fine"]
    seen.button("Gulf Horizon Trading LLC", seen.page.scope.parentWidget()).click()
    seen.settle()
    assert len(seen.shown()) == 5
    assert not seen.page.scope.isVisible()


def test_an_entry_named_by_the_place_is_opened_and_selected(seen):
    seen.desk.open(Place("log", seen.company.sent))
    seen.settle()
    assert seen.page.list.current_id() == seen.company.sent
    assert seen.page.entry.title.text() == "Production started"
    assert seen.page.entry.text.toPlainText() == "Dear Ms. Krüger"


def test_the_sheet_says_to_which_address_when_there_and_how(seen):
    assert seen.facts() == {
        "When": "21 Nov 14:02 · theirs Sat 15:02",
        "To": "orders@takahashi.jp",
        "Cc": "sato@takahashi.jp",
        "Opened in": "Thunderbird",
    }


def test_customer_and_order_are_one_click_away(seen):
    seen.page.entry.party.click()
    seen.page.entry.order.click()
    assert seen.places[-2:] == [Place("customers", seen.company.takahashi), Place("orders", seen.company.ready)]


def test_saying_sent_takes_the_question_away_and_undo_asks_again(seen):
    seen.button("Sent", seen.page.entry).click()
    seen.settle()
    assert log.message(seen.bench, seen.company.handed).state is MessageState.SENT
    assert not seen.page.entry.answers[0].isVisible()
    seen.desk.undo()
    seen.settle()
    assert seen.page.entry.answers[0].isVisible()


def test_an_interrupted_hand_over_can_be_answered_here_too(seen):
    seen.pick(seen.company.cut_off)
    seen.button("Not sent", seen.page.entry).click()
    seen.settle()
    assert log.message(seen.bench, seen.company.cut_off).state is MessageState.NOT_SENT


def test_a_point_is_made_in_place_and_leads_to_its_confirmation(seen):
    seen.pick(seen.company.call)
    seen.button("Make it a point to confirm…").click()
    seen.press(Qt.Key.Key_Return)
    assert "Write what has to be confirmed" in seen.page.entry.points.field.problem
    seen.type("Fumigation certificate by Friday")
    seen.press(Qt.Key.Key_Return)
    point = log.sheet(seen.bench, seen.company.call).points[0]
    assert point.text == "Fumigation certificate by Friday"
    seen.button("Confirm", seen.page.entry.points).click()
    assert seen.places[-1] == Place(
        "compose", extra={"point": point.id, "template": "confirm-point", "party": seen.company.noor}
    )


def test_a_chat_is_noted_by_keyboard_alone(seen):
    seen.press(Qt.Key.Key_N, CTRL)
    form = seen.page.form
    assert form.party.hasFocus()
    seen.type("gulf")
    seen.qtbot.waitUntil(lambda: form.party._panel is not None and form.party._panel.isVisible())
    seen.settle()
    seen.press(Qt.Key.Key_Return)
    seen.qtbot.waitUntil(lambda: form.party.party_id == seen.company.gulf)
    assert form.text.hasFocus()
    seen.type("Shipment next week is fine")
    form.to_confirm.setFocus()
    seen.type("Shipment in week 48")
    form.medium.setCurrentIndex(form.medium.findData(Medium.WECHAT))
    seen.press(Qt.Key.Key_Return, CTRL)
    newest = log.message(seen.bench, log.ids(seen.bench, LogQuery())[0])
    assert (newest.medium, newest.party_id, newest.body) == (
        Medium.WECHAT, seen.company.gulf, "Shipment next week is fine",
    )  # fmt: skip
    assert seen.page.list.current_id() == newest.id
    assert seen.page.entry.title.text() == "Shipment next week is fine"
    assert [each.text for each in log.sheet(seen.bench, newest.id).points] == ["Shipment in week 48"]


def test_an_empty_note_is_refused_beside_its_field_and_what_was_typed_stays(seen):
    seen.press(Qt.Key.Key_N, CTRL)
    form = seen.page.form
    form.who.setFocus()
    seen.type("Khalid")
    seen.press(Qt.Key.Key_Return, CTRL)
    assert "Write what was said" in form._text_field.problem
    assert form.who.text() == "Khalid"
    form.party.setFocus()
    form.party.setText("Nobody so called")
    form.keep()
    assert "Choose a company" in form._party_field.problem
    seen.button("Cancel", form).click()
    assert seen.page.right.currentWidget() is seen.page.entry


def test_a_note_from_an_order_knows_customer_and_order(seen):
    seen.desk.open(Place("log", extra={"new": True, "order": seen.company.owing}))
    seen.settle()
    form = seen.page.form
    assert form.party.text() == "Gulf Horizon Trading LLC"
    assert form.order.currentData() == seen.company.owing
    assert form.text.hasFocus()


def test_what_binds_and_was_said_by_chat_asks_for_a_mail(seen):
    seen.press(Qt.Key.Key_N, CTRL)
    form = seen.page.form
    form.medium.setCurrentIndex(form.medium.findData(Medium.WHATSAPP))
    assert not form.rule.isVisible()
    form.about.setCurrentIndex(form.about.findData("contract"))
    assert form.rule.isVisible()
    form.party.show_party(seen.company.gulf)
    seen.settle()
    form.text.setPlainText("10% deposit is fine")
    form.keep()
    seen.settle()
    seen.button("Write mail", seen.page.entry).click()
    assert seen.places[-1] == Place("compose", extra={"party": seen.company.gulf})


def test_a_call_about_the_same_asks_for_nothing(seen):
    assert words.chat_needs_mail("contract", "call") is None
    assert words.chat_needs_mail("greeting", "whatsapp") is None


def test_a_long_text_is_cut_and_shown_whole_on_request(seen):
    number = log.note(seen.bench, medium=Medium.WECHAT, direction="in", text="长" * 70_000, party_id=None)
    seen.page.refresh(frozenset({("messages", number)}))
    seen.settle()
    seen.pick(number)
    assert len(seen.page.entry.text.toPlainText()) == 64 * 1024
    seen.button("Show all 70,000 characters").click()
    seen.settle()
    assert len(seen.page.entry.text.toPlainText()) == 70_000


def test_markup_in_a_message_is_shown_as_it_was_written(seen):
    number = log.note(seen.bench, medium=Medium.OTHER, direction="in", text="<b>x</b><img src=a>", party_id=None)
    seen.page.refresh(frozenset({("messages", number)}))
    seen.settle()
    seen.pick(number)
    assert seen.page.entry.title.text() == "<b>x</b><img src=a>"
    assert seen.page.entry.text.toPlainText() == "<b>x</b><img src=a>"


def test_a_formatted_message_is_shown_as_it_was_handed_over_and_loads_nothing(seen, tmp_path):
    picture = tmp_path / "a.png"
    picture.write_bytes(b"x")
    blocks = (
        Paragraph((Run("Balance due: "), Run("USD 12,400.00", bold=True))),
        Paragraph((Run("chairs"),), item=BULLET),
        Table((((Run("Goods"),), (Run("Pieces"),)), ((Run("<b>x</b>"),), (Run("600"),))), header=True),
        Picture("a.png", 100),
        Paragraph((Run("the list", link="https://example.com/list"),)),
    )
    body, rich = stored(blocks)
    with seen.bench.ledger.write("logged") as writer:
        row = {"at": seen.bench.stamp(), "medium": "mail", "direction": "out", "state": "sent"}
        formatted = writer.insert("messages", {**row, "subject": "Balance", "body": body, "rich": rich})
        plain = writer.insert("messages", {**row, "subject": "Plain", "body": "Just words"})
    seen.desk.changed.emit(frozenset({("messages", formatted)}))
    seen.settle()
    seen.pick(formatted)
    text = seen.page.entry.text
    shown = read(text.document())
    assert shown[:2] == blocks[:2]
    assert shown[2] == blocks[2]
    assert "[Picture: a.png]" in text.toPlainText()
    assert text.isReadOnly()
    assert not text.textInteractionFlags() & Qt.TextInteractionFlag.LinksAccessibleByMouse
    seen.pick(plain)
    assert read(text.document()) == (Paragraph((Run("Just words"),)),)


def test_an_entry_that_is_undone_leaves_the_page(seen):
    seen.press(Qt.Key.Key_N, CTRL)
    seen.page.form.text.setPlainText("Said by mistake")
    seen.page.form.keep()
    seen.settle()
    assert seen.page.entry.title.text() == "Said by mistake"
    seen.desk.undo()
    seen.settle()
    assert "Said by mistake" not in seen.shown()
    assert seen.page.entry.title.text() != "Said by mistake"


def test_a_new_ledger_says_how_the_log_begins(fresh):
    assert not fresh.page.right.isVisible()
    fresh.button("Note a call or chat", fresh.page.empty).click()
    fresh.settle()
    assert fresh.page.form.isVisible()


def test_names_with_commas_stay_whole():
    assert people("from Khalid, buyer, cc a@b.ae") == [("from", "Khalid, buyer"), ("cc", "a@b.ae")]


def test_in_chinese_the_lines_are_chinese(seen):
    wording.set_language("zh_CN")
    seen.page.refresh(frozenset({("messages", 1)}))
    seen.settle()
    seen.shown()
    assert seen.page.model.index(0, 0).data().startswith("邮件, 我方发言, 14:02, Goods ready in three days")
    assert seen.page.filters.findChildren(QPushButton)[1].text() == "待标记 2"
