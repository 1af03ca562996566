"""Sent mail at the window: looked for, dropped, asked about, its changes read; and where to look, in the settings."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest
import sqlcipher3.dbapi2 as sqlite
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.support import imap_server
from tests.support.at_the_window import whole_program
from tests.support.desk_bench import NOON, bench_at
from tests.support.sent_mails import sent_mail, write_maildir, write_mbox
from tests.support.small_company import SmallCompany
from tradedesk.domain.message import MessageState
from tradedesk.integrations import key_store
from tradedesk.integrations.mail.stores import thunderbird
from tradedesk.services import log, mail_stores
from tradedesk.ui.places import Place
from tradedesk.ui.sent_mail import SentMailLook


@pytest.fixture
def at(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(thunderbird, "_roots", lambda: iter(()))  # whoever tests may have a profile
    with bench_at(tmp_path / "profile") as bench:
        company = SmallCompany(bench)
    with whole_program(qtbot, qapp, tmp_path / "profile") as user:
        user.company, user.folder = company, tmp_path
        yield user
        look = SentMailLook.of(user.desk)
        look.stop()
        user.until(lambda: not look.busy)


def goods_ready(**changed):
    """The letter to Takahashi as its reader got it."""
    values = {"to": "orders@takahashi.jp", "cc": "sato@takahashi.jp", "body": "Dear Mr. Takahashi",
              "at": NOON - timedelta(minutes=25), **changed}  # fmt: skip
    return sent_mail(values.pop("subject", "Goods ready in three days"), **values)


def show(user, message_id):
    user.desk.open(Place("log", message_id))
    user.settle()


def name_box(user, *mails):
    """An mbox file with these mails is named as a place."""
    path = write_mbox(user.folder / "Sent", mails)
    user.desk.run(mail_stores.add_place, path)
    user.settle()
    return path


def state(user, number):
    user.settle()
    return log.message(user.bench, number).state


def drop(user, target, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    page = user.window.page
    place = target.mapTo(page, target.rect().center())
    action, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(place), action, data, button, keys))
    QApplication.sendEvent(page, QDropEvent(QPointF(place), action, data, button, keys))


# -- the log -----------------------------------------------------------------------------------------------------------


def test_a_look_from_the_entry_closes_it_and_shows_what_was_changed(at):
    name_box(at, goods_ready(cc="sato@takahashi.jp, boss@takahashi.jp", subject="Goods ready in 3 days"))
    show(at, at.company.handed)
    at.click("Look for sent mail")
    at.reads(
        "Sent, changed", "2 things were changed before it was sent:", "Recipient added in Cc: boss@takahashi.jp",
        "Subject was “Goods ready in three days”, is now “Goods ready in 3 days”",
        "Found in the folder Sent, sent 21 Nov 14:07",
    )  # fmt: skip
    assert state(at, at.company.handed) is MessageState.CHANGED


def test_what_was_found_can_be_taken_back(at):
    name_box(at, goods_ready())
    show(at, at.company.handed)
    at.click("Look for sent mail")
    at.reads("It was sent as it was handed over.")
    at.press("Ctrl+Z")
    at.reads("It was opened in your mail program")
    assert state(at, at.company.handed) is MessageState.HANDED_OVER


def test_without_a_place_the_way_to_name_one_is_shown(at):
    show(at, at.company.handed)
    at.click("Look for sent mail")
    at.reads("No place with sent mail is named yet")
    at.click("Name a place")
    at.reads("Add a mail server…")
    assert at.desk.places.current == Place("settings", extra={"section": "sent-mail"})


def test_a_mail_that_is_not_certain_is_asked_about_and_taken(at):
    name_box(at, goods_ready(to="someone@else.com", cc=""))
    show(at, at.company.handed)
    at.click("Look for sent mail")
    at.reads("Is it one of these? It is not certain.", "Recipient taken out of To: orders@takahashi.jp")
    at.click("This one")
    at.reads("Sent, changed", "As it was sent")
    assert state(at, at.company.handed) is MessageState.CHANGED


def test_none_of_these_is_not_asked_again(at):
    name_box(at, goods_ready(to="someone@else.com", cc=""))
    show(at, at.company.handed)
    at.click("Look for sent mail")
    at.reads("Is it one of these?")
    at.click("None of these")
    at.until(lambda: "Is it one of these?" not in at.words())
    at.click("Look for sent mail")
    at.reads("Nothing found · 1 mail looked at")


def test_a_saved_mail_dropped_on_its_entry_closes_it(at):
    path = at.folder / "sent.eml"
    path.write_bytes(goods_ready().as_bytes())
    show(at, at.company.handed)
    drop(at, at.window.page.right, path)
    at.reads("It was sent as it was handed over.", "Found in the file sent.eml")


def test_saved_mails_dropped_on_the_list_find_their_entries(at):
    path = at.folder / "sent.eml"
    path.write_bytes(goods_ready().as_bytes())
    show(at, at.company.call)
    drop(at, at.window.page.list, path)
    at.reads("It was sent as it was handed over.")
    assert state(at, at.company.handed) is MessageState.SENT


def test_what_is_no_mail_is_said_and_changes_nothing(at):
    path = at.folder / "photo.eml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n")
    show(at, at.company.handed)
    drop(at, at.window.page.right, path)
    at.reads("photo.eml")
    assert state(at, at.company.handed) is MessageState.HANDED_OVER


def test_hostile_words_of_a_mail_are_shown_as_they_are(at):
    name_box(at, goods_ready(subject="<img src=x> {n} Goods ready in three days"))
    show(at, at.company.handed)
    at.click("Look for sent mail")
    at.reads("<img src=x> {n} Goods ready in three days")


# -- today and by itself -----------------------------------------------------------------------------------------------


def test_today_looks_too_and_says_what_it_brought(at):
    name_box(at, goods_ready())
    at.desk.open(Place("today"))
    at.reads("Did it go out?", "Goods ready in three days")
    at.click("Look for sent mail")
    at.reads("1 mail found as sent · 1 mail looked at")
    at.until(lambda: "Goods ready in three days" not in at.words())


def test_coming_back_to_the_window_looks_where_it_was_allowed_and_not_more_than_once_a_minute(at):
    path = name_box(at)
    look = SentMailLook.of(at.desk)
    seconds = [0.0]
    look._now = lambda: seconds[0]

    def come_back(when):
        seconds[0] = when
        look.look_by_itself()
        at.settle()
        at.until(lambda: not look.busy)

    come_back(0.0)
    write_mbox(path, [goods_ready()])
    come_back(30.0)
    assert state(at, at.company.handed) is MessageState.HANDED_OVER
    come_back(61.0)
    at.until(lambda: state(at, at.company.handed) is MessageState.SENT)
    assert look.told == ""


# -- settings ----------------------------------------------------------------------------------------------------------


def settings(user):
    user.desk.open(Place("settings", extra={"section": "sent-mail"}))
    user.reads("Add a folder…")
    return user.window.page.sent_mail


def test_a_thunderbird_profile_that_was_found_is_one_click_away(at, monkeypatch):
    root = at.folder / "home"
    profile = root / "abcd.default"
    write_mbox(_made(profile / "Mail" / "Local Folders") / "Sent", [goods_ready()])
    (profile / "prefs.js").write_text(
        'user_pref("mail.server.server1.type", "none");\nuser_pref("mail.server.server1.hostname", "Local Folders");\n'
        'user_pref("mail.server.server1.directory-rel", "[ProfD]Mail/Local Folders");\n'
    )
    (root / "profiles.ini").write_text("[Profile0]\nName=default\nIsRelative=1\nPath=abcd.default\nDefault=1\n")
    monkeypatch.setattr(thunderbird, "_roots", lambda: iter((root,)))
    settings(at)
    at.reads("Thunderbird was found: default", "Local Folders: Sent")
    at.click("Look there")
    at.reads("Thunderbird, profile abcd.default", "Not looked into yet")
    at.click("Look now")
    at.reads("Last look 21 Nov 14:32 · Local Folders: Sent", "1 mail found as sent")


def _made(folder):
    folder.mkdir(parents=True)
    return folder


def test_a_folder_is_chosen_switched_off_and_removed(at):
    card = settings(at)
    chosen = write_maildir(at.folder / "Gesendet", [goods_ready()])
    at.click("Add a folder…")
    dialog = next(each for each in at.window.findChildren(QFileDialog) if each.isVisible())
    dialog.fileSelected.emit(str(chosen))
    dialog.close()
    at.reads("Folder Gesendet", str(chosen))
    (line,) = card.lines.values()
    assert line.by_itself.isChecked()
    QTest.mouseClick(line.by_itself, Qt.MouseButton.LeftButton, pos=QPoint(8, line.by_itself.height() // 2))
    at.until_kept(lambda bench: not mail_stores.every(bench)[0].watched)
    at.click("Remove · Folder Gesendet")
    at.until(lambda: "Folder Gesendet" not in at.words())
    at.press("Ctrl+Z")
    at.reads("Folder Gesendet")


def test_a_folder_without_mails_is_refused_where_it_was_chosen(at):
    settings(at).add_place(str(_made(at.folder / "Photos")))
    at.reads('"Photos" holds no mails that can be read.')


def test_a_place_that_is_gone_says_so_in_its_line(at):
    path = name_box(at)
    settings(at)
    path.unlink()
    at.click("Look now")
    at.reads('The mail folder "Sent" cannot be read')


def test_without_a_key_store_the_form_says_so_at_once(at, monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
    form = settings(at).form
    at.click("Add a mail server…")
    at.reads("This computer has no key store")
    assert not form.connect_button.isEnabled()
    at.press("Esc")
    at.until(lambda: not form.isVisible())


@pytest.mark.skipif(imap_server.installed() is None, reason=imap_server.WITHOUT)
def test_a_server_is_named_by_keyboard_and_its_sent_mail_found(at, monkeypatch):
    kept: dict[str, str] = {}  # the key store itself has its own tests
    monkeypatch.setattr(key_store, "keep", kept.__setitem__)
    monkeypatch.setattr(key_store, "find", kept.get)
    monkeypatch.setattr(key_store, "forget", lambda name: kept.pop(name, None))
    with imap_server.imap_server() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
        server.add("Sent", goods_ready().as_bytes())
        settings(at)
        at.click("Add a mail server…")
        at.type(f"127.0.0.1:{server.port}")
        at.press("Tab")
        at.type(server.user)
        at.press("Tab")
        at.type("wrong")
        at.press("Return")
        at.reads("does not accept the user name or password")
        assert kept == {}
        field = at.click_into("Password")
        field.setText(server.password)
        at.press("Return")
        at.reads(f"{server.user} on 127.0.0.1:{server.port}")
        # Undo would leave the password where it is.
        assert not at.desk.can_undo
        kept.clear()  # say on another computer
        at.click("Look now")
        at.reads("has no password for")
        at.click("Add a mail server…")
        for editor, text in (("Mail server (IMAP)", f"127.0.0.1:{server.port}"), ("User name", server.user)):
            at.click_into(editor).setText(text)
        at.click_into("Password").setText(server.password)
        at.press("Return")
        at.until(lambda: bool(kept))
        at.settle()
        assert "is among the places already" not in at.words()
        at.click("Look now")
        at.reads("1 mail found as sent")
        assert list(kept.values()) == [server.password]
        at.click(f"Remove · {server.user} on 127.0.0.1:{server.port}")
        at.until(lambda: not kept)
    assert state(at, at.company.handed) is MessageState.SENT


def test_of_an_account_that_the_ledger_does_not_take_no_password_stays(at, monkeypatch):
    kept = {"chen@lantian.cn imaps://imap.example.com:993": "geheim"}
    monkeypatch.setattr(key_store, "forget", lambda name: kept.pop(name, None))
    card = settings(at)
    at.bench.ledger.connection.execute("pragma busy_timeout=0")
    with closing(sqlite.connect(str(at.bench.ledger.path), isolation_level=None)) as other:
        other.execute("begin immediate")
        card.form.checked.emit(mail_stores.CheckedAccount("imaps://imap.example.com:993", "chen@lantian.cn", ("Sent",)))
        at.reads("Another program")
        at.until(lambda: not kept)
    assert mail_stores.every(at.bench) == ()


@pytest.mark.parametrize(
    ("server", "account", "password", "said"),
    [
        ("", "me", "x", "Write the name of the mail server"),
        ("imap example", "me", "x", "is not the name of a server"),
        ("imap.example.com:0", "me", "x", "is not the name of a server"),
        ("imap.example.com", "", "x", "Write the user name"),
        ("imap.example.com", "me", "", "Write the password"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(at, monkeypatch, server, account, password, said):
    monkeypatch.setattr(key_store, "find", lambda _name: None)
    form = settings(at).form
    at.click("Add a mail server…")
    for editor, text in ((form.server, server), (form.account, account), (form.password, password)):
        editor.setText(text)
    at.click("Connect")
    at.reads(said)
