"""The composition root: puts ledger, services and window together. It may import everything and decides nothing."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tradedesk import __version__
from tradedesk.runtime import clock, logs, paths
from tradedesk.runtime.ahead import Ahead
from tradedesk.runtime.crash_log import CrashLog
from tradedesk.runtime.errors import AlreadyRunning, ProfileUnusable, RuntimeRefusal
from tradedesk.runtime.options import Options
from tradedesk.runtime.settings import LEDGER_KEPT, SettingsFile
from tradedesk.runtime.single_instance import SingleInstance, instance_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from tradedesk.domain.errors import TradeError
    from tradedesk.ledger.upgrade import Opened
    from tradedesk.runtime.paths import Profile
    from tradedesk.ui.desk import Desk
    from tradedesk.ui.shell.main_window import MainWindow

#: The pages that exist, and where each is found when it is first shown.
PAGES = {
    "today": "tradedesk.ui.today.page:TodayPage",
    "customers": "tradedesk.ui.customers.page:CustomersPage",
    "orders": "tradedesk.ui.orders.page:OrdersPage",
    "compose": "tradedesk.ui.compose.page:ComposePage",
    "log": "tradedesk.ui.log.page:LogPage",
    "templates": "tradedesk.ui.templates.page:TemplatesPage",
    "exchange": "tradedesk.ui.exchange.page:ExchangePage",
    "export": "tradedesk.ui.export.page:ExportPage",
    "doubles": "tradedesk.ui.doubles.page:DoublesPage",
    "products": "tradedesk.ui.products.page:ProductsPage",
    "receivables": "tradedesk.ui.receivables.page:ReceivablesPage",
    "takeover": "tradedesk.ui.takeover.page:TakeoverPage",
    "settings": "tradedesk.ui.settings.page:SettingsPage",
}

#: How a ledger's name ends; what else is opened with the program is taken for a customer's take-over file.
_LEDGER = ".tradedesk"

#: Seconds in which a first start is ready to hear of a second.
_STARTING = 10.0

#: Seconds that one thread may compute while another waits: the window must not wait for the ledger lane, nor the lane's
#: short statements for the window.
_TURN = 0.001

#: Each page's commands, known to the palette before the page is opened.
COMMANDS = {name: f"tradedesk.ui.{name}.commands:commands" for name in PAGES}
#: Gives the palette its hits.
SEARCH = "tradedesk.services.search:search"


def run(options: Options) -> int:
    """Start the program; returns its exit code: 0 well, 1 not."""
    sys.setswitchinterval(_TURN)
    paths.keep_files_private()
    clock.use_bundled_zones()
    try:
        profile = paths.open_profile(_folder(options))
        lock = SingleInstance(profile)
        lock.acquire()
    except AlreadyRunning as problem:
        return _raise_the_other(options, problem)
    except ProfileUnusable as problem:
        return _say_and_end(options, problem)
    paths.sweep(profile)
    try:
        return _run_window(options, profile)
    finally:
        lock.release()


def _run_window(options: Options, profile: Profile) -> int:
    from tradedesk.domain.errors import TradeError

    logs.start_logging(profile.logs, verbose=options.verbose)
    crash_log = CrashLog(profile.crash_file, __version__)
    earlier = crash_log.pending()
    settings = _settings(profile, options)
    if settings.current.more.get(LEDGER_KEPT) and not profile.ledger.exists() and not _begins_anew(options, profile):
        return 1
    try:
        opened = _open_ledger(profile, settings, options)
    except TradeError as problem:
        return _say_and_end(options, problem)
    agenda = _begin_agenda(profile, opened)
    from tradedesk.ui.application import crash_teller, create_application
    from tradedesk.ui.jobs.tidy import Tidy
    from tradedesk.ui.shell.ending import Ending

    app = create_application(sys.argv, settings.current)
    window, desk = build(app, profile, settings, opened, agenda=agenda)
    crash_log.install(crash_teller())
    window.settled.connect(lambda: _when_settled(window, desk, profile, crash_log, earlier, opened))
    if _dossier(options):
        window.settled.connect(lambda: _show_dossier(desk, _dossier(options)))
    tidy, ending = Tidy(desk.is_busy, app), Ending(app)
    window.settled.connect(tidy.settle)
    window.resize(window.size().boundedTo(window.screen().availableSize()))  # a small screen has no more to give
    window.show()
    try:
        return int(app.exec())
    finally:
        tidy.stop()
        ending.stop()
        desk.close()
        desk.bench.close()
        crash_log.uninstall()
        logs.stop_logging()


def _settings(profile: Profile, options: Options) -> SettingsFile:
    """What the user chose, with the language asked for."""
    settings = SettingsFile(profile.settings_file)
    if options.language:
        try:
            settings.change(language=options.language)
        except OSError:  # it cannot be kept; it is the language of this start all the same
            settings.current = settings.current._replace(language=options.language)
    return settings


def build(
    app: QApplication,
    profile: Profile,
    settings: SettingsFile,
    opened: Opened,
    *,
    now: Any = clock.now_utc,
    agenda: Ahead | None = None,
) -> tuple[MainWindow, Desk]:
    """The window and its desk on an open ledger; used by the program, the tour and the journeys alike.

    ``agenda``: what Today shows first, when it was begun ahead.
    """
    from tradedesk.services import desk as verbs
    from tradedesk.services import today
    from tradedesk.services.bench import Bench
    from tradedesk.ui.desk import Desk
    from tradedesk.ui.jobs import Lane
    from tradedesk.ui.places import Place
    from tradedesk.ui.purpose_names import PurposeNames
    from tradedesk.ui.shell.main_window import MainWindow

    bench = Bench(opened.ledger, profile, now=now, setting=lambda name: getattr(settings.current, name, None))
    desk = Desk(bench, Lane(), undo_verb=verbs.undo, settings=settings, parent=app)
    if agenda is not None:
        desk.take(today.agenda, agenda)
    names = PurposeNames(desk, desk)
    window = MainWindow(desk, PAGES, COMMANDS, SEARCH, summary_verb=verbs.summary)
    window.settled.connect(names.read)
    desk.open(Place("today"))
    return window, desk


def _begin_agenda(profile: Profile, opened: Opened) -> Ahead:
    """Reckon what is owed while Qt is loaded and the window is built; nobody else uses the ledger until then."""
    from tradedesk.services import today
    from tradedesk.services.bench import Bench

    bench = Bench(opened.ledger, profile, now=clock.now_utc)
    return Ahead(lambda: today.agenda(bench))


def _open_ledger(profile: Profile, settings: SettingsFile, options: Options) -> Opened:
    from tradedesk.ledger.upgrade import open_ledger

    opened = open_ledger(profile.ledger, profile.backups, now=clock.now_utc)
    if not settings.current.more.get(LEDGER_KEPT):
        with contextlib.suppress(OSError):
            settings.remember(LEDGER_KEPT, True)
    if options.sample and opened.is_new:
        from tradedesk.services.bench import Bench
        from tradedesk.services.sample import fill

        fill(Bench(opened.ledger, profile, now=clock.now_utc))
        opened.ledger.take_news()
    return opened


def _when_settled(
    window: MainWindow, desk: Desk, profile: Profile, crash_log: CrashLog, earlier: str, opened: Opened
) -> None:
    """What may wait until the first page is filled: the door bell, an earlier crash, a look at the file after one."""
    from tradedesk.services import newest
    from tradedesk.ui.compose.interrupted import ask_about_interrupted
    from tradedesk.ui.compose.reminding import Reminder
    from tradedesk.ui.sent_mail import SentMailLook
    from tradedesk.ui.shell import notices
    from tradedesk.ui.shell.doorbell import Doorbell, bring_to_front
    from tradedesk.ui.shell.replacement import ReplacementWatch
    from tradedesk.ui.shell.tray import Tray

    def rung(path: str) -> None:
        bring_to_front(window)
        _show_dossier(desk, path)

    Doorbell(instance_name(profile), rung, window)
    ReplacementWatch(window)
    notices.tell_of_news(window, __version__)
    _tell_of_ledger(window, desk, profile, opened)
    ask_about_interrupted(desk, window.show_banner, window)
    SentMailLook.of(desk).watch()
    if newest.server():
        from tradedesk.ui.newest import NewestLook

        look = NewestLook.of(desk)
        look.tell_with(window.show_banner)
        look.watch()
    window.closing.connect(Reminder(desk, window.show_banner, Tray(window), window.count_again, window).stop)
    if earlier:
        notices.offer_crash_report(window, earlier)
        crash_log.dismiss()


def _tell_of_ledger(window: MainWindow, desk: Desk, profile: Profile, opened: Opened) -> None:
    """How the ledger was found, where that is worth a word, and whether it is whole."""
    from tradedesk.runtime.shared_folder import carried_by
    from tradedesk.services import clock_check
    from tradedesk.ui.shell import notices
    from tradedesk.ui.soundness import SoundnessLook

    ledger = opened.ledger.path
    if opened.copy is not None:
        notices.tell_of_upgrade(window, opened.copy)
    notices.tell_of_carried_folder(window, profile.root, carried_by(profile.root))
    if profile.open_to_others:
        notices.tell_of_open_folder(window, profile.root)
    if opened.is_read_only:
        notices.tell_of_read_only(window, ledger)
    desk.run(clock_check.entry_ahead, on_done=lambda found: notices.tell_of_clock(window, found), owner=window)
    SoundnessLook.of(desk).begin(
        ledger, lambda found: notices.tell_of_damage(window, ledger, found), at_once=opened.was_unclean
    )


def _raise_the_other(options: Options, problem: AlreadyRunning) -> int:
    """A second start: the first window comes to the front and this process ends."""
    from tradedesk.ui.application import create_application
    from tradedesk.ui.shell.doorbell import ring

    create_application(sys.argv)
    name = instance_name(paths.open_profile(_folder(options)))
    if ring(name, _dossier(options), _STARTING):
        return 0
    return _say_and_end(options, AlreadyRunning("profile.no-answer", **problem.facts))


def _show_dossier(desk: Desk, path: str) -> None:
    """The take-over file of a customer that the program was started with (F4)."""
    from tradedesk.ui.places import Place

    if path:
        desk.open(Place("takeover", extra={"path": path}))


def _folder(options: Options) -> Path | None:
    """Where the user's data lies: as asked for, or around the ledger that was opened; None: the usual place."""
    if options.profile is not None or options.file is None or options.file.suffix != _LEDGER:
        return options.profile or (_sample_folder() if options.sample else None)
    return paths.folder_of(options.file)


