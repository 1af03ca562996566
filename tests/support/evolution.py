"""A real Evolution on a desktop of its own: what is handed to it is saved as a draft and read back."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.draft_read_back import SavedDraft, read_draft
from tests.support.mail_desktop import PATIENCE, MailDesktop, mail_desktop, missing

_LANGUAGE = Path("/usr/share/i18n/locales/en_US")
_ADDRESS = "desk@example.com"
_SOURCES = {
    "desk-account": {
        "Data Source": {"DisplayName": _ADDRESS, "Enabled": "true", "Parent": ""},
        "Mail Account": {"BackendName": "none", "IdentityUid": "desk-identity"},
    },
    "desk-identity": {
        "Data Source": {"DisplayName": _ADDRESS, "Enabled": "true", "Parent": "desk-account"},
        "Mail Identity": {"Address": _ADDRESS, "Name": "Export Desk"},
        "Mail Composition": {"DraftsFolder": "folder://local/Drafts"},
        "Mail Submission": {"TransportUid": "desk-transport", "SentFolder": "folder://local/Sent"},
    },
    "desk-transport": {
        "Data Source": {"DisplayName": _ADDRESS, "Enabled": "true", "Parent": "desk-account"},
        "Mail Transport": {"BackendName": "smtp"},
        "Authentication": {"Host": "smtp.invalid", "Method": "none", "Port": "25", "User": "desk"},
    },
}
_CHOICES = {
    "org/gnome/evolution": {"version": "'9.99.9'"},
    "org/gnome/evolution/mail": {
        "prompt-check-if-default-mailer": "false",
        "composer-send-html": "false",
        "composer-mode": "'plain-text'",
        "composer-attribution-language": "'C'",
    },
    "org/gnome/evolution/shell": {"start-offline": "true"},
}
#: The bus starts Evolution's own services with the same.
VARIABLES = {
    "GSETTINGS_BACKEND": "keyfile",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    "GIO_USE_VFS": "local",
    "XDG_CURRENT_DESKTOP": "",
}


#: The portal, and the part of it that opens the user's mail program.
_PORTAL = ("/usr/libexec/xdg-desktop-portal", "/usr/share/xdg-desktop-portal/portals/gtk.portal")
#: A desktop that has it.
WITH_PORTAL = {"XDG_CURRENT_DESKTOP": "GNOME"}


class Evolution:
    """``path`` is the PATH on which evolution is the one of this desktop."""

    def __init__(self, desktop: MailDesktop) -> None:
        self._desktop = desktop
        self._write_profile()
        self.path = desktop.path_with("evolution", "--offline")
        self._windows: frozenset[str] = frozenset()

    def run_first(self) -> None:
        """Start it before anything is handed over."""
        self._desktop.start("evolution")
        self._desktop.wait_for_window(lambda title: "Evolution" in title or title == "Mail")
        time.sleep(4)
        self._windows = frozenset(self._desktop.windows())

    def path_to_portal(self) -> str:
        """A PATH whose gdbus calls on the bus of this desktop."""
        return self._desktop.path_with("gdbus")

    def read_draft(self, subject: str) -> SavedDraft:
        """Wait for the compose window, save, close it, and read what was saved."""
        before = set(self._saved())
        window = self._desktop.wait_for_window(
            lambda title: title.startswith("Compose Message") or (bool(subject) and title.startswith(subject[:12])),
            self._windows,
        )
        time.sleep(1.5)
        until = time.monotonic() + PATIENCE
        while not (saved := [each for each in self._saved() if each not in before]):
            assert time.monotonic() < until, "Evolution did not save the draft"
            self._desktop.press(window, "ctrl+s")
            time.sleep(0.8)
        raw = saved[-1].read_bytes()
        self._close(window)
        return read_draft(raw)

    def _close(self, window: str) -> None:
        until = time.monotonic() + PATIENCE
        while window in self._desktop.windows():
            assert time.monotonic() < until, "Evolution did not close the window"
            self._desktop.press(window, "ctrl+w")
            time.sleep(0.4)

    def _saved(self) -> list[Path]:
        folder = self._desktop.home / ".local/share/evolution/mail/local/.Drafts"
        found = [each for part in ("cur", "new") if (folder / part).is_dir() for each in (folder / part).iterdir()]
        return sorted(found, key=lambda each: each.stat().st_mtime_ns)

    def _write_profile(self) -> None:
        sources = self._desktop.home / ".config/evolution/sources"
        choices = self._desktop.home / ".config/glib-2.0/settings"
        for folder in (sources, choices):
            folder.mkdir(parents=True)
        for name, sections in _SOURCES.items():
            (sources / f"{name}.source").write_text(_sections(sections))
        (choices / "keyfile").write_text(_sections(_CHOICES))
        # Or it asks whether it shall be.
        (self._desktop.home / ".config/mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/mailto=org.gnome.Evolution.desktop\n"
        )


def _sections(sections: dict[str, dict[str, str]]) -> str:
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key}={value}\n" for key, value in values.items())
        for name, values in sections.items()
    )


def without() -> str:
    """What is missing here for a real Evolution; empty where all is there."""
    lacking = missing("evolution", "localedef") + ([] if _LANGUAGE.exists() else ["the locales' sources"])
    return "missing for a real Evolution: " + ", ".join(lacking) if lacking else ""


def _language(folder: Path) -> dict[str, str]:
    """The variables for a language: without one Evolution writes Thai and Hindi headers in a Japanese character set."""
    made = folder / "locales"
    made.mkdir(parents=True)
    command = ["localedef", "-i", "en_US", "-f", "UTF-8", str(made / "en_US.UTF-8")]
    subprocess.run(command, check=True, capture_output=True)
    return {"LOCPATH": str(made), "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"}


def without_portal() -> str:
    """What is missing here for a desktop whose portal opens Evolution; empty where all is there."""
    lacking = missing("gdbus") + [each for each in _PORTAL if not Path(each).exists()]
    return without() or ("missing for a real portal: " + ", ".join(lacking) if lacking else "")


@contextmanager
def evolution(folder: Path, **more: str) -> Iterator[Evolution]:
    """An Evolution that is not running yet; ``more`` are variables of its desktop."""
    with mail_desktop(folder, **{**VARIABLES, **_language(folder), **more}) as desktop:
        yield Evolution(desktop)
