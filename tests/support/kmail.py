"""A real KMail on a desktop of its own: what is handed to it is saved as a draft and read back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.draft_read_back import SavedDraft, read_draft
from tests.support.mail_desktop import MailDesktop, mail_desktop, missing

_SQLITE = Path("/usr/share/doc/akonadi-backend-sqlite/copyright")
_CHOICES = {
    "emailidentities": {
        "General": {"Default Identity": "1"},
        "Identity #0": {
            "Email Address": "desk@example.com", "Identity": "Default", "Name": "Export Desk", "uoid": "1",
        },
    },
    "kmail2rc": {
        "AccountWizard": {"ShowOnStartup": "false"},
        "General": {"first-start": "false", "SystemTrayEnabled": "false"},
        "Composer": {"autosave-interval": "0"},
    },
    "akonadi/akonadiserverrc": {"%General": {"Driver": "QSQLITE"}, "Debug": {"Tracer": "null"}},
}  # fmt: skip
#: Its view of a mail is a browser, which root may only run without a sandbox.
VARIABLES = {
    "QTWEBENGINE_DISABLE_SANDBOX": "1",
    "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox --disable-gpu",
}
#: Seconds; it answers within ten where it answers at all.
_PATIENCE = 90.0
#: Seconds from the folder on the disk until Akonadi knows it.
_SETTLES_WITHIN = 6.0


class KMail:
    """``path`` is the PATH on which kmail is the one of this desktop."""

    def __init__(self, desktop: MailDesktop) -> None:
        self._desktop = desktop
        self._write_profile()
        self.path = desktop.path_with("kmail")
        self._windows: frozenset[str] = frozenset()

    def run_first(self) -> None:
        """Start it before anything is handed over, and wait until it has its folders: what it saves before is lost."""
        self._desktop.start("kmail")
        self._desktop.wait_for_window(lambda title: "KMail" in title)
        until = time.monotonic() + _PATIENCE
        while not self._drafts():
            assert time.monotonic() < until, "KMail made no folder for drafts"
            time.sleep(0.5)
        time.sleep(_SETTLES_WITHIN)
        self._windows = frozenset(self._desktop.windows())

    def run_and_close(self) -> None:
        """As ``run_first``, and close it: what is handed over starts it anew, with its folders there."""
        before = frozenset(self._desktop.windows())
        self.run_first()
        (window,) = [number for number in self._windows - before if self._desktop.windows()[number] == "KMail"]
        until = time.monotonic() + _PATIENCE
        while window in self._desktop.windows():
            assert time.monotonic() < until, "KMail did not close"
            self._desktop.press(window, "ctrl+q")
            time.sleep(0.5)
        self._windows = frozenset(self._desktop.windows())

    def read_draft(self) -> SavedDraft:
        """Wait for the compose window, save, which closes it, and read what was saved."""
        before = set(self._saved())
        window = self._desktop.wait_for_window(lambda title: "KMail" in title, self._windows)
        time.sleep(1.5)
        until = time.monotonic() + _PATIENCE
        while not (saved := [each for each in self._saved() if each not in before]):
            assert time.monotonic() < until, f"KMail did not save the draft; in sight are {self._titles()}"
            if window in self._desktop.windows():
                self._desktop.press(window, "ctrl+s")
            time.sleep(0.8)
        return read_draft(saved[-1].read_bytes())

    def stop_akonadi(self) -> None:
        """It keeps the folders in processes of its own, which outlive the program that started them."""
        self._desktop.run("akonadictl", "stop")
        until = time.monotonic() + 30
        while "Control: running" in self._desktop.run("akonadictl", "status") and time.monotonic() < until:
            time.sleep(0.3)

    def _titles(self) -> list[str]:
        return [title for title in self._desktop.windows().values() if title]

    def _drafts(self) -> list[Path]:
        """The folder for drafts; whether it lies in "local-mail" or in one named after Akonadi's part is chance."""
        return list((self._desktop.home / ".local/share").glob("*mail*/drafts"))

    def _saved(self) -> list[Path]:
        found = [each for folder in self._drafts() for part in ("cur", "new") for each in folder.glob(f"{part}/*")]
        return sorted(found, key=lambda each: each.stat().st_mtime_ns)

    def _write_profile(self) -> None:
        for name, sections in _CHOICES.items():
            path = self._desktop.home / ".config" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                "\n".join(
                    f"[{section}]\n" + "".join(f"{key}={value}\n" for key, value in values.items())
                    for section, values in sections.items()
                )
            )


def without() -> str:
    """What is missing here for a real KMail; empty where all is there."""
    lacking = missing("kmail", "akonadictl") + ([] if _SQLITE.exists() else ["akonadi-backend-sqlite"])
    return "missing for a real KMail: " + ", ".join(lacking) if lacking else ""


@contextmanager
def kmail() -> Iterator[KMail]:
    """A KMail that is not running yet, in a folder with a short name: Akonadi's sockets lie in it, and the path of a
    socket has at most 107 octets."""
    with (
        TemporaryDirectory(prefix="kmail-", ignore_cleanup_errors=True) as folder,
        mail_desktop(Path(folder) / "desk", **VARIABLES) as desktop,
    ):
        program = KMail(desktop)
        try:
            yield program
        finally:
            program.stop_akonadi()