def _dossier(options: Options) -> str:
    """The path of what was opened and is no ledger; empty without one."""
    file = options.file
    return "" if file is None or file.suffix == _LEDGER else str(file.absolute())


def _say_and_end(options: Options, problem: TradeError | RuntimeRefusal) -> int:
    """What keeps the program from starting, in a sentence, in a window of its own and on the terminal."""
    from tradedesk.ui.shell.notices import say_and_wait

    say_and_wait(_sentence_before_a_window(options, problem))
    return 1


def _begins_anew(options: Options, profile: Profile) -> bool:
    """The ledger of a profile that was used before is gone: only the user can say that an empty one will do."""
    from tradedesk.ui.shell.notices import ask_and_wait
    from tradedesk.ui.wording import tr

    gone = ProfileUnusable("profile.ledger-vanished", path=profile.ledger, backups=profile.backups)
    sentence = _sentence_before_a_window(options, gone)
    return ask_and_wait(sentence, tr("Begin with an empty ledger"), tr("Close TradeDesk"))


def _sentence_before_a_window(options: Options, problem: TradeError | RuntimeRefusal) -> str:
    from tradedesk.ui.appearance import use_language
    from tradedesk.ui.application import create_application
    from tradedesk.ui.wording import errors

    create_application(sys.argv)
    if options.language:
        use_language(options.language)
    sentence = errors.sentence(problem)
    print(sentence, file=sys.stderr)  # noqa: T201 - also for whoever started it in a terminal
    return sentence


def _sample_folder() -> Path:
    """The sample company has a profile of its own beside the user's."""
    return paths.default_root().with_name(paths.default_root().name + "-sample")
