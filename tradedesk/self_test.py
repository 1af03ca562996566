"""The self-test: whether this installation has everything it needs, tried out on a company made up for it.

It works in a folder of its own that it removes again. It never opens the user's ledger, so that its report can be
given to anybody.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tradedesk import __version__
from tradedesk.runtime import clock, paths
from tradedesk.runtime.options import Options
from tradedesk.ui.wording import LANGUAGES, language, set_language, table, tr, translated

if TYPE_CHECKING:
    from tradedesk.services.bench import Bench

#: A customer found by how the name sounds.
_CHINESE = "宁波蓝天贸易有限公司"
#: What a template and a workbook carry there and back: letters of four scripts, and what looks like a formula.
_TRICKY = "报关 Ärger ملاحظة =1+1"


class Failed(Exception):
    """What a check found wrong, in words that name no customer."""


class Result(NamedTuple):
    """What one check found; ``told`` are figures and versions, or what is wrong."""

    name: str
    fine: bool
    told: str
    seconds: float


def self_test(options: Options) -> int:
    """Try everything out and print the report; 0 when all is well, else 1."""
    import tempfile

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    paths.keep_files_private()
    clock.use_bundled_zones()
    chosen = options.language or os.environ.get("LC_ALL") or os.environ.get("LANG", "")
    lines: list[str] = []

    def say(line: str) -> None:
        lines.append(line)
        _say(line)

    with tempfile.TemporaryDirectory(prefix="tradedesk-self-test-", ignore_cleanup_errors=True) as folder:
        results = []
        set_language("zh_CN" if chosen.startswith("zh") else "en")
        for name, check in CHECKS.items():
            results.append(_tried(name, check, Path(folder)))
            say(_line(results[-1]))
    failed = sum(not each.fine for each in results)
    say(tr("TradeDesk {version}: {well} checks passed, {failed} failed.",
           version=__version__, well=len(results) - failed, failed=failed))  # fmt: skip
    try:
        if options.report is not None:
            options.report.write_text("\n".join(lines) + "\n", encoding="utf-8")
    except OSError as problem:
        say(tr("The report could not be written to {file} ({why}).", file=options.report, why=problem.strerror))
        return 1
    return 1 if failed else 0


def _tried(name: str, check: Callable[[Path], str], folder: Path) -> Result:
    own = folder / str(len(list(folder.iterdir())))
    own.mkdir()
    began, spoken = time.monotonic(), language()
    try:
        told, fine = check(own), True
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the report is for
        told, fine = (str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"), False
    finally:
        set_language(spoken)
    return Result(name, fine, told, time.monotonic() - began)


def _line(result: Result) -> str:
    sign = "ok  " if result.fine else "FAIL"
    return f"{sign} {result.seconds:5.2f} s  {translated(result.name)}: {result.told}"


def _say(line: str) -> None:
    # A program with a window has no output on Windows; there the exit code tells.
    if sys.stdout is not None:
        sys.stdout.buffer.write(line.encode("utf-8", "replace") + b"\n")
        sys.stdout.flush()


def _need(found: bool, what: str) -> None:
    if not found:
        raise Failed(what)


# -- the program itself ------------------------------------------------------------------------------------------------


def _modules(_folder: Path) -> str:
    """Every module can be imported: what a frozen program lacks is missed only at first use."""
    import pkgutil
    from importlib import import_module

    import tradedesk

    names = [each.name for each in pkgutil.walk_packages(tradedesk.__path__, "tradedesk.")]
    wanted = [name for name in names if ".migrations" not in name and not name.endswith(".__main__")]
    for name in wanted:
        import_module(name)
    _need(len(wanted) > 200, f"{len(wanted)}")
    return tr("{n} modules", n=len(wanted))


def _own_files(_folder: Path) -> str:
    """Nothing was loaded from where the user happens to be: a file beside a ledger is never taken for a part of us."""
    from sysconfig import get_paths

    places = {Path(__file__).parents[1], *(Path(each) for each in get_paths().values())}
    if getattr(sys, "frozen", False):
        places = {Path(sys._MEIPASS)}  # type: ignore[attr-defined]
    allowed = tuple({str(each) + os.sep for one in places for each in (one, one.resolve())})
    named = {Path(module.__file__ or "") for module in list(sys.modules.values()) if hasattr(module, "__file__")}
    # What Qt for Python carries inside its library has a name that is no place.
    files = {each for each in named if each.is_absolute() or each.is_file()}
    # Where it was found counts: Debian's own Python has a link to /etc among its files.
    found = {each: (str(each.absolute()), str(each.resolve())) for each in files}
    strange = sorted(
        each for each, real in found.values() if not (each.startswith(allowed) or real.startswith(allowed))
    )
    _need(not strange, ", ".join(strange[:3]))
    return tr("{n} files, all of this program", n=len(files))


def _resources(_folder: Path) -> str:
    import json

    from tradedesk.integrations.templates.shipped import load_shipped
    from tradedesk.runtime.resources import resource_path

    root = resource_path("i18n").parent
    files = [each for each in root.rglob("*") if each.is_file()]
    for each in files:
        if each.suffix == ".json":
            json.loads(each.read_text(encoding="utf-8"))
    for name in ("data/countries.json", "data/mailboxes/disposable.txt", "icons/LICENSE", "sample/company.json",
                 "themes/tradedesk.qss"):  # fmt: skip
        _need(resource_path(name).is_file(), name)
    texts = load_shipped(resource_path("templates"))
    _need(len({each.language for each in texts}) > 10, "templates")
    return tr("{n} files, {m} templates", n=len(files), m=len(texts))


def _languages(_folder: Path) -> str:
    from tradedesk.ui.wording.coded import patterns

    counts = []
    for code, name in LANGUAGES:
        coded = patterns("errors", code) | patterns("reasons", code) | patterns("done", code)
        _need(len(coded) > 100, name)
        set_language(code)
        _need((tr("Customers") == "Customers") == (code == "en"), name)
        counts.append(f"{name} {len(coded) + len(table(code) if code != 'en' else ())}")
    return ", ".join(counts)


def _window(_folder: Path) -> str:
    from importlib import import_module

    from PySide6.QtCore import qVersion

    from tradedesk.app import COMMANDS, PAGES
    from tradedesk.runtime.settings import Settings
    from tradedesk.ui.application import create_application
    from tradedesk.ui.theme import icons

    for place in (*PAGES.values(), *COMMANDS.values()):
        module, _, name = place.partition(":")
        getattr(import_module(module), name)
    app = create_application(["tradedesk"], Settings(language=language()))
    families = app.font().families()
    picture = icons.pixmap("ship", size=32, ratio=1.0).toImage()
    drawn = any(picture.pixelColor(x, y).alpha() for x in range(picture.width()) for y in range(picture.height()))
    _need(drawn, "icons")
    return tr("Qt {version}, {n} pages, letters of {font}", version=qVersion(), n=len(PAGES), font=families[0])


# -- the ledger --------------------------------------------------------------------------------------------------------


@contextmanager
def _bench(folder: Path, key: bytes | None = None) -> Iterator[Bench]:
    from tradedesk.ledger.upgrade import open_ledger
    from tradedesk.services.bench import Bench

    profile = paths.open_profile(folder / "profile")
    opened = open_ledger(profile.ledger, profile.backups, now=clock.now_utc, key=key)
    bench = Bench(opened.ledger, profile, now=clock.now_utc)
    try:
        yield bench
    finally:
        bench.close()


def _new_ledger(folder: Path) -> str:
    from tradedesk.ledger.connection import SCHEMA_REVISION
    from tradedesk.ledger.soundness import check_whole
    from tradedesk.services.sample import fill

    with _bench(folder) as bench:
        fill(bench)
        found = check_whole(bench.ledger.connection)
    with _bench(folder) as bench:
        found += check_whole(bench.ledger.connection)
    _need(not found, "; ".join(found[:3]))
    return tr("schema {revision}, whole", revision=SCHEMA_REVISION)


def _upgrades(folder: Path) -> str:
    from tradedesk.domain.errors import TradeError
    from tradedesk.ledger import released
    from tradedesk.ledger.upgrade import open_ledger

    schemas = released.earlier_schemas()
    for revision in schemas:
        path = folder / f"{revision}.tradedesk"
        released.make_ledger_of(revision, path)
        opened = open_ledger(path, folder / "backups", now=clock.now_utc)
        opened.ledger.close()
        _need(opened.copy is not None and opened.copy.is_file(), revision)
        _need(released.is_whole_with_its_customer(path), revision)
    newer = folder / "newer.tradedesk"
    released.make_ledger_of_a_newer_program(newer)
    before = newer.read_bytes()
    try:
        open_ledger(newer, folder / "backups", now=clock.now_utc).ledger.close()
        raise Failed("9999")
    except TradeError as refused:
        _need(refused.code == "ledger-newer" and newer.read_bytes() == before, refused.code)
    return tr("from {schemas} with a copy aside; a newer one is refused and left alone", schemas=", ".join(schemas))


def _keyed_ledger(folder: Path) -> str:
    import secrets

    from tradedesk.ledger import released

    key = secrets.token_bytes(32)
    with _bench(folder, key) as bench:
        path = bench.ledger.path
        version = bench.ledger.read.value("pragma cipher_version")
    head = path.read_bytes()[:15]
    _need(bool(version) and head != b"SQLite format 3", str(version))
    for revision in released.earlier_schemas():
        old = folder / f"{revision}.tradedesk"
        released.make_ledger_of(revision, old, key)
        from tradedesk.ledger.upgrade import open_ledger

        open_ledger(old, folder / "backups", now=clock.now_utc, key=key).ledger.close()
        _need(released.is_whole_with_its_customer(old, key), revision)
    return f"SQLCipher {version}"


def _search(folder: Path) -> str:
    from tradedesk.domain.party import PartyKind
    from tradedesk.services import customers, finding
    from tradedesk.services.finding import CustomerQuery

    asked = ("nblt", "lantian", "蓝天", "贸易有限", "ningbolantian")
    with _bench(folder) as bench:
        number = customers.add_party(bench, PartyKind.CUSTOMER, _CHINESE)
        customers.add_party(bench, PartyKind.CUSTOMER, "Gulf Horizon Trading LLC")
        for each in asked:
            _need(list(finding.ids(bench, CustomerQuery(search=each))) == [number], each)
        _need(len(finding.ids(bench, CustomerQuery(search="gulf hor"))) == 1, "gulf hor")
    return ", ".join(asked)


# -- what is installed with it -----------------------------------------------------------------------------------------


def _data_packages(_folder: Path) -> str:
    import tzdata

    from tradedesk.services import data_packages

    asked = {name: ask() for name, ask in data_packages.ASKED.items()}
    wrong = [name for name, right in asked.items() if not right]
    _need(not wrong, ", ".join(wrong))
    return f"{', '.join(asked)} (IANA {tzdata.IANA_VERSION})"


# -- the job -----------------------------------------------------------------------------------------------------------


def _update_as_mail(folder: Path) -> str:
    """An order update is written by a template, which runs in its own process, saved as .eml and read back."""
    from email import message_from_bytes, policy

    from tradedesk.services import composing, handing_over, log, orders, sample
    from tradedesk.services.orders import OrderQuery

    file = folder / "update.eml"
    with _bench(folder) as bench:
        sample.fill(bench)
        order = orders.ids(bench, OrderQuery(search="-0131"))[0]
        draft = composing.draft_update(bench, order_id=order)
        handed = handing_over.hand_over_as_file(bench, draft, file)
        entry = log.message(bench, handed.message_id)
        subject = composing.view(bench, draft).draft.subject
    read: Any = message_from_bytes(file.read_bytes(), policy=policy.default)
    to = [each.addr_spec for each in read["To"].addresses]
    _need(to == [each.value for each in entry.recipients if each.role == "to"] != [], "To")
    _need(read["Subject"] == subject and read["X-Unsent"] == "1" and not read.defects, "Subject")
    _need(len(read.get_body(("plain",)).get_content()) > 100, "text")
    return tr("{n} bytes, read back", n=file.stat().st_size)


def _template(_folder: Path) -> str:
    from tradedesk.domain.template import Template
    from tradedesk.integrations.templates.renderer import TemplateRenderer

    subject, body = "{{ order.number }}", "{{ party.name }}"
    text = Template("self-test", "en", "other", "", "", "", "", subject, body, required=(), builtin=False)
    with TemplateRenderer() as renderer:
        done = renderer.render(text, {"order.number": "SC-1", "party.name": _TRICKY})
    _need((done.subject, done.body.strip()) == ("SC-1", _TRICKY), done.body)
    return tr("rendered in a process of its own")


def _workbook(folder: Path) -> str:
    from tradedesk.integrations.files.list_file import read_table
    from tradedesk.integrations.files.sheets_out import Sheet, write_workbook

    file = folder / "list.xlsx"
    write_workbook(file, [Sheet("1", ("Name", "Note"), [("A", _TRICKY), ("B", 7)])])
    found = read_table(file)
    _need([list(row) for row in found.rows][-2:] == [["A", _TRICKY], ["B", "7"]], "xlsx")
    return tr("written, and read in a process of its own")


def _neighbours(_folder: Path) -> str:
    """What is loaded on first use only: a frozen program would miss it no earlier than its user."""
    from importlib import import_module

    names = ["keyring.backends.fail", "ssl", "imaplib", "mailbox"]
    if sys.platform.startswith("linux"):
        names += ["keyring.backends.SecretService", "secretstorage", "jeepney"]
    if sys.platform != "darwin" or platform.machine() == "arm64":
        names.append("hunspell")
    for name in names:
        import_module(name)
    return ", ".join(names)


def _licences(_folder: Path) -> str:
    """Every part comes with its licence in full, and no licence with a part that is not told."""
    from tradedesk.runtime.licence_texts import texts_of, unlisted
    from tradedesk.ui.settings.parts import PARTS

    there = [(name, licence) for name, licence in PARTS if licence != "Public Domain" and name not in _ELSEWHERE]
    lacking = [name for name, _licence in there if not texts_of(name)]
    lacking += unlisted(name for name, _licence in PARTS)
    _need(not lacking, ", ".join(lacking))
    return tr("{n} licences in full", n=len(there))


#: Parts of other systems' packages alone.
_ELSEWHERE = frozenset({"pywin32-ctypes"}) if sys.platform != "win32" else frozenset({"SecretStorage", "jeepney"})

#: What is tried out, by the title in the report; the modules that were loaded are looked at last.
CHECKS: dict[str, Callable[[Path], str]] = {
    "Modules": _modules,
    "Resources": _resources,
    "English and Chinese": _languages,
    "Window": _window,
    "New ledger": _new_ledger,
    "Upgrade": _upgrades,
    "Encrypted ledger": _keyed_ledger,
    "Search": _search,
    "Data packages": _data_packages,
    "Template": _template,
    "Workbook": _workbook,
    "Order update as .eml": _update_as_mail,
    "Spelling and passwords": _neighbours,
    "Licences": _licences,
    "Own files only": _own_files,
}
