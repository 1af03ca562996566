"""A customer may be called ``<img src=…>``: nothing in the window guesses whether a text is HTML."""

from __future__ import annotations

import ast

from tests.architecture.source import called, calls, modules, text_of

#: The one kind of label with words, and the one that shows a picture.
LABEL_KINDS = {"tradedesk/ui/widgets/labels.py": {"PlainLabel"}, "tradedesk/ui/widgets/cards.py": {"Icon"}}
RICH = ("QTextBrowser", "QTextEdit", "QTextDocument", "setHtml", "insertHtml", "appendHtml", "fromHtml")
#: Where HTML is put onto the clipboard, made by our own writer; nothing of it is laid out here.
MAY_BE_RICH = {"tradedesk/ui/compose/clipboard.py"}
#: The editor of formatted text, what shows it in the log, and their document that loads nothing.
RICH_KINDS = {
    "QTextEdit": {"tradedesk/ui/compose/body_edit.py", "tradedesk/ui/log/message_text.py"},
    "QTextDocument": {"tradedesk/ui/document_text.py"},
}


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
    kinds = {
        f"{module.path}: {node.name}"
        for module in modules("tradedesk/ui")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef)
        and any(module.path not in RICH_KINDS.get(ast.unparse(base), {module.path}) for base in node.bases)
    }
    assert kinds == set()


def test_what_the_editor_shows_and_copies_is_built_never_read_as_html() -> None:
    shown = set().union(*RICH_KINDS.values())
    editor = [each for each in modules("tradedesk/ui") if each.path in shown | MAY_BE_RICH]
    assert len(editor) == 4
    builders = ("insertHtml", "fromHtml", "setMarkdown", "insertFromMimeData")
    assert [each.path for each in editor for _ in calls(each.tree, *builders)] == []
    copied = [call for each in editor for call in calls(each.tree, "setHtml")]
    assert [ast.unparse(call.args[0]).partition("(")[0] for call in copied] == ["to_html"]
    assert [ast.unparse(call.func) for call in copied] == ["data.setHtml"]
