"""The first window does not wait for libraries that only later work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

HEAVY = ("sqlalchemy", "alembic", "keyring", "holidays", "jinja2", "email", "publicsuffixlist", "email_validator")


def test_the_window_can_be_shown_without_the_heavy_libraries() -> None:
    if not (ROOT / "tradedesk/ui/application.py").exists():
        pytest.skip("there is no window yet")
    script = (
        "import sys, tradedesk.__main__, tradedesk.app, tradedesk.ui.application\n"
        f"print(sorted(name for name in {HEAVY} if name in sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "[]"
