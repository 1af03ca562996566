"""A customer may be called ``<img src=…>``: nothing in the window guesses whether a text is HTML."""

from __future__ import annotations

import ast

from tests.architecture.source import called, calls, modules, text_of

#: The one kind of label with words, and the one that shows a picture.
LABEL_KINDS = {"tradedesk/ui/widgets/labels.py": {"PlainLabel"}, "tradedesk/ui/widgets/cards.py": {"Icon"}}
RICH = ("QTextBrowser", "QTextEdit", "QTextDocument", "setHtml", "insertHtml", "appendHtml", "fromHtml")
#: Where a document is laid out from our own words, nothing from outside.
MAY_BE_RICH: set[str] = set()


def test_every_label_is_a_plain_label() -> None:
    made = {f"{each.path}:{call.lineno}" for each in modules("tradedesk/ui") for call in calls(each.tree, "QLabel")}
    assert made == set()
    kinds = {
        f"{module.path}: {node.name}"
        for module in modules("tradedesk/ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "QLabel" for base in node.bases)
        and node.name not in LABEL_KINDS.get(module.path, set())
    }
    assert kinds == set()


def test_message_boxes_say_that_their_text_is_plain() -> None:
    shortcuts = ("information", "question", "warning", "critical", "about")
    careless = []
    for module in modules("tradedesk/ui"):
        if len(list(calls(module.tree, "QMessageBox"))) > len(list(calls(module.tree, "setTextFormat"))):
            careless.append(module.path)
        careless += [
            f"{module.path}:{call.lineno}"
            for call in calls(module.tree, *shortcuts)
            if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "QMessageBox"
        ]
    assert careless == []


def test_tooltips_are_our_own_words_or_made_plain() -> None:
    careless = [
        f"{module.path}:{call.lineno}"
        for module in modules("tradedesk/ui")
        for call in calls(module.tree, "setToolTip", "setWhatsThis", "showText")
        if not all(_is_plain(argument) for argument in call.args[-1:])
    ]
    assert careless == []


def _is_plain(argument: ast.expr) -> bool:
    if isinstance(argument, ast.IfExp):
        return _is_plain(argument.body) and _is_plain(argument.orelse)
    if isinstance(argument, ast.Call):
        return called(argument) == "plain_tooltip" or (called(argument) == "tr" and not argument.keywords)
    return text_of(argument) is not None


def test_tooltips_of_tables_are_made_plain_too() -> None:
    careless = [
        each.path
        for each in modules("tradedesk/ui")
        if "ToolTipRole" in each.text and not list(calls(each.tree, "plain_tooltip"))
    ]
    assert careless == []


def test_no_widget_that_loads_files_for_rich_text_is_used() -> None:
    found = {f"{each.path}:{call.lineno}" for each in modules("tradedesk/ui") for call in calls(each.tree, *RICH)}
    assert {place for place in found if place.rpartition(":")[0] not in MAY_BE_RICH} == set()
