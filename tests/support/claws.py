"""A real Claws Mail on a desktop of its own: what is handed to it is saved as a draft and read back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.draft_read_back import SavedDraft, read_draft
from tests.support.mail_desktop import PATIENCE, MailDesktop, mail_desktop, missing

_ACCOUNT = {
    "account_name": "Export Desk", "is_default": "1", "name": "Export Desk", "address": "desk@example.com",
    "protocol": "0", "receive_server": "pop.invalid", "smtp_server": "smtp.invalid", "user_id": "desk",
    "inbox": "#mh/Mailbox/inbox", "local_inbox": "#mh/Mailbox/inbox", "receive_at_get_all": "0",
    "set_sendfolder": "0", "set_draftfolder": "0", "auto_signature": "0",
}  # fmt: skip
_CHOICES = {
    "config_version": "4", "check_on_startup": "0", "work_offline": "1", "autosave": "0", "warn_large_insert": "0",
    "warn_large_insert_size": "100000", "outgoing_charset": "UTF-8", "enable_aspell": "0",
    "warn_sending_many_recipients_num": "0",
}  # fmt: skip
_FOLDERS = ("inbox", "sent", "draft", "queue", "trash")
_MARKER = b"X-Claws-End-Special-Headers: 1\n"


class Claws:
    """``path`` is the PATH on which claws-mail is the one of this desktop."""

    def __init__(self, desktop: MailDesktop) -> None:
        self._desktop = desktop
        self._write_profile()
        self.path = desktop.path_with("claws-mail")
        self._main: str | None = None

    def run_first(self) -> None:
        """Start it before anything is handed over."""
        self._desktop.start("claws-mail")
        self._main = self._desktop.wait_for_window(lambda title: "Claws Mail" in title)
        time.sleep(1)

    def read_draft(self) -> SavedDraft:
        """Wait for the compose window, save, close it, and read what was saved."""
        before = len(self._saved())
        window = self._desktop.wait_for_window(lambda title: "Compose" in title)
        until = time.monotonic() + PATIENCE
        while len(self._saved()) <= before:
            assert time.monotonic() < until, "Claws Mail did not save the draft"
            self._desktop.press(window, "ctrl+s")
            time.sleep(0.5)
        self._close(window)
        raw = self._saved()[-1].read_bytes()  # saved more than once, it has another number
        return read_draft(raw.split(_MARKER, 1)[1].lstrip(b"\n") if _MARKER in raw else raw)

    def _close(self, window: str) -> None:
        until = time.monotonic() + PATIENCE
        while window in self._desktop.windows():
            assert time.monotonic() < until, "Claws Mail did not close the window"
            self._desktop.press(window, "ctrl+w")
            time.sleep(0.3)

    def _saved(self) -> list[Path]:
        folder = self._desktop.home / "Mail" / "draft"
        return sorted((each for each in folder.iterdir() if each.name.isdigit()), key=lambda each: int(each.name))

    def _write_profile(self) -> None:
        config = self._desktop.home / ".claws-mail"
        config.mkdir()
        for name in _FOLDERS:
            (self._desktop.home / "Mail" / name).mkdir(parents=True)
        items = "".join(
            f'<folderitem type="{"outbox" if name == "sent" else name}" name="{name}" path="{name}"/>'
            for name in _FOLDERS
        )
        (config / "folderlist.xml").write_text(
            f'<?xml version="1.0"?><folderlist><folder type="mh" name="Mailbox" path="Mail">{items}</folder>'
            "</folderlist>"
        )
        (config / "accountrc").write_text(_section("Account: 1", _ACCOUNT))
        (config / "clawsrc").write_text(_section("Common", _CHOICES))


def _section(name: str, values: dict[str, str]) -> str:
    return f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in values.items())


def without() -> str:
    """What is missing here for a real Claws Mail; empty where all is there."""
    lacking = missing("claws-mail")
    return "missing for a real Claws Mail: " + ", ".join(lacking) if lacking else ""


@contextmanager
def claws_mail(folder: Path) -> Iterator[Claws]:
    """A Claws Mail that is not running yet."""
    with mail_desktop(folder) as desktop:
        yield Claws(desktop)
