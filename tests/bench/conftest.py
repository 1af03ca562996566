"""Measuring takes minutes: it is left out unless this folder is named."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent


def pytest_collection_modifyitems(config, items):
    if any(Path(argument.partition("::")[0]).resolve().is_relative_to(_HERE) for argument in config.args):
        return
    mine = [each for each in items if each.path.is_relative_to(_HERE)]
    items[:] = [each for each in items if each not in mine]
    config.hook.pytest_deselected(items=mine)
