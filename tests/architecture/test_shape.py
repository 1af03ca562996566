"""Names, sizes and places: what import contracts cannot say."""

from __future__ import annotations

import ast
from collections import Counter

import pytest

from tests.architecture.source import ROOT, Module, calls, imports, modules

LINES_A_FILE = 400
LINES_A_FUNCTION = 40
LONG_FILES = {
    "tradedesk/ledger/migrations/versions/r0001_first.py": "the frozen tables of the first schema, one line a column",
}
LONG_FUNCTIONS: dict[str, str] = {}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "tools"}
CATCH_ALL = {
    "tradedesk/runtime/crash_log.py": 1,  # the last net
    "tradedesk/runtime/ahead.py": 1,  # errors change threads here too
    "tradedesk/ui/jobs/lane.py": 1,  # errors change threads here
    "tradedesk/ui/desk.py": 2,  # one page's handler must not keep the news from the others; told apart in the GUI
    "tradedesk/ui/commands/registry.py": 1,  # the dispatcher
    "tradedesk/self_test.py": 1,  # whatever goes wrong, the report says with which check
    "tradedesk/tour.py": 1,  # whatever goes wrong, the report says how far the tour came
}
STARTS_THREADS = {
    "tradedesk/runtime/ahead.py",  # the start: what is owed is reckoned while Qt is loaded
    "tradedesk/ui/jobs/lane.py",
    "tradedesk/ui/jobs/watchdog.py",
    "tradedesk/integrations/templates/renderer.py",  # a timer that ends a render, joined within the call
    "tradedesk/integrations/files/workbook_worker.py",  # in a process of its own: a sign of life while a sheet is read
}
STARTS_PROCESSES = {
    "tradedesk/integrations/mail/launcher.py",  # the mail program
    "tradedesk/integrations/templates/renderer.py",  # the process in which templates run
    "tradedesk/integrations/files/workbook.py",  # the process in which a workbook is read
}
DOMAIN_MAY_IMPORT = {
    "__future__", "abc", "bisect", "calendar", "collections", "collections.abc", "dataclasses", "datetime", "decimal",
    "difflib", "enum", "fractions", "functools", "hashlib", "heapq", "html", "itertools", "json", "math", "operator",
    "re", "string",
    "types", "typing", "unicodedata", "urllib.parse", "zoneinfo",
}  # fmt: skip


def _functions(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_no_file_is_longer_than_it_can_be_read_at_once() -> None:
    long = {each.path: each.text.count("\n") for each in modules("tradedesk", "build", "tests")}
    assert {path: n for path, n in long.items() if n > LINES_A_FILE and path not in LONG_FILES} == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{module.path}:{function.name}": _length(function)
        for module in modules("tradedesk", "build")
        if module.path not in LONG_FILES
        for function in _functions(module)
        if _length(function) > LINES_A_FUNCTION
    }
    assert {name: n for name, n in long.items() if name not in LONG_FUNCTIONS} == {}


def test_every_exception_from_the_size_rules_is_still_needed() -> None:
    sizes = {each.path: each.text.count("\n") for each in modules("tradedesk", "build", "tests")}
    assert [path for path in LONG_FILES if sizes.get(path, 0) <= LINES_A_FILE] == []


def test_there_is_no_drawer_for_things_without_a_name() -> None:
    found = [each.path for each in modules("tradedesk", "build", "tests") if set(each.name.split(".")) & DRAWERS]
    assert found == []


def test_only_named_places_catch_everything() -> None:
    found: Counter[str] = Counter()
    for module in modules("tradedesk"):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _passes_on(node):
                found[module.path] += 1
    assert dict(found) == {path: n for path, n in CATCH_ALL.items() if (ROOT / path).exists()}


def _catches_all(handler: ast.ExceptHandler) -> bool:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(kind is None or (isinstance(kind, ast.Name) and kind.id in _ALL) for kind in kinds)


_ALL = {"Exception", "BaseException"}


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """Clean up and raise again: nothing is swallowed."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_only_named_places_start_processes_and_never_through_a_shell() -> None:
    names = ("Popen", "check_output", "check_call", "startDetached", "system", "popen", "execv", "execve", "spawnv")
    found = {each.path for each in modules("tradedesk") for call in calls(each.tree, *names) if call.args}
    assert found - STARTS_PROCESSES == set()
    shells = [each.path for each in modules("tradedesk", "build") if "shell=True" in each.text.replace(" ", "")]
    assert shells == []


def test_only_the_lane_and_its_like_start_threads() -> None:
    names = ("Thread", "QThread", "QThreadPool", "ThreadPoolExecutor", "ProcessPoolExecutor", "Timer")
    found = {each.path for each in modules("tradedesk") for _ in calls(each.tree, *names)}
    assert found - STARTS_THREADS == set()


@pytest.mark.parametrize("module", modules("tradedesk/domain"), ids=lambda each: each.path.rpartition("/")[2])
def test_the_domain_is_plain_python_without_files_and_clock(module: Module) -> None:
    strange = {name for name in imports(module.tree) if not name.startswith("tradedesk.domain")} - DOMAIN_MAY_IMPORT
    assert strange == set()
    reads_clock = [ast.unparse(call) for call in calls(module.tree, "now", "today", "utcnow", "open", "print")]
    # now(utc) may be a name of ours; only a call without arguments asks the clock.
    assert [call for call in reads_clock if call.endswith("()") or call.startswith(("open", "print"))] == []


def test_features_of_the_window_do_not_know_one_another() -> None:
    shared = {"commands", "jobs", "undo", "widgets", "wording", "theme", "shell"}
    folders = {path.name for path in (ROOT / "tradedesk/ui").iterdir() if (path / "__init__.py").exists()}
    features = folders - shared
    crossing = []
    for module in modules("tradedesk/ui"):
        home = module.name.split(".")[2] if module.name.count(".") >= 2 else ""
        if home not in features | (shared - {"shell"}):
            continue
        for name in imports(module.tree):
            parts = name.split(".")
            if parts[:2] == ["tradedesk", "ui"] and len(parts) > 2 and parts[2] in features - {home}:
                crossing.append(f"{module.path} imports {name}")
    assert crossing == []


def test_links_are_opened_in_one_place_that_asks_first() -> None:
    found = [each.path for each in modules("tradedesk") for _ in calls(each.tree, "openUrl")]
    assert set(found) - {"tradedesk/ui/shell/links.py"} == set()
