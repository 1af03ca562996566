"""One encrypted connection to an IMAP server that only reads (RFC 3501: EXAMINE, BODY.PEEK)."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from tradedesk import __version__
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations import encrypted
from tradedesk.integrations.mail import headers
from tradedesk.integrations.mail.stores.folder_names import is_sent
from tradedesk.integrations.stopping import Stop

#: Seconds that a server may take to be reached, and for one answer.
_CONNECTS, _PATIENCE = 8.0, 20.0
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LISTED = re.compile(rb'\(([^)]*)\) (?:"((?:[^"\\]|\\.)*)"|NIL) (.*)', re.DOTALL)

#: How the library says that an answer is none, and what it says with the bytes of it, which nobody can read.
_UNEXPECTED = "unexpected response"
_WITH_BYTES = re.compile(rf"({_UNEXPECTED}|unterminated line): b['\"].*", re.DOTALL)


class Account(NamedTuple):
    """Where and as whom: ``starttls`` for a connection that is encrypted after it was opened."""

    host: str
    port: int
    starttls: bool
    user: str
    password: str

    @property
    def server(self) -> str:
        """As it is shown."""
        return f"{self.host}:{self.port}"


class Fetched(NamedTuple):
    """One mail of an answer; ``stored`` is when it came into the folder (UTC)."""

    uid: int
    stored: datetime | None
    data: bytes


@contextmanager
def session(account: Account, stop: Stop) -> Iterator[Session]:
    """Connect, log in, and log out at the end.

    Raises NeighbourFailed mail-server-unreachable, mail-server-certificate, mail-server-no-tls, mail-login-refused,
    mail-server-broke-off, mail-server-answer, look-stopped.
    """
    with _translated(account, stop):
        client = _connected(account, stop)
        try:
            _log_in(client, account)
            yield Session(client, stop)
            client.logout()
        finally:
            _close(client)


class Session:
    """What is asked of a server; every answer is checked."""

    def __init__(self, client: imaplib.IMAP4, stop: Stop) -> None:
        self._client = client
        self._stop = stop

    def sent_folders(self) -> list[str]:
        """The names, as IMAP writes them, of the folders with sent mail: those so marked, else those so called."""
        told = {"SPECIAL-USE", "LIST-EXTENDED"} <= set(self._client.capabilities)
        pattern = '"*" RETURN (SPECIAL-USE)' if told else '"*"'
        found = list(self._listed(self._asked(self._client.list('""', pattern))))
        marked = [name for flags, _, name in found if b"\\sent" in flags.lower()]
        return marked or [name for _, part, name in found if is_sent(name.rpartition(part)[2] if part else name)]

    def examine(self, folder: str) -> str:
        """Open a folder for reading only; its UIDVALIDITY."""
        quoted = folder.replace("\\", "\\\\").replace('"', '\\"')
        self._asked(self._client.select(f'"{quoted}"', readonly=True))
        _, told = self._client.response("UIDVALIDITY")
        return (told[0] or b"").decode("ascii", "replace") if told else ""

    def stored_since(self, day: date, after: int) -> list[int]:
        """The UIDs above ``after`` of what came into the folder on a day or later."""
        when = f"{day.day:02d}-{_MONTHS[day.month - 1]}-{day.year}"
        told = self._asked(self._client.uid("SEARCH", "UID", f"{after + 1}:*", "SINCE", when))
        # "7:*" names the last mail even where it has a smaller number.
        return sorted(number for each in told for number in map(int, each.split()) if number > after)

    def heads(self, uids: Sequence[int]) -> Iterator[Fetched]:
        """The headers of these mails."""
        return self._fetch(uids, "(UID INTERNALDATE BODY.PEEK[HEADER])")

    def whole(self, uid: int, most: int) -> Fetched | None:
        """A mail, of a longer one its first ``most`` bytes; None when it is gone."""
        return next(self._fetch([uid], f"(UID INTERNALDATE BODY.PEEK[]<0.{most}>)"), None)

    def _fetch(self, uids: Sequence[int], what: str) -> Iterator[Fetched]:
        told = self._asked(self._client.uid("FETCH", ",".join(map(str, uids)), what))
        for at, each in enumerate(told):
            if not isinstance(each, tuple):
                continue
            # Some servers say the number after the mail.
            after = told[at + 1] if at + 1 < len(told) else b""
            facts = each[0] + b" " + (after if isinstance(after, bytes) else b"")
            uid = re.search(rb"UID (\d+)", facts)
            stored = re.search(rb'INTERNALDATE "([^"]+)"', facts)
            if uid is not None:
                moment = headers.moment_of(stored[1].decode("ascii", "replace")) if stored else None
                yield Fetched(int(uid[1]), moment, each[1])

    def _asked(self, answer: tuple[str, list[Any]]) -> list[Any]:
        self._stop.check()
        kind, told = answer
        if kind != "OK":
            raise imaplib.IMAP4.error(_words(told))
        return [each for each in told if each is not None]

    @staticmethod
    def _listed(told: Sequence[Any]) -> Iterator[tuple[bytes, str, str]]:
        """(flags, what divides names, name) of each folder that can be opened."""
        for each in told:
            # A name with strange letters comes apart from its line.
            line = each[0].rpartition(b"{")[0] + each[1] if isinstance(each, tuple) else each
            match = _LISTED.fullmatch(line) if isinstance(line, bytes) else None
            if match is None or b"\\noselect" in match[1].lower():
                continue
            name = match[3]
            if name.startswith(b'"') and name.endswith(b'"'):
                name = re.sub(rb"\\(.)", rb"\1", name[1:-1])
            yield match[1], (match[2] or b"").decode("ascii", "replace"), name.decode("utf-8", "replace")


def _connected(account: Account, stop: Stop) -> imaplib.IMAP4:
    context = encrypted.context()
    client: imaplib.IMAP4
    if account.starttls:
        client = imaplib.IMAP4(account.host, account.port, timeout=_CONNECTS)
    else:
        client = imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=_CONNECTS)
    try:
        stop.ended_by(lambda: _end_wait(client))
        client.sock.settimeout(_PATIENCE)
        if account.starttls:
            if "STARTTLS" not in client.capabilities:
                raise NeighbourFailed("mail-server-no-tls", kept="everything", server=account.server)
            client.starttls(context)
    except BaseException:
        _close(client)
        raise
    return client


def _end_wait(client: imaplib.IMAP4) -> None:
    """Whoever waits for an answer gets none; from any thread."""
    with suppress(OSError):
        socket.socket.shutdown(client.sock, socket.SHUT_RDWR)


def _close(client: imaplib.IMAP4) -> None:
    # Closed already after a logout.
    with suppress(OSError):
        client.shutdown()


def _log_in(client: imaplib.IMAP4, account: Account) -> None:
    try:
        if "AUTH=PLAIN" in client.capabilities:
            told = f"\0{account.user}\0{account.password}".encode()
            client.authenticate("PLAIN", lambda _said: told)
        elif (account.user + account.password).isascii():
            # The library quotes the password and not the name.
            user = account.user.replace("\\", "\\\\").replace('"', '\\"')
            client.login(f'"{user}"', account.password)
        else:
            raise imaplib.IMAP4.error("AUTH=PLAIN")
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise NeighbourFailed(
            "mail-login-refused", kept="everything", server=account.server, account=account.user, why=_words([error]),
        ) from error  # fmt: skip
    _, told_again = client.capability()
    client.capabilities = tuple(str(told_again[0] or b"", "ascii", "replace").upper().split())
    if "ID" in client.capabilities:
        # Some providers in China let nobody in who does not say its name (RFC 2971).
        client.xatom("ID", f'("name" "TradeDesk" "version" "{__version__}")')


@contextmanager
def _translated(account: Account, stop: Stop) -> Iterator[None]:
    """Turn what the network says into our own errors; one that somebody ended was not broken."""
    try:
        yield
    except NeighbourFailed:
        raise
    except (OSError, imaplib.IMAP4.error, EOFError) as error:
        stop.check()
        raise NeighbourFailed(_code(error), kept="everything", server=account.server, why=_words([error])) from error


def _code(error: Exception) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return "mail-server-certificate"
    if isinstance(error, ssl.SSLError):
        return "mail-server-no-tls"
    if isinstance(error, imaplib.IMAP4.abort) and str(error).startswith(_UNEXPECTED):
        return "mail-server-answer"
    if isinstance(error, (imaplib.IMAP4.abort, EOFError, ConnectionResetError, BrokenPipeError)):
        return "mail-server-broke-off"
    return "mail-server-unreachable" if isinstance(error, OSError) else "mail-server-answer"


def _words(told: Sequence[object]) -> str:
    """What was said, short and on one line."""
    first = told[0] if told else ""
    if isinstance(first, ssl.SSLCertVerificationError):
        first = first.verify_message
    elif isinstance(first, OSError):
        first = first.strerror or first
    elif isinstance(first, Exception) and first.args:
        first = first.args[0]
    text = first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
    text = _WITH_BYTES.sub(r"\1", text)
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())[:200]
