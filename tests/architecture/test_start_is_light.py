"""The first window does not wait for libraries that only later work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

HEAVY = ("sqlalchemy", "alembic", "keyring", "holidays", "jinja2", "email", "publicsuffixlist", "email_validator",
         "pypinyin")  # fmt: skip
#: What Today is reckoned and shown with.
TODAY = (
    "tradedesk.services.desk, tradedesk.services.today, tradedesk.domain.culture, tradedesk.ui.shell.main_window, "
    "tradedesk.ui.today.page, tradedesk.ui.purpose_names"
)


def test_the_window_can_be_shown_without_the_heavy_libraries() -> None:
    if not (ROOT / "tradedesk/ui/application.py").exists():
        pytest.skip("there is no window yet")
    assert said_after_the_imports(f"sorted(name for name in {HEAVY} if name in sys.modules)") == "[]"


def test_today_needs_neither_the_address_book_nor_its_rules() -> None:
    names = tuple(f"tradedesk.domain.{name}" for name in ("party", "address", "mailbox", "routing"))
    assert said_after_the_imports(f"sorted(name for name in {names} if name in sys.modules)") == "[]"


def test_nothing_is_searched_and_no_newer_version_asked_for_before_the_window_stands() -> None:
    names = ("tradedesk.ledger.queries.find", "tradedesk.ledger.segments", "tradedesk.services.newest")
    assert said_after_the_imports(f"sorted(name for name in {names} if name in sys.modules)") == "[]"


def test_no_source_text_is_read_when_a_module_is_imported() -> None:
    """PySide would look into each of them."""
    # Ours alone: the folder of the checkout may be called tradedesk as well, with Python's own packages below it.
    ours = f"[name for name in linecache.cache if name.startswith({str(ROOT / 'tradedesk')!r})]"
    assert said_after_the_imports(ours) == "[]"


def test_the_values_of_the_start_are_made_without_writing_code_for_them() -> None:
    """A dataclass compiles its methods when it is imported: ten times the work of a NamedTuple."""
    assert said_after_the_imports("'dataclasses' in sys.modules") == "False"


def said_after_the_imports(expression: str) -> str:
    """What a new process says to ``expression`` when everything is imported that the first window needs."""
    script = f"import sys, linecache, tradedesk.__main__, tradedesk.app, tradedesk.ui.application, {TODAY}\n"
    told = subprocess.run(
        [sys.executable, "-c", f"{script}print({expression})"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return told.stdout.strip()
