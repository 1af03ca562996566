"""A real Geary on a desktop of its own, its account on a real IMAP server where it saves what is handed to it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support import evolution, imap_server
from tests.support.draft_read_back import SavedDraft, read_draft
from tests.support.imap_server import ImapServer
from tests.support.mail_desktop import PATIENCE, MailDesktop, mail_desktop, missing

_ACCOUNT = """\
[Metadata]
version=1
status=enabled

[Account]
label=desk
ordinal=1
prefetch_days=14
save_drafts=true
save_sent=true
sender_mailboxes=Export Desk <desk@example.com>;
service_provider=other
signature=
use_signature=false

[Incoming]
credentials=custom
host={server.host}
login={server.user}
port={server.starttls_port}
remember_password=true
transport_security=none

[Outgoing]
credentials=none
host={server.host}
port=9
remember_password=true
transport_security=none
"""
#: It asks the key store for the password; one that is already open asks nobody.
_KEYS = "gnome-keyring-daemon"
_REMEMBER = """
import secretstorage, sys
host, login, password = sys.argv[1:]
with_whom = {"xdg:schema": "org.gnome.Geary", "host": host, "login": login, "proto": "IMAP"}
keys = secretstorage.get_default_collection(secretstorage.dbus_init())
keys.create_item("Geary", with_whom, password.encode())
"""
#: Seconds for which a draft stays as it is once all of it was saved.
_SETTLED = 2.5


class Geary:
    """``path`` is the PATH on which geary is the one of this desktop."""

    def __init__(self, desktop: MailDesktop, server: ImapServer) -> None:
        self._desktop, self._drafts = desktop, server.folder / "mail" / ".Drafts"
        account = desktop.home / ".config/geary/account_01/geary.ini"
        account.parent.mkdir(parents=True)
        account.write_text(_ACCOUNT.format(server=server))
        remember = [sys.executable, "-c", _REMEMBER, server.host, server.user, server.password]
        subprocess.run(remember, env=desktop.environment(), check=True, timeout=60)
        self.path = desktop.path_with("geary")

    def run_first(self) -> None:
        """Start it before anything is handed over, and wait until it is signed in."""
        self._desktop.start("geary")
        self._desktop.wait_for_window(_is_main)
        until = time.monotonic() + PATIENCE
        while not self._drafts.is_dir():
            assert time.monotonic() < until, "Geary did not sign in"
            time.sleep(0.3)
        time.sleep(1)

    def read_draft(self) -> SavedDraft:
        """Wait until it has saved the draft, which it does by itself, read it, and close it."""
        before = set(self._saved())
        window = self._desktop.wait_for_window(lambda title: bool(title) and not _is_other(title))
        until, seen, since = time.monotonic() + PATIENCE, set[Path](), time.monotonic()
        while not seen or time.monotonic() - since < _SETTLED:
            assert time.monotonic() < until, "Geary did not save the draft"
            if (now := set(self._saved()) - before) != seen:
                seen, since = now, time.monotonic()
            time.sleep(0.2)
        raw = max(seen, key=lambda each: each.stat().st_mtime_ns).read_bytes()
        self._close(window)
        return read_draft(raw)

    def _close(self, window: str) -> None:
        until = time.monotonic() + PATIENCE
        while not _is_main(self._desktop.windows().get(window, "Inbox — desk")):
            assert time.monotonic() < until, "Geary did not close the draft"
            self._desktop.press(window, "Escape")
            time.sleep(0.5)

    def _saved(self) -> list[Path]:
        """What the server keeps as drafts and has not marked as deleted."""
        found = [each for part in ("cur", "new") for each in self._drafts.glob(f"{part}/*")]
        return [each for each in found if "T" not in each.name.rpartition(",")[2]]


def _is_main(title: str) -> bool:
    return title.endswith("— desk")


def _is_other(title: str) -> bool:
    return _is_main(title) or title == "Openbox"


def without() -> str:
    """What is missing here for a real Geary; empty where all is there."""
    lacking = missing("geary", _KEYS) + ([] if imap_server.installed() else ["dovecot"])
    return "missing for a real Geary: " + ", ".join(lacking) if lacking else ""


@contextmanager
def geary(folder: Path) -> Iterator[Geary]:
    """A Geary that is not running yet."""
    with imap_server.imap_server() as server, mail_desktop(folder, **evolution.VARIABLES) as desktop:
        keys = subprocess.Popen(
            [_KEYS, "--foreground", "--components=secrets", "--unlock"],
            env=desktop.environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            assert keys.stdin is not None
            keys.stdin.write(b"open")
            keys.stdin.close()
            desktop.run("gdbus", "wait", "--session", "--timeout", "20", "org.freedesktop.secrets")
            yield Geary(desktop, server)
        finally:
            keys.terminate()
            keys.wait()
