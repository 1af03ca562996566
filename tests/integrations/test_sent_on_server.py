"""Sent mail on a real IMAP server: encrypted or not at all, only read, and every trouble said in a sentence."""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
import threading
import time
from datetime import timedelta

import pytest

from tests.support import imap_server
from tests.support.sent_mails import HANDED_AT, sent_mail
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations.mail.stores.imap import ImapStore, check
from tradedesk.integrations.mail.stores.imap_session import Account
from tradedesk.integrations.stopping import Stop

pytestmark = pytest.mark.skipif(imap_server.installed() is None, reason=imap_server.WITHOUT)


@pytest.fixture(scope="module")
def running():
    with imap_server.imap_server() as server:
        for name, subject in (("&XfJT0ZAB-", "In Chinese"), ("Entwürfe", "Never sent")):
            folder = name if name.isascii() else "Drafts"
            server.add(folder, sent_mail(subject).as_bytes())
        yield server


@pytest.fixture
def server(running, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(running.certificate))
    return running


def account(server, **changed):
    values = {"host": server.host, "port": server.port, "starttls": False, "user": server.user,
              "password": server.password}  # fmt: skip
    return Account(**{**values, **changed})


def look(server, read_to="", wanted=lambda _head: True, since=HANDED_AT, stop=None, **changed):
    return ImapStore(account(server, **changed)).look(since, read_to, wanted, stop or Stop())


def refused(server, **changed):
    with pytest.raises(NeighbourFailed) as caught:
        look(server, **changed)
    return caught.value


@contextlib.contextmanager
def plainly(server):
    """A second client, to see what the first one left."""
    with imaplib.IMAP4(server.host, server.starttls_port) as client:
        client.authenticate("PLAIN", lambda _said: f"\0{server.user}\0{server.password}".encode())
        yield client


# -- what is found -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("starttls", [False, True])
def test_the_folder_is_found_by_its_name_and_its_mails_are_read(server, starttls):
    port = server.starttls_port if starttls else server.port
    seen = look(server, port=port, starttls=starttls)
    assert ("已发送", "In Chinese") in [(each.folder, each.mail.subject) for each in seen.mails]
    assert "Never sent" not in [each.mail.subject for each in seen.mails]


def test_only_new_mails_are_asked_for_the_next_time(server):
    first = look(server)
    server.add("&XfJT0ZAB-", sent_mail("Later").as_bytes())
    second = look(server, first.read_to)
    assert [each.mail.subject for each in second.mails] == ["Later"]
    assert (second.looked_at, look(server, second.read_to).looked_at) == (1, 0)


def test_a_folder_that_was_made_anew_is_looked_through_again(server):
    server.add("Sent Items", sent_mail("One").as_bytes())
    first = look(server)
    with plainly(server) as client:
        client.delete('"Sent Items"')
    time.sleep(1.1)  # a new folder is told from the old one by the second it was made in
    server.add("Sent Items", sent_mail("Another").as_bytes())
    assert "Another" in [each.mail.subject for each in look(server, first.read_to).mails]


def test_nothing_is_marked_as_read_and_what_is_not_wanted_is_not_read_whole(server):
    with plainly(server) as client:
        client.append('"&XfJT0ZAB-"', "", None, sent_mail("Unseen").as_bytes())
    asked = []
    seen = look(server, wanted=lambda head: asked.append(head.subject) or head.subject == "Unseen")
    assert [each.mail.subject for each in seen.mails] == ["Unseen"]
    assert "In Chinese" in asked
    with plainly(server) as client:
        client.select('"&XfJT0ZAB-"', readonly=True)
        _, told = client.search(None, "UNSEEN", "SUBJECT", "Unseen")
    assert told != [b""]


def test_what_came_into_the_folder_long_before_is_not_asked_for(server):
    with plainly(server) as client:
        for number in range(40):
            day = imaplib.Time2Internaldate(HANDED_AT - timedelta(days=30 + number))
            client.append('"&XfJT0ZAB-"', "", day, sent_mail(f"Old {number}").as_bytes())
    asked = []
    look(server, wanted=lambda head: asked.append(head.subject) or False)
    assert not [each for each in asked if each.startswith("Old")]


def test_a_folder_that_the_server_marks_is_taken_whatever_it_is_called(tmp_path, monkeypatch):
    with imap_server.imap_server(marked="Versand") as other:
        monkeypatch.setenv("SSL_CERT_FILE", str(other.certificate))
        other.add("Versand", sent_mail("Marked").as_bytes())
        other.add("Sent", sent_mail("By name only").as_bytes())
        assert check(account(other), Stop()) == ("Versand",)
        assert [each.mail.subject for each in look(other).mails] == ["Marked"]


def test_no_folder_for_sent_mail_is_said(monkeypatch):
    with imap_server.imap_server() as empty:
        monkeypatch.setenv("SSL_CERT_FILE", str(empty.certificate))
        assert refused(empty).code == "no-sent-folder"


