"""A real IMAP server (Dovecot) for one test: its own folder, port and certificate, without root.

    with imap_server() as server:
        server.add("Sent", mail.as_bytes())
        …connect to server.host, server.port as server.user with server.password…
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.certificate import certificate_in

WITHOUT = "Dovecot is not installed: install the package 'dovecot-imapd' to run this test"
_PATIENCE = 15.0


def installed() -> str | None:
    """The path of Dovecot, None when there is none."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")


@dataclass
class ImapServer:
    """A running server with one account; ``certificate`` is what to trust."""

    folder: Path
    port: int
    starttls_port: int
    certificate: Path
    process: subprocess.Popen[bytes]
    host: str = "127.0.0.1"
    user: str = "chen@lantian.cn"
    password: str = "geheim 密码"

    def add(self, name: str, mail: bytes) -> None:
        """Put a mail into a folder, which is made when there is none; its name as IMAP writes it."""
        import imaplib

        with imaplib.IMAP4(self.host, self.starttls_port) as client:
            client.authenticate("PLAIN", lambda _said: f"\0{self.user}\0{self.password}".encode())
            client.create(f'"{name}"')
            client.append(f'"{name}"', "(\\Seen)", None, mail)

    def log(self) -> str:
        """Everything the server wrote down."""
        return (self.folder / "log").read_text(errors="replace")


@contextlib.contextmanager
def imap_server(*, trusted_name: str = "127.0.0.1", marked: str = "") -> Iterator[ImapServer]:
    """Start it, wait until it answers, and end it with everything it started.

    ``trusted_name``: what the certificate says it is. ``marked``: the folder that the server marks as the one for sent
    mail (RFC 6154).
    """
    program = installed()
    assert program is not None, WITHOUT
    # Root gives it to the user that Dovecot's package brings: its parts refuse to run as root.
    owner = pwd.getpwnam("dovecot") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    home = Path(tempfile.mkdtemp(prefix="imap-"))
    certificate = certificate_in(home, trusted_name)
    ports = _free_port(), _free_port()
    (home / "dovecot.conf").write_text(_settings(home, owner, marked, *ports), encoding="utf-8")
    (home / "users").write_text(f"chen@lantian.cn:{{PLAIN}}geheim 密码::::{home}/mail::\n", encoding="utf-8")
    for each in (home, *home.iterdir()):
        shutil.chown(each, owner.pw_uid, owner.pw_gid)
    process = subprocess.Popen(
        [program, "-F", "-c", str(home / "dovecot.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, **_as(owner),
    )  # fmt: skip
    server = ImapServer(home, *ports, certificate, process)
    try:
        _wait(server)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
        shutil.rmtree(home, ignore_errors=True)


def _as(owner: pwd.struct_passwd) -> dict[str, Any]:
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}


def _settings(home: Path, owner: pwd.struct_passwd, marked: str, tls: int, plain: int) -> str:
    user, group = owner.pw_name, grp.getgrgid(owner.pw_gid).gr_name
    special = f"mailbox {marked} {{\n    special_use = \\Sent\n  }}" if marked else ""
    return f"""
protocols = imap
base_dir = {home}/run
state_dir = {home}/state
log_path = {home}/log
auth_verbose = yes
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
first_valid_uid = 1
ssl = yes
ssl_cert = <{home}/certificate.pem
ssl_key = <{home}/key.pem
disable_plaintext_auth = no
mail_location = maildir:{home}/mail
mail_plugins =
passdb {{
  driver = passwd-file
  args = {home}/users
}}
userdb {{
  driver = static
  args = uid={owner.pw_uid} gid={owner.pw_gid} home={home}/mail
}}
namespace inbox {{
  inbox = yes
  separator = /
  {special}
}}
protocol imap {{
  mail_max_userip_connections = 100
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {plain}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
    ssl = yes
  }}
}}
auth_failure_delay = 0
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""


def _wait(server: ImapServer) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        assert server.process.poll() is None, f"Dovecot ended: {server.log()}"
        with contextlib.suppress(OSError), socket.create_connection((server.host, server.port), 1):
            return
        time.sleep(0.05)
    raise AssertionError(f"Dovecot does not answer: {server.log()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
