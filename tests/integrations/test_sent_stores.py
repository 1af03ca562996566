"""Sent mail in mbox files, folders and Thunderbird profiles: read from the end, never written, never all of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.sent_mails import HANDED_AT, sent_mail, write_maildir, write_mbox
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.integrations.mail import headers, sent_reading
from tradedesk.integrations.mail.stores import folder_names, thunderbird
from tradedesk.integrations.mail.stores import given as by_hand
from tradedesk.integrations.mail.stores.maildir import MaildirStore
from tradedesk.integrations.mail.stores.mbox import MboxStore
from tradedesk.integrations.stopping import Stop

ALL = lambda _head: True  # noqa: E731


def look(store, read_to="", wanted=ALL, since=HANDED_AT, stop=None):
    return store.look(since, read_to, wanted, stop or Stop())


def subjects(seen):
    return [each.mail.subject for each in seen.mails]


def old(number):
    return sent_mail(f"Old {number}", at=HANDED_AT - timedelta(days=400 - number / 10))


# -- mbox --------------------------------------------------------------------------------------------------------------


def test_a_mail_in_an_mbox_file_is_read_with_people_text_and_attachments(tmp_path):
    pdf = os.urandom(3000)
    mail = sent_mail("报价 PI-2026-001", to='"Müller, Hans" <hans@firm.de>', bcc="boss@lantian.cn",
                     body="Dear Hans,\n\nFrom here on all is ready.\n我们会通知您。\n",
                     files=[("报价 单.pdf", pdf, "application/pdf")])  # fmt: skip
    seen = look(MboxStore(write_mbox(tmp_path / "Sent", [mail])))
    (found,) = seen.mails
    assert (found.folder, found.mail.subject, found.mail.key) == ("Sent", "报价 PI-2026-001", mail["Message-ID"])
    assert [(each.role, each.name, each.value) for each in found.mail.people] == [
        ("to", "Müller, Hans", "hans@firm.de"), ("bcc", "", "boss@lantian.cn"),
    ]  # fmt: skip
    assert found.mail.at == HANDED_AT + timedelta(minutes=3)
    assert "\nFrom here on all is ready." in found.mail.texts[0][0]
    (file,) = found.mail.files
    assert (file.name, file.hashes) == ("报价 单.pdf", (sha256(pdf).hexdigest(),))


def test_a_text_file_is_known_again_whatever_became_of_its_line_ends(tmp_path):
    data = b"a;b\r\n1;2\r\n"
    mail = sent_mail(files=[("list.csv", data, "text/csv")])
    (found,) = look(MboxStore(write_mbox(tmp_path / "Sent", [mail]))).mails
    assert sha256(data).hexdigest() in found.mail.files[0].hashes


def test_only_what_was_added_is_looked_at_the_next_time(tmp_path):
    path = write_mbox(tmp_path / "Sent", [sent_mail("One"), sent_mail("Two")])
    first = look(MboxStore(path))
    write_mbox(path, [sent_mail("Three")])
    second = look(MboxStore(path), first.read_to)
    # The last one of the look before is looked at once more: it may have been half written.
    assert (subjects(first), subjects(second)) == (["One", "Two"], ["Two", "Three"])


def test_a_compacted_file_is_looked_through_again(tmp_path):
    path = write_mbox(tmp_path / "Sent", [sent_mail("One"), sent_mail("Two"), sent_mail("Three")])
    first = look(MboxStore(path))
    path.unlink()
    write_mbox(path, [sent_mail("Two"), sent_mail("Three"), sent_mail("Four"), sent_mail("Five")])
    assert subjects(look(MboxStore(path), first.read_to)) == ["Two", "Three", "Four", "Five"]


@pytest.mark.parametrize("read_to", ["", "nonsense", "[]", '{"offset": -1, "mark": ""}', '{"offset": "x"}'])
def test_a_mark_that_says_nothing_begins_anew(tmp_path, read_to):
    path = write_mbox(tmp_path / "Sent", [sent_mail("One")])
    assert subjects(look(MboxStore(path), read_to)) == ["One"]


def test_of_a_large_file_only_the_end_is_read(tmp_path):
    path = tmp_path / "Sent"
    filler = "X" * 70 + "\n"
    with path.open("wb") as file:
        for number in range(60):
            file.write(b"From - Sat Nov 21 00:00:00 2025\n")
            file.write(old(number).as_bytes() + filler.encode() * 15_000 + b"\n")
        size = file.tell()
    write_mbox(path, [sent_mail("New")])
    asked = []

    def wanted(head):
        asked.append(head.subject)
        return True

    seen = look(MboxStore(path), wanted=wanted)
    assert size > 60_000_000
    assert "New" in asked
    assert len(asked) < 20
    assert seen.looked_at == len(asked)


def test_a_hundred_thousand_mails_take_a_moment(tmp_path):
    path = tmp_path / "Sent"
    with path.open("wb") as file:
        for number in range(100_000):
            file.write(b"From - Sat Nov 21 00:00:00 2025\nDate: Fri, 21 Nov 2025 06:32:00 +0000\nSubject: old %d\n"
                       b"Message-ID: <%d@x>\nTo: a@b.com\n\nText\n\n" % (number, number))  # fmt: skip
    write_mbox(path, [sent_mail("New")])
    began = time.perf_counter()
    assert "New" in subjects(look(MboxStore(path), wanted=lambda head: head.at >= HANDED_AT))
    assert time.perf_counter() - began < 10


def test_what_is_not_wanted_is_not_read_whole(tmp_path):
    path = write_mbox(tmp_path / "Sent", [sent_mail("One"), sent_mail("Two")])
    seen = look(MboxStore(path), wanted=lambda head: head.subject == "Two")
    assert (subjects(seen), seen.looked_at) == (["Two"], 2)


def test_the_file_is_as_it_was_afterwards(tmp_path):
    path = write_mbox(tmp_path / "Sent", [sent_mail("One")])
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    path.chmod(0o400)
    look(MboxStore(path))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [each.name for each in tmp_path.iterdir()] == ["Sent"]


@given(st.binary(max_size=400), st.binary(max_size=60))
def test_whatever_stands_in_a_file_nothing_breaks(tmp_path_factory, junk, more):
    path = tmp_path_factory.mktemp("junk") / "Sent"
    path.write_bytes(b"From - x\n" + junk + b"\nFrom - y 2026\n" + more + b"\nFrom - z\nSubject: last\n\ntext")
    seen = look(MboxStore(path))
    assert seen.looked_at >= len(seen.mails) + seen.broken - 1
    assert "last" in subjects(seen)


def test_a_line_that_begins_with_from_divides_no_mail(tmp_path):
    path = tmp_path / "Sent"
    mail = sent_mail("One").as_bytes()
    path.write_bytes(b"From - Sat Nov 21 14:35:00 2026\n" + mail + b"\nFrom Hamburg it takes 3 days.\nand more\n")
    seen = look(MboxStore(path))
    assert subjects(seen) == ["One"]
    assert "From Hamburg it takes 3 days.\nand more" in seen.mails[0].mail.texts[0][0]


def test_a_folder_that_is_gone_says_so(tmp_path):
    with pytest.raises(NeighbourFailed) as caught:
        look(MboxStore(tmp_path / "gone"))
    assert caught.value.code == "mail-folder-unreadable"


def test_a_look_ends_when_it_is_asked_to(tmp_path):
    path = write_mbox(tmp_path / "Sent", [sent_mail(str(number)) for number in range(5)])
    stop = Stop()

    def wanted(_head):
        stop.ask()
        return True

    with pytest.raises(NeighbourFailed) as caught:
        look(MboxStore(path), wanted=wanted, stop=stop)
    assert caught.value.code == "look-stopped"


# -- folders of mails --------------------------------------------------------------------------------------------------


def test_new_mails_of_a_maildir_are_found_and_old_files_not_opened(tmp_path):
    path = write_maildir(tmp_path / "Sent", [sent_mail("Old"), sent_mail("New")])
    for file in (path / "cur").iterdir():
        if b"Subject: Old" in file.read_bytes():
            os.utime(file, (1_000_000_000, 1_000_000_000))
    seen = look(MaildirStore(path))
    assert (subjects(seen), seen.looked_at) == (["New"], 1)


def test_files_that_an_earlier_look_has_seen_are_left_out(tmp_path):
    path = write_maildir(tmp_path / "Sent", [sent_mail("One")])
    for file in (path / "cur").iterdir():
        os.utime(file, (time.time() - 600, time.time() - 600))
    first = look(MaildirStore(path))
    write_maildir(path, [sent_mail("Two")])
    assert (subjects(first), subjects(look(MaildirStore(path), first.read_to))) == (["One"], ["Two"])


def test_a_file_that_cannot_be_read_is_counted_and_the_others_are_read(tmp_path):
    path = write_maildir(tmp_path / "Sent", [sent_mail("One")])
    (path / "cur" / "broken:2,S").write_bytes(b"\x00\xff\n\nnothing")
    (path / "cur" / "vanished:2,S").symlink_to(tmp_path / "nowhere")
    seen = look(MaildirStore(path))
    assert (subjects(seen), seen.broken) == (["One"], 1)


def test_a_folder_of_saved_mails_and_one_of_claws_mail_are_folders_of_mails(tmp_path):
    (tmp_path / "1").write_bytes(sent_mail("MH").as_bytes())
    (tmp_path / ".mh_sequences").write_text("cur: 1")
    data = sent_mail("Apple").as_bytes()
    (tmp_path / "77.emlx").write_bytes(b"%d\n" % len(data) + data + b"<?xml version='1.0'?><plist/>")
    assert sorted(subjects(look(MaildirStore(tmp_path)))) == ["Apple", "MH"]


# -- Thunderbird -------------------------------------------------------------------------------------------------------


@pytest.fixture
def profile(tmp_path):
    made = tmp_path / "home" / ".thunderbird" / "abcd.default-esr"
    local, imap = made / "Mail" / "Local Folders", made / "ImapMail" / "imap.firm.com"
    local.mkdir(parents=True)
    (imap / "INBOX.sbd").mkdir(parents=True)
    write_mbox(local / "Sent", [sent_mail("From local folders")])
    write_mbox(local / "Inbox", [sent_mail("Not sent")])
    (local / "Sent.msf").write_text("index")
    write_mbox(imap / "INBOX.sbd" / as_imap_writes("已发送"), [sent_mail("Named in Chinese")])
    write_mbox(imap / "INBOX.sbd" / "Kopien", [sent_mail("Copied there")])
    write_mbox(imap / "Versand", [sent_mail("Marked by the program")])
    preferences = {
        "mail.server.server1.type": "imap", "mail.server.server1.hostname": "imap.firm.com",
        "mail.server.server1.userName": "me@firm.com",
        "mail.server.server1.directory-rel": "[ProfD]ImapMail/imap.firm.com",
        "mail.server.server2.type": "none", "mail.server.server2.hostname": "Local Folders",
        "mail.server.server2.name": "Local \u201cFolders\u201d", "mail.server.server2.userName": "nobody",
        "mail.server.server2.directory-rel": "[ProfD]Mail/Local Folders",
        "mail.identity.id1.fcc_folder": "imap://me%40firm.com@imap.firm.com/INBOX/Kopien",
    }  # fmt: skip
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in preferences.items()]
    (made / "prefs.js").write_text("// Mozilla\n" + "".join(lines) + 'user_pref("mail.x", true);\n', encoding="utf-8")
    (made / "folderCache.json").write_text(json.dumps({f"{imap}/Versand.msf": {"flags": 0x204}, "x": {"flags": "y"}}))
    return made


def test_every_folder_with_sent_mail_of_a_profile_is_found(profile):
    assert sorted(each.name for each in thunderbird.sent_folders(profile)) == [
        "Local “Folders”: Sent", "me@firm.com: INBOX/Kopien", "me@firm.com: INBOX/已发送", "me@firm.com: Versand",
    ]  # fmt: skip


def test_mails_of_all_folders_are_found_and_only_new_ones_later(profile):
    store = thunderbird.ThunderbirdStore(profile)
    first = look(store)
    told = ["Copied there", "From local folders", "Marked by the program", "Named in Chinese"]
    assert sorted(subjects(first)) == told
    write_mbox(profile / "Mail" / "Local Folders" / "Sent", [sent_mail("Later")])
    assert "Later" in subjects(look(store, first.read_to))
    assert len(look(store, first.read_to).mails) == 5  # the last one of each folder once more


def test_a_folder_that_cannot_be_read_does_not_hide_the_others(profile):
    sent = profile / "Mail" / "Local Folders" / "Sent"
    sent.unlink()
    sent.symlink_to(sent)
    seen = look(thunderbird.ThunderbirdStore(profile))
    assert seen.unread == ("Local “Folders”: Sent",)
    assert len(seen.mails) == 3


def test_a_profile_that_is_gone_says_so(profile):
    shutil.rmtree(profile)
    with pytest.raises(NeighbourFailed) as caught:
        look(thunderbird.ThunderbirdStore(profile))
    assert caught.value.code == "mail-profile-gone"


@pytest.mark.skipif(os.name != "posix", reason="the profile lies elsewhere")
def test_the_profile_in_use_is_found_by_itself(profile, monkeypatch):
    root = profile.parent
    (root / "other").mkdir()
    (root / "other" / "prefs.js").touch()
    (root / "profiles.ini").write_text(
        "[Install1]\nDefault=abcd.default-esr\n\n[Profile0]\nName=old\nIsRelative=1\nPath=other\nDefault=1\n\n"
        "[Profile1]\nName=default-esr\nIsRelative=1\nPath=abcd.default-esr\n\n[Profile2]\nName=gone\nPath=gone\n"
    )
    monkeypatch.setattr(Path, "home", lambda: root.parent)
    monkeypatch.setattr("sys.platform", "linux")
    found = thunderbird.profiles()
    assert [(each.name, each.path, each.default) for each in found] == [
        ("default-esr", profile, True), ("old", root / "other", False),
    ]  # fmt: skip


# -- given by hand -----------------------------------------------------------------------------------------------------


def test_saved_mails_and_whole_files_are_read_when_they_are_given(tmp_path):
    (tmp_path / "one.eml").write_bytes(sent_mail("One").as_bytes())
    box = write_mbox(tmp_path / "many.mbox", [sent_mail("Two"), sent_mail("Three")])
    seen = by_hand.look([tmp_path / "one.eml", box], HANDED_AT, lambda head: head.subject != "Two", Stop())
    assert subjects(seen) == ["One", "Three"]


def test_what_is_no_mail_is_refused_by_name(tmp_path):
    (tmp_path / "photo.eml").write_bytes(b"\x89PNG\r\n\x1a\n" + os.urandom(300))
    with pytest.raises(RuleSaysNo) as caught:
        by_hand.look([tmp_path / "photo.eml"], HANDED_AT, ALL, Stop())
    assert (caught.value.code, caught.value.facts["name"]) == ("not-a-mail", "photo.eml")


def test_the_kind_of_a_place_is_seen_by_what_lies_there(tmp_path, profile):
    (tmp_path / "empty").mkdir()
    write_maildir(tmp_path / "maildir", [])
    box = write_mbox(tmp_path / "box", [sent_mail()])
    places = {"thunderbird": profile, "maildir": tmp_path / "maildir", "mbox": box}
    assert {kind: by_hand.kind_of(each) for kind, each in places.items()} == {kind: kind for kind in places}
    with pytest.raises(RuleSaysNo) as caught:
        by_hand.kind_of(tmp_path / "empty")
    assert caught.value.code == "no-mail-there"


# -- names and broken mails --------------------------------------------------------------------------------------------


def as_imap_writes(name):
    """RFC 3501, 5.1.3."""

    def one(match):
        letters = b64encode(match.group().encode("utf-16-be", "surrogatepass")).decode("ascii")
        return f"&{letters.rstrip('=').replace('/', ',')}-"

    return re.sub(r"[^\x20-\x7e]+", one, name.replace("&", "&-"))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_name_of_a_folder_comes_back_from_the_way_imap_writes_it(name):
    written = as_imap_writes(name)
    assert written.isascii()
    assert folder_names.decoded(written) == name


def test_names_of_providers_are_known():
    assert [folder_names.decoded(each) for each in ("&XfJT0ZAB-", "&XfJT0ZCuTvY-")] == ["已发送", "已发邮件"]
    assert all(folder_names.is_sent(each) for each in ("Sent", "&XfJT0ZAB-", "Gesendete Objekte", "Envoy&AOk-s"))
    assert not folder_names.is_sent("Drafts")


@given(st.binary(max_size=600))
def test_any_bytes_are_a_mail_or_none(data):
    sent_reading.head_of(data)
    sent_reading.read(data)


def test_a_time_without_a_zone_can_be_compared_with_any_other():
    assert headers.moment_of(" 1-Nov-2026 06:32:00 -0000") == datetime(2026, 11, 1, 6, 32, tzinfo=UTC)
    assert headers.moment_of("21-Nov-2026 14:32:00 +0800") == datetime(2026, 11, 21, 6, 32, tzinfo=UTC)
    assert headers.moment_of("yesterday") is None


def test_a_mail_nested_out_of_all_measure_is_read_or_left(tmp_path):
    data = b"Subject: x\nDate: Sat, 21 Nov 2026 06:40:00 +0000\n"
    for number in range(5000):
        data += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    assert sent_reading.read(data) is None or sent_reading.read(data).subject == "x"


def test_damaged_attachments_are_said_to_be_unread():
    mail = sent_mail(files=[("a.pdf", b"x" * 100, "application/pdf")]).as_bytes()
    found = sent_reading.read(mail.replace(b"eHh4", b"!!!!", 1))
    assert found is not None
    assert not found.whole