# -- what goes wrong ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", [{"password": "wrong"}, {"user": "nobody@x"}, {"password": "秘密"}])
def test_a_wrong_password_is_said_and_not_repeated(server, changed):
    error = refused(server, **changed)
    assert (error.code, error.facts["server"]) == ("mail-login-refused", f"127.0.0.1:{server.port}")
    assert server.password not in str(error)


def test_a_server_that_cannot_prove_who_it_is_gets_no_password(running, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    before = running.log()
    assert refused(running).code == "mail-server-certificate"
    assert refused(running, port=running.starttls_port, starttls=True).code == "mail-server-certificate"
    assert "Login:" not in running.log()[len(before) :]


def test_a_certificate_of_another_name_is_refused(monkeypatch):
    with imap_server.imap_server(trusted_name="imap.example.com") as other:
        monkeypatch.setenv("SSL_CERT_FILE", str(other.certificate))
        assert refused(other).code == "mail-server-certificate"


def test_a_server_without_encryption_gets_no_password():
    with scripted([b"* OK ready\r\n", b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n"]) as (port, heard):
        with pytest.raises(NeighbourFailed) as caught:
            ImapStore(Account("127.0.0.1", port, True, "me", "geheim")).look(HANDED_AT, "", lambda _h: True, Stop())
        assert caught.value.code == "mail-server-no-tls"
    assert b"geheim" not in b"".join(heard)


def test_a_port_that_speaks_no_tls_is_said(server):
    assert refused(server, port=server.starttls_port).code == "mail-server-no-tls"


def test_a_server_that_is_not_there_is_said():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with pytest.raises(NeighbourFailed) as caught:
        ImapStore(Account("127.0.0.1", port, False, "me", "x")).look(HANDED_AT, "", lambda _h: True, Stop())
    assert caught.value.code == "mail-server-unreachable"
    with pytest.raises(NeighbourFailed) as caught:
        ImapStore(Account("imap.nowhere.invalid", 993, False, "me", "x")).look(HANDED_AT, "", lambda _h: True, Stop())
    assert caught.value.code == "mail-server-unreachable"


_UNTIL_LIST = [
    b"* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready\r\n",
    b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n%s OK done\r\n",
    b"+ \r\n",
    b"%s OK in\r\n",
    b"* CAPABILITY IMAP4rev1\r\n%s OK done\r\n",
]


@pytest.mark.parametrize(
    "then", [b"", b"* LIST (\\HasNoChil", b"* LIST (\\Sent) \"/\" {99999}\r\nSe", b"nonsense\r\n" * 3, b"%s BAD no\r\n"]
)
def test_a_server_that_breaks_off_or_speaks_nonsense_is_said(server, then):
    with scripted([*_UNTIL_LIST, then], server) as (port, heard):
        error = refused(server, port=port)
    assert heard[-1].split()[1] == b"LIST"
    assert error.code in ("mail-server-broke-off", "mail-server-answer")


def test_what_is_no_mail_server_is_said_without_the_bytes_that_it_sent(server):
    for greeting in (b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\xaf?W\x8c$=\r\n" * 3):
        with scripted([greeting], server) as (port, _heard):
            error = refused(server, port=port)
        assert (error.code, error.facts["why"]) == ("mail-server-answer", "unexpected response")
    with scripted([b"\xaf?W\x8c$="], server) as (port, _heard):
        error = refused(server, port=port)
    assert (error.code, error.facts["why"]) == ("mail-server-broke-off", "socket error: unterminated line")


def test_a_server_that_says_nothing_is_left_when_somebody_stops_the_look(server):
    stop = Stop()
    with scripted([*_UNTIL_LIST, None], server) as (port, heard):
        teller = threading.Thread(target=lambda: (_until(lambda: len(heard) > 5), stop.ask()))
        teller.start()
        began = time.monotonic()
        error = refused(server, port=port, stop=stop)
        teller.join()
    assert error.code == "look-stopped"
    assert time.monotonic() - began < 5


def _until(true):
    ends = time.monotonic() + 5
    while not true() and time.monotonic() < ends:
        time.sleep(0.01)


@contextlib.contextmanager
def scripted(answers, server=None):
    """A server that says these things, one for each line it hears (the first at once), then closes; None: silence."""
    heard: list[bytes] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if server is not None:
        context.load_cert_chain(server.certificate, server.certificate.with_name("key.pem"))
    over = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        with contextlib.suppress(OSError):
            connection, _ = listener.accept()
            with contextlib.closing(context.wrap_socket(connection, server_side=True) if server else connection) as one:
                lines, tag = one.makefile("rb"), b""
                for number, answer in enumerate(answers):
                    line = lines.readline() if number else b""
                    heard.append(line)
                    # What answers "+" carries no tag of its own.
                    tag = line.split(b" ")[0] if b" " in line else tag
                    if answer is None:
                        over.wait(10)
                        return
                    one.sendall(answer.replace(b"%s", tag))
                lines.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heard
    finally:
        over.set()
        listener.close()
        thread.join()
