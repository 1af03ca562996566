"""The way in: arguments first, the window's libraries only when it is clear that there will be a window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from tradedesk.runtime.options import Options

NO_DISPLAY = 2

_NO_DISPLAY_WORDS = {
    "en": (
        "TradeDesk needs a display to show its window, and there is none here. "
        "Add --tour DIR to have it do the whole job on the sample company and leave pictures and a report in DIR."
    ),
    "zh": (
        "TradeDesk 需要显示器才能打开窗口，而这里没有。"
        "请加上 --tour 文件夹：程序会用示例公司走完全部流程，并把截图和报告留在该文件夹中。"
    ),
}


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; wrong arguments and ``--version`` end the process as argparse does."""
    if not arguments:
        return Options()
    import argparse

    parser = argparse.ArgumentParser(prog="tradedesk", description="A desk for the individual foreign trader.")
    parser.add_argument("file", nargs="?", type=Path, help="a ledger, or the take-over file of a customer, to open")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep customers, orders and messages in DIR")
    parser.add_argument("--sample", action="store_true", help="open the sample company")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="do the whole job on the sample without a display; pictures go to DIR"
    )
    parser.add_argument("--self-test", action="store_true", help="check this installation and print a report")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write the report of the self-test there as well")
    parser.add_argument("--language", choices=("en", "zh_CN"), default="", help="the language, from this start on")
    parser.add_argument("--verbose", action="store_true", help="log everything, also names and addresses")
    parser.add_argument("--version", action="version", version=f"TradeDesk {_version()}")
    given = parser.parse_args(arguments)
    return Options(
        given.profile,
        given.sample,
        given.tour,
        given.language,
        given.verbose,
        given.self_test,
        given.report,
        given.file,
    )


def has_display(platform: str, environment: Mapping[str, str]) -> bool:
    """Say whether a window can appear: always on Windows and macOS, else by the variables of X11 and Wayland."""
    if platform in {"win32", "darwin"}:
        return True
    chosen = environment.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if chosen and chosen not in {"xcb", "wayland"}:  # offscreen, vnc, linuxfb … bring their own
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Start TradeDesk and return its exit code: 0 well, 1 not, 2 wrong arguments or no display."""
    given = sys.argv[1:] if arguments is None else arguments
    if given and given[0] in _WORKERS:  # a frozen program has no other Python to run them in
        return _work(given)
    options = parse(given)
    if options.self_test:
        from tradedesk.self_test import self_test

        return self_test(options)
    if options.tour is None and not has_display(sys.platform, os.environ):
        chinese = (options.language or os.environ.get("LC_ALL") or os.environ.get("LANG", "")).startswith("zh")
        print(_NO_DISPLAY_WORDS["zh" if chinese else "en"], file=sys.stderr)
        return NO_DISPLAY
    if options.tour is not None:
        from tradedesk.tour import tour

        return tour(options.tour)
    gc.disable()  # nothing of what a start loads is garbage; from the first window on, Tidy collects
    from tradedesk.app import run

    return run(options)


_WORKERS = ("--render-worker", "--workbook-worker", "--mapi-worker")


def _work(given: Sequence[str]) -> int:
    """Be one of the program's own helpers: the process for templates, for workbooks, for a call into a mail program."""
    if given[0] == "--render-worker":
        from tradedesk.integrations.templates.worker import main as serve

        return serve()
    if given[0] == "--workbook-worker":
        from tradedesk.integrations.files.workbook_worker import main as read_workbook

        return read_workbook()
    from tradedesk.integrations.mail.mapi_worker import main as show_draft

    return show_draft(given[1:])


def _version() -> str:
    from tradedesk import __version__

    return __version__


if __name__ == "__main__":
    sys.exit(main())
