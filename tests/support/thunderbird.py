"""A real Thunderbird without a display: started by whoever runs ``thunderbird`` from its PATH, read back and ended.

    with ThunderbirdSession(tmp_path) as session:
        …start the program under test with PATH = session.path_with_wrapper and let it open a draft…
        draft = session.read_draft()

The profile has one account that never connects. Nothing is sent and nothing of the user's own profile is touched.
"""

from __future__ import annotations

import contextlib
import json
import mailbox
import os
import shutil
import signal
import socket
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support import developer_tools
from tests.support.developer_tools import DeveloperTools
from tests.support.draft_read_back import SavedDraft, read_draft

WITHOUT = "Thunderbird is not installed: install the package 'thunderbird' to run this test"

_PREFERENCES: dict[str, object] = {
    # An account whose servers do not exist, and local folders for its drafts.
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.account.lastKey": 2,
    "mail.identity.id1.fullName": "Export Desk",
    "mail.identity.id1.useremail": "desk@example.com",
    "mail.identity.id1.valid": True,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.compose_html": True,
    "mail.identity.id1.drafts_folder_picker_mode": "1",
    "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
    "mail.server.server1.type": "pop3",
    "mail.server.server1.hostname": "pop.invalid",
    "mail.server.server1.userName": "desk",
    "mail.server.server1.check_new_mail": False,
    "mail.server.server1.login_at_startup": False,
    "mail.server.server1.deferred_to_account": "account2",
    "mail.server.server1.directory-rel": "[ProfD]Mail/pop.invalid",
    "mail.server.server2.type": "none",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.server.server2.name": "Local Folders",
    "mail.server.server2.directory-rel": "[ProfD]Mail/Local Folders",
    "mail.server.server2.storeContractID": "@mozilla.org/msgstore/berkeleystore;1",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "smtp.invalid",
    # Nothing that asks, updates, measures or connects.
    "offline.startup_state": 3,
    "mail.shell.checkDefaultClient": False,
    "mail.rights.version": 1,
    "mail.compose.autosave": False,
    "mail.compose.warn_public_recipients.threshold": 99_999,
    "mail.inappnotifications.enabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "mailnews.start_page_override.mstone": "ignore",
    "app.donation.eoy.version.viewed": 999,
    "app.update.enabled": False,
    "extensions.update.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.policy.dataSubmissionPolicyBypassNotification": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    **developer_tools.PREFERENCES,
}

_LOOK = """
const windows = [...Services.wm.getEnumerator("msgcompose")].filter(each => each.gMsgCompose?.editor);
if (windows.length == 0) return null;
const it = windows[windows.length - 1];
const people = row => [...it.document.querySelectorAll(`#${row}AddrContainer mail-address-pill`)].map(
  pill => [pill.displayName ?? "", pill.emailAddress ?? ""]);
return {
  windows: windows.length,
  to: people("to"), cc: people("cc"), bcc: people("bcc"),
  subject: it.document.getElementById("msgSubject").value,
  html: it.gMsgCompose.composeHTML,
  text: it.gMsgCompose.editor.document.body.innerText,
  attachments: [...it.gAttachmentBucket.itemChildren].map(each => each.attachment.name),
};
"""

_SAVE = """
const windows = [...Services.wm.getEnumerator("msgcompose")].filter(each => each.gMsgCompose?.editor);
const it = windows[windows.length - 1];
it.draftFailure = null;
it.SaveAsDraft().catch(error => { it.draftFailure = String(error); });
return true;
"""

_FAILURE = """
const failures = [...Services.wm.getEnumerator("msgcompose")].map(each => each.draftFailure);
return failures.find(each => each) ?? null;
"""

_QUIT = "Services.startup.quit(Ci.nsIAppStartup.eForceQuit); return true;"

_PATIENCE = 300.0
_ONCE_MORE = 40.0
"""Seconds; it takes two or three where nothing else runs."""


def installed() -> str | None:
    """The path of the real Thunderbird, None when there is none."""
    return shutil.which("thunderbird")


@dataclass(frozen=True)
class ReadBack:
    """What Thunderbird kept: as its window shows it, and as it stands in the saved draft.

    People are (name, address). ``attachments`` are (file name, SHA-256) from the saved draft.
    """

    shown_to: list[tuple[str, str]]
    shown_cc: list[tuple[str, str]]
    shown_bcc: list[tuple[str, str]]
    shown_subject: str
    shown_text: str
    shown_attachments: list[str]
    writes_html: bool
    to: list[tuple[str, str]]
    cc: list[tuple[str, str]]
    bcc: list[tuple[str, str]]
    subject: str
    text: str
    attachments: list[tuple[str, str]]
    header_names: list[str]
    raw: bytes


