from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from tests.gui.bench import ids_of, rename, rows_of
from tradedesk.ui.widgets import Column, ListView, TableView, TwoLines, WindowModel, paint_rounded_ground
from tradedesk.ui.widgets.window_model import KEPT_PAGES, PAGE


def columns() -> list[Column]:
    return [
        Column("name", lambda: "Name", lambda row: row[1], 200),
        Column("number", lambda: "No.", lambda row: str(row[0]), 80, right=True),
    ]


@pytest.fixture
def model(qtbot, desk, bench):
    bench.ledger.names.update({number: f"name {number}" for number in range(1, 20_001)})
    made = WindowModel(desk, ids_of, rows_of, columns())
    with qtbot.waitSignal(made.reloaded):
        made.set_query("name")
    return made


def test_the_model_keeps_the_rules_of_qt(qtbot, desk, bench):
    bench.ledger.names.update({number: f"name {number}" for number in range(1, 200)})
    model = WindowModel(desk, ids_of, rows_of, columns())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for query in ("name", "name 1", "nothing", "name"):
        with qtbot.waitSignal(model.reloaded):
            model.set_query(query)
        model.index(0, 0).data()
        with qtbot.waitSignal(desk._lane.idle):
            desk.run(lambda _bench: None)
    assert model.rowCount() == 199
    tester.deleteLater()


def test_a_long_list_reads_only_the_rows_that_are_looked_at(qtbot, model, bench):
    bench.reads.clear()
    model.refresh_rows()
    assert model.rowCount() == 20_000
    assert model.index(10_000, 0).data() is None
    qtbot.waitUntil(lambda: model.index(10_000, 0).data() == "name 10001")
    assert sum(map(len, bench.reads)) <= 3 * PAGE


def test_the_rows_kept_are_limited(qtbot, model):
    for page in range(KEPT_PAGES + 5):
        row = page * PAGE
        qtbot.waitUntil(lambda row=row: model.index(row, 0).data() is not None)
    assert len(model._pages) == KEPT_PAGES


def test_what_was_scrolled_past_is_not_read(qtbot, model, desk, bench):
    bench.reads.clear()
    model.refresh_rows()
    for row in range(0, 20_000, PAGE):
        model.row_at(row)
    with qtbot.waitSignal(desk._lane.idle):
        pass
    assert len(bench.reads) < 20


def test_a_newer_question_drops_the_older_one(qtbot, model):
    told: list[int] = []
    model.reloaded.connect(told.append)
    model.set_query("name 1")
    model.set_query("name 19999")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [1]


def test_a_row_that_is_gone_meanwhile_stays_an_empty_line(qtbot, model, bench):
    del bench.ledger.names[1]
    model.refresh_rows()
    qtbot.waitUntil(lambda: model.index(1, 0).data() == "name 2")
    assert model.index(0, 0).data() is None


def test_the_selection_stays_on_its_row_when_the_list_is_read_again(qtbot, model, bench):
    view = ListView(model, lambda row: TwoLines(row[1]))
    qtbot.addWidget(view)
    view.show()
    picked: list[int | None] = []
    view.picked.connect(picked.append)
    assert view.select_id(500)
    del bench.ledger.names[3]
    with qtbot.waitSignal(model.reloaded):
        model.reload()
    assert view.current_id() == 500
    assert view.currentIndex().row() == 498
    assert picked == [500]


def test_a_selection_that_is_gone_is_told(qtbot, model, bench):
    view = ListView(model, lambda row: TwoLines(row[1]))
    qtbot.addWidget(view)
    picked: list[int | None] = []
    view.picked.connect(picked.append)
    view.select_id(500)
    del bench.ledger.names[500]
    with qtbot.waitSignal(model.reloaded):
        model.reload()
    assert picked == [500, None]


def test_enter_opens_the_current_row(qtbot, model):
    view = ListView(model, lambda row: TwoLines(row[1]))
    qtbot.addWidget(view)
    opened: list[int] = []
    view.opened.connect(opened.append)
    view.select_id(7)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened == [7]


class AskedModel(WindowModel):
    """Counts how often a view asks for one of its rows."""

    asked = 0

    def index(self, row, column, parent=QModelIndex()):  # noqa: B008
        self.asked += 1
        return super().index(row, column, parent)


def test_a_long_list_is_laid_out_without_asking_for_each_of_its_rows(qtbot, desk, bench):
    bench.ledger.names.update({number: f"name {number}" for number in range(1, 20_001)})
    model = AskedModel(desk, ids_of, rows_of, columns())
    view = ListView(model, lambda row: TwoLines(row[1]))
    qtbot.addWidget(view)
    view.show()
    with qtbot.waitSignal(model.reloaded):
        model.set_query("name")
    view.select_id(15_000)
    qtbot.waitUntil(lambda: model.index(14_999, 0).data() == "name 15000")
    assert model.asked < 2000


def test_home_and_end_lead_to_the_ends_of_the_list(qtbot, model):
    view = ListView(model, lambda row: TwoLines(row[1]))
    qtbot.addWidget(view)
    view.select_id(7)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.current_id() == 20_000
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.current_id() == 1


def test_a_click_on_a_header_asks_for_another_order(qtbot, model, desk):
    view = TableView("test", model, desk.settings)
    qtbot.addWidget(view)
    asked: list[tuple[str, bool]] = []
    model.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    view.show()
    header = view.horizontalHeader()
    for _ in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=header.rect().center() * 0 + _at(header, 1))
    assert asked == [("number", False), ("number", True)]


def _at(header, section):
    from PySide6.QtCore import QPoint

    return QPoint(header.sectionViewportPosition(section) + 30, header.height() // 2)


def test_a_table_remembers_its_columns(qtbot, model, desk):
    view = TableView("test", model, desk.settings)
    qtbot.addWidget(view)
    view.horizontalHeader().moveSection(1, 0)
    view.horizontalHeader().resizeSection(0, 333)
    qtbot.waitUntil(lambda: "333" in str(desk.settings.get("test.columns")))
    other = TableView("test", model, desk.settings)
    qtbot.addWidget(other)
    assert other.horizontalHeader().visualIndex(1) == 0
    assert other.horizontalHeader().sectionSize(0) == 333


def test_a_changed_row_shows_its_new_words(qtbot, model, desk):
    qtbot.waitUntil(lambda: model.index(4, 0).data() == "name 5")
    desk.changed.connect(lambda _changes: model.refresh_rows())
    desk.run(rename, 5, "name five")
    qtbot.waitUntil(lambda: model.index(4, 0).data() == "name five")


def test_the_frame_of_a_row_stays_inside_its_row(qapp):
    image = QImage(100, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    option = QStyleOptionViewItem()
    option.state = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_Selected
    row = QRect(10, 10, 80, 36)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    assert paint_rounded_ground(painter, option, row)
    painter.end()
    touched = {(x, y) for x in range(100) for y in range(60) if image.pixelColor(x, y) != QColor("white")}
    assert touched
    assert all(row.contains(x, y) for x, y in touched)
