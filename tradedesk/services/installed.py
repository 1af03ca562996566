"""What is here on this computer: the mail programs, the versions in use, and where the user's data lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tradedesk.services.bench import Bench

if TYPE_CHECKING:
    from pathlib import Path


#: What is counted in a report, and how many lines of the diary it has.
_COUNTED = ("parties", "addresses", "orders", "messages", "drafts", "templates")
_LAST_LINES = 80


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
    """Versions and places: ``zones`` is the edition of the time-zone data ("2025b"), ``holidays`` of the calendars;
    ``build`` is commit and day, empty for a program that runs from its source.
    """

    program: str
    build: str
    sqlite: str
    zones: str
    holidays: str
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
    from importlib.metadata import version

    import tzdata

    from tradedesk import __version__
    from tradedesk.runtime.build_of import build_of

    profile = bench.profile
    return About(
        program=__version__,
        build=build_of().name,
        sqlite=str(bench.ledger.read.value("select sqlite_version()")),
        zones=tzdata.IANA_VERSION,
        holidays=version("holidays"),
        ledger=profile.ledger,
        ledger_bytes=profile.ledger.stat().st_size,
        backups=profile.backups,
        logs=profile.logs,
        outbox=profile.outbox,
        settings=profile.settings_file,
    )


def licence(_bench: Bench, part: str) -> str:
    """The licence of one of the parts in full; empty for what is in the public domain."""
    from tradedesk.runtime.licence_texts import texts_of

    return texts_of(part)


def support_report(bench: Bench) -> str:
    """What helps somebody else to find a fault, in English: versions, the system, how much there is, the diary.

    Neither a customer nor a mailbox nor a path of the user's is in it.
    """
    import platform

    told = about(bench)
    read = bench.ledger.read
    counts = ", ".join(f"{read.value(f'select count(*) from {table}')} {table}" for table in _COUNTED)  # noqa: S608
    revision = read.value("select version_num from alembic_version")
    lines = [
        f"TradeDesk {told.program} ({told.build or 'from source'})",
        f"System: {platform.platform()}, Python {platform.python_version()}",
        f"SQLite {told.sqlite}, time zones {told.zones}, holidays {told.holidays}",
        f"Ledger: schema {revision}, {told.ledger_bytes} bytes, {counts}",
        f"Mail programs: {', '.join(way.code for way in mail_ways(bench)) or 'none'}",
        "",
        *_diary(told.logs),
    ]
    return "\n".join(lines)


def news(_bench: Bench, language: str) -> str:
    """What each version brought, the newest first, in "en" or "zh_CN"."""
    from tradedesk.domain.newest import order
    from tradedesk.runtime.resources import resource_path

    files = sorted(resource_path(f"notes/{language}").glob("*.txt"), key=lambda each: order(each.stem), reverse=True)
    return "\n\n\n".join(f"{each.stem}\n\n{each.read_text(encoding='utf-8').strip()}" for each in files)


def _diary(folder: Path) -> list[str]:
    """The last lines of the program's diary; the names of folders are the user's own and are left out."""
    from pathlib import Path as Place

    lines = [line for file in sorted(folder.glob("*.log"), key=lambda each: each.stat().st_mtime)
             for line in file.read_text(encoding="utf-8", errors="replace").splitlines()]  # fmt: skip
    home = str(Place.home())
    return [line.replace(str(folder.parent), "…").replace(home, "~") for line in lines[-_LAST_LINES:]]
