"""Chips that go on in the next line, and what must not stand alone in one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from tradedesk.ui.widgets.flow import FlowLayout


def test_what_adds_another_chip_stays_beside_the_last_one_which_is_narrowed_for_it(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder, gap=8)
    chip, plus = QWidget(), QWidget()
    for each, width in ((chip, 195), (plus, 28)):
        each.setMinimumSize(0, 0)
        each.sizeHint = lambda w=width: QSize(w, 25)
        flow.addWidget(each)
    flow.keep_beside(plus)
    holder.resize(200, 60)
    holder.show()
    qtbot.waitExposed(holder)
    assert plus.y() == chip.y()
    assert plus.geometry().right() < 200
