"""What stands in a window for its user to read: in labels, buttons, fields, lists and tables, and nothing hidden."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

#: Rows of a list that are read at most: as many as any screen shows.
_ROWS = 60


def words(window: QWidget) -> str:
    """Everything readable in the window, a line each; lists and painted things as a screen reader says them."""
    told: dict[str, None] = {}
    for widget in seen(window):
        told |= dict.fromkeys((*_texts(widget), widget.accessibleName(), widget.accessibleDescription()))
    told.pop("", None)
    return "\n".join(told)


def seen(window: QWidget) -> Iterator[QWidget]:
    """The window and every visible widget in it."""
    yield window
    yield from (each for each in window.findChildren(QWidget) if each.isVisible())


def nameless(window: QWidget) -> list[QWidget]:
    """The controls that nobody could be told of who does not see them; the parts that Qt makes of one stand for it."""
    return [
        each
        for each in seen(window)
        if isinstance(each, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit | QAbstractItemView)
        and not isinstance(each, QHeaderView)
        and not isinstance(each.parent(), QComboBox | QLineEdit)
        and not each.objectName().startswith("qt_")
        and not (each.accessibleName() or (isinstance(each, QAbstractButton) and each.text()))
    ]


def top() -> QWidget | None:
    """The window that takes clicks and keys now: an open dialog before the main one."""
    return QApplication.activeModalWidget() or QApplication.activePopupWidget() or QApplication.activeWindow()


def button(window: QWidget, text: str) -> QAbstractButton:
    """The button that says this (or is so called where it shows only an icon); raises LookupError."""
    shown = [each for each in seen(window) if isinstance(each, QAbstractButton)]
    for found in (
        [each for each in shown if plain(each) == text],
        [each for each in shown if each.accessibleName() == text],
        [each for each in shown if plain(each).startswith(text)],
    ):
        enabled = [each for each in found if each.isEnabled()]
        if enabled:
            return enabled[0]
    raise LookupError(f"no button “{text}”; there are: {sorted({plain(each) for each in shown})}")


def plain(widget: QAbstractButton) -> str:
    """A button's words without the marks of its access key."""
    return _unmarked(widget.text())


def _unmarked(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def rows(view: QAbstractItemView) -> list[str]:
    """The rows of a list or table, each as a screen reader says it."""
    model = view.model()
    if model is None:
        return []
    across = model.columnCount() if isinstance(view, QTableView) else 1
    told = []
    for row in range(min(model.rowCount(), _ROWS)):
        cells = (_said(model.index(row, column)) for column in range(across))
        told.append(" | ".join(cell for cell in cells if cell))
    return told


def _said(index: QModelIndex) -> str:
    shown = index.data(Qt.ItemDataRole.DisplayRole)
    read = index.data(Qt.ItemDataRole.AccessibleTextRole)
    return str(read or shown or "")


def _texts(widget: QWidget) -> list[str]:
    if isinstance(widget, QLabel):
        return [widget.text()]
    if isinstance(widget, QAbstractButton):
        return [plain(widget)]
    if isinstance(widget, QComboBox):
        return [widget.currentText()]
    if isinstance(widget, QLineEdit):
        return [widget.text(), widget.placeholderText()]
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return [widget.toPlainText()]
    if isinstance(widget, QTabBar):
        return [_unmarked(widget.tabText(number)) for number in range(widget.count())]
    if isinstance(widget, QTableView):
        heads = widget.horizontalHeader()
        across = range(heads.count()) if heads.isVisible() else range(0)
        said = (heads.model().headerData(at, Qt.Orientation.Horizontal) for at in across)
        return [*(str(each) for each in said if each), *rows(widget)]
    if isinstance(widget, QAbstractItemView):
        return rows(widget)
    return []
