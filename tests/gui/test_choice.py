"""A box that is narrower than what was chosen in it, and a small window that grows after it was opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionComboBox, QToolTip, QWidget

from tradedesk.ui.orders.small_popup import SmallPopup
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.widgets.saved import SavedChoice


def shown(box: SavedChoice) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    return option.currentText


def test_words_that_do_not_fit_end_in_dots_and_are_told_in_full_where_the_mouse_rests(qtbot):
    box = SavedChoice()
    qtbot.addWidget(box)
    box.offer([("ready", "Goods ready in three days"), ("paid", "Paid")])
    box.setFixedWidth(120)
    box.show()
    assert shown(box).startswith("Goods")
    assert shown(box).endswith("…")
    QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), box.mapToGlobal(QPoint(5, 5))))
    assert QToolTip.text() == "Goods ready in three days"
    box.show_saved("paid")
    assert shown(box) == "Paid"


def test_a_small_window_that_grows_stays_within_the_window_of_the_program(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 500)
    window.show()
    popup = SmallPopup("What is promised", 300, window)
    popup.show_at(window.mapToGlobal(QPoint(100, 380)), window)
    for _ in range(12):
        popup.column.addWidget(PlainLabel("Answer to an inquiry"))
    popup.fit()
    qtbot.wait(10)
    assert popup.geometry().bottom() <= window.geometry().bottom()
    popup.close()
    qtbot.wait(10)
