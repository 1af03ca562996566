"""What is here on this computer: the mail programs, the versions in use, and where the user's data lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class MailWay:
    """One way into a mail program, and what arrives there. ``label`` is the program's own name.

    ``cuts_at`` are characters that make this program lose a part of the message. A way that is not ``automatic`` is
    taken only when it was chosen; ``by_hand`` leaves the putting in to the user. ``limit`` is the most that fits in
    characters of an encoded link, 0 for what no message reaches.
    """

    code: str
    label: str
    is_default: bool
    attachments: bool
    names: bool
    bcc: bool
    signature: bool
    editable: bool
    cuts_at: str
    cc: bool = True
    html: bool = False
    unquoted: bool = True
    automatic: bool = True
    by_hand: bool = False
    limit: int = 0


@dataclass(frozen=True)
class About:
    """Versions and places: ``zones`` is the edition of the time-zone data ("2025b")."""

    program: str
    sqlite: str
    zones: str
    ledger: Path
    ledger_bytes: int
    backups: Path
    logs: Path
    outbox: Path
    settings: Path


def mail_ways(bench: Bench) -> tuple[MailWay, ...]:
    """The ways into mail programs, the system's own choice first; of one code the first, since codes are chosen."""
    found: dict[str, MailWay] = {}
    for each in bench.mail_programs:
        way = MailWay(
            each.code, each.label, each.is_default, each.attachments, each.names, each.bcc, each.signature,
            each.editable, each.breaks_at, each.cc, each.html, each.unquoted, each.automatic, each.by_hand,
            each.max_length if not each.attachments else 0,
        )  # fmt: skip
        found.setdefault(each.code, way)
    return tuple(found.values())


def mail_ways_anew(bench: Bench) -> tuple[MailWay, ...]:
    """Look for mail programs once more, say after one was installed."""
    bench.look_for_mail_programs_again()
    return mail_ways(bench)


def about(bench: Bench) -> About:
    """The versions in use and the places of the user's data."""
    import tzdata

    from tradedesk import __version__

    profile = bench.profile
    return About(
        program=__version__,
        sqlite=str(bench.ledger.read.value("select sqlite_version()")),
        zones=tzdata.IANA_VERSION,
        ledger=profile.ledger,
        ledger_bytes=profile.ledger.stat().st_size,
        backups=profile.backups,
        logs=profile.logs,
        outbox=profile.outbox,
        settings=profile.settings_file,
    )
