"""The program's own source as trees, for rules that are about how it is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One source file: its path from the repository, its text and its tree."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """What the text means."""
        return ast.parse(self.text, self.path)

    @property
    def name(self) -> str:
        """The dotted name: ``tradedesk.ui.desk``; a package has its folder's name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules(*folders: str) -> tuple[Module, ...]:
    """All Python files below the folders, in order."""
    return tuple(map(_module, sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))))


@cache
def _module(file: Path) -> Module:
    return Module(file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8"))


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Every call of a function or method of one of these names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def called(call: ast.Call) -> str:
    """The last name of what is called: ``b`` for ``a.b()``; empty for anything stranger."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def text_of(node: ast.AST | None) -> str | None:
    """The value of a string literal, else None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def imports(tree: ast.AST) -> Iterator[str]:
    """The dotted name of every module that is imported, at the top or inside a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module
