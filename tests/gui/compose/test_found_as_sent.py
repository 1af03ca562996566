"""After the hand-over: the notice looks for the sent mail, takes a saved one, and says what was changed (F3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.support.sent_mails import sent_mail, write_mbox
from tradedesk.integrations.mail.stores import thunderbird
from tradedesk.services import log, mail_stores
from tradedesk.ui.compose.found_sent import LookButton
from tradedesk.ui.sent_mail import SentMailLook


@pytest.fixture
def handed(hand, bench, monkeypatch):
    monkeypatch.setattr(thunderbird, "_roots", lambda: iter(()))
    hand.draft(order=hand.company.order)
    hand.click("Open in Thunderbird")
    hand.qtbot.waitUntil(lambda: "What became of it?" in hand.said())
    yield hand.page.presenter.view.handed.id
    look = SentMailLook.of(hand.window.desk)
    hand.qtbot.waitUntil(lambda: not look.busy)


def sent(bench, number, **changed):
    entry = log.message(bench, number)
    people = {role: ", ".join(each.value for each in entry.recipients if each.role == role) for role in ("to", "cc")}
    values = {**people, "body": entry.body, "at": entry.at + timedelta(minutes=2), **changed}
    return sent_mail(values.pop("subject", entry.subject), **values)


def test_what_was_found_stands_where_the_question_stood(hand, bench, handed, tmp_path):
    box = write_mbox(tmp_path / "Sent", [sent(bench, handed, cc="j.brandt@nordlicht.de, boss@nordlicht.de")])
    hand.window.desk.run(mail_stores.add_place, box)
    hand.click("Look for sent mail")
    hand.qtbot.waitUntil(lambda: "One thing was changed before it was sent:" in hand.said())
    assert "Recipient added in Cc: boss@nordlicht.de" in hand.said()
    assert "Found in the folder Sent" in hand.said()
    assert "You said" not in hand.said()


def test_without_a_place_that_is_said_beside_the_question(hand, handed):
    hand.click("Look for sent mail")
    hand.qtbot.waitUntil(lambda: "No place with sent mail is named yet" in hand.said())
    assert "What became of it?" in hand.said()


def test_a_saved_mail_is_dropped_on_the_button(hand, bench, handed, tmp_path):
    path = tmp_path / "sent.eml"
    path.write_bytes(sent(bench, handed).as_bytes())
    button = hand.page.footer.notice.findChild(LookButton)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, press, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(button, QDragEnterEvent(QPoint(5, 5), action, data, press, keys))
    QApplication.sendEvent(button, QDropEvent(QPointF(5, 5), action, data, press, keys))
    hand.qtbot.waitUntil(lambda: "It was sent as it was handed over." in hand.said())
    assert "Found in the file sent.eml" in hand.said()