class ThunderbirdSession:
    """A folder with a profile and a ``thunderbird`` command in front of the real one.

    ``path_with_wrapper`` is the PATH under which a program finds that command first. One start at a time.
    """

    def __init__(self, folder: Path) -> None:
        real = installed()
        assert real is not None, WITHOUT
        self._folder = folder / "thunderbird"
        self._profile = self._folder / "profile"
        self._pids = self._folder / "pids"
        self._commands = self._folder / "commands"
        self._commands.mkdir(parents=True)
        self._port = _free_port()
        self._remote: DeveloperTools | None = None
        self._write_profile()
        self.path_with_wrapper = os.pathsep.join((str(self._write_wrapper(real)), os.environ["PATH"]))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def commands(self) -> list[list[str]]:
        """The arguments of every start, as the program under test gave them."""
        recorded = sorted(self._commands.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        return [path.read_bytes().decode().split("\0")[:-1] for path in recorded]

    def read_draft(self, patience: float = _PATIENCE) -> ReadBack:
        """Wait for the compose window, read it, save the draft and read that too."""
        remote = self._remote = self._remote or DeveloperTools(self._port, patience)
        shown = self._wait_for_window(remote, patience)
        before = len(self._saved())
        assert remote.run(_SAVE) is True
        until, again = time.monotonic() + patience, time.monotonic() + _ONCE_MORE
        while len(saved := self._saved()) <= before:
            if time.monotonic() > again:  # asked while it was still busy with the window, it forgets
                again += _ONCE_MORE
                remote.run(_SAVE)
            assert (failure := remote.run(_FAILURE)) is None, f"Thunderbird did not save the draft: {failure}"
            assert time.monotonic() < until, "Thunderbird did not save the draft"
            time.sleep(0.05)
        return _read_back(shown, saved[-1])

    def close(self) -> None:
        """End every Thunderbird that was started through the wrapper."""
        if self._remote is not None:
            with contextlib.suppress(OSError, RuntimeError):
                self._remote.run(_QUIT)
            self._remote.close()
            self._remote = None
        pids = [int(line) for line in self._pids.read_text().split()] if self._pids.exists() else []
        for pid in pids:
            for number, patience in ((0, 3.0 if pids else 0.0), (signal.SIGTERM, 3.0), (signal.SIGKILL, 3.0)):
                if _ended_after(pid, number, patience):
                    break
        self._pids.unlink(missing_ok=True)

    def _wait_for_window(self, remote: DeveloperTools, patience: float) -> dict[str, Any]:
        """What the compose window shows once it no longer changes."""
        until, last = time.monotonic() + patience, None
        while time.monotonic() < until:
            seen = remote.run(_LOOK)
            if seen is not None and seen == last:
                assert seen["windows"] == 1, "more than one compose window"
                return dict(seen)
            last = seen
            time.sleep(0.25)
        raise AssertionError("Thunderbird opened no compose window")

    def _saved(self) -> list[bytes]:
        """The drafts in the folder, without those marked as deleted (bit 3 of X-Mozilla-Status)."""
        path = self._profile / "Mail" / "Local Folders" / "Drafts"
        if not path.exists():
            return []
        box = mailbox.mbox(path, create=False)
        try:
            kept = [key for key in box.keys() if not int(str(box[key].get("X-Mozilla-Status", "0")), 16) & 8]  # noqa: SIM118
            return [box.get_bytes(key) for key in kept]
        finally:
            box.close()

    def _write_profile(self) -> None:
        (self._profile / "Mail" / "Local Folders").mkdir(parents=True)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()]
        (self._profile / "prefs.js").write_text("".join(lines), encoding="utf-8")

    def _write_wrapper(self, real: str) -> Path:
        programs, home = self._folder / "bin", self._folder / "home"
        programs.mkdir()
        home.mkdir()
        wrapper = programs / "thunderbird"
        wrapper.write_text(
            "#!/bin/sh\n"
            f'echo $$ >> "{self._pids}"\n'
            f'for argument; do printf "%s\\0" "$argument"; done > "{self._commands}/$$"\n'
            "unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS\n"
            f'export HOME="{home}"\n'
            f'exec "{real}" --headless --start-debugger-server {self._port}'
            f' -profile "{self._profile}" -no-remote "$@"\n',
            encoding="utf-8",
        )
        # Whatever else is installed here: on this desktop Thunderbird is what mail is written with.
        answer = programs / "xdg-mime"
        answer.write_text("#!/bin/sh\necho thunderbird.desktop\n", encoding="utf-8")
        for each in (wrapper, answer):
            each.chmod(0o755)
        return programs


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ended_after(pid: int, number: int, patience: float) -> bool:
    """Send the signal to the process (to its whole group where it leads one) and wait; 0 sends nothing."""
    if number and _running(pid):
        with contextlib.suppress(ProcessLookupError):
            if os.getpgid(pid) == pid:
                os.killpg(pid, number)
            else:
                os.kill(pid, number)
    until = time.monotonic() + patience
    while _running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not _running(pid)


def _running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def saved(draft: ReadBack) -> SavedDraft:
    """The part of it that stands in the saved draft."""
    return read_draft(draft.raw)


def _read_back(shown: dict[str, Any], raw: bytes) -> ReadBack:
    draft = read_draft(raw)
    return ReadBack(
        shown_to=[(name, address) for name, address in shown["to"]],
        shown_cc=[(name, address) for name, address in shown["cc"]],
        shown_bcc=[(name, address) for name, address in shown["bcc"]],
        shown_subject=shown["subject"],
        shown_text=shown["text"],
        shown_attachments=list(shown["attachments"]),
        writes_html=shown["html"],
        to=draft.to,
        cc=draft.cc,
        bcc=draft.bcc,
        subject=draft.subject,
        text=draft.text,
        attachments=draft.attachments,
        header_names=draft.headers,
        raw=raw,
    )
