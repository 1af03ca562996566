"""What is put into the text: pasted pieces of other programs, copies, the goods of the order, pictures."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from tests.support.writer import Writer
from tradedesk.domain.rich_runs import Run
from tradedesk.domain.rich_text import Paragraph, Picture, Table
from tradedesk.ui.compose import clipboard

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the mail program")

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def writer(hand, bench) -> Writer:
    return Writer(hand, bench)


def html(text: str) -> QMimeData:
    data = QMimeData()
    data.setHtml(text)
    data.setText("the plain words")
    return data


def test_what_is_pasted_from_the_web_is_clean(writer):
    writer.paste(
        html("<div style='font:40pt Papyrus;color:red'>Dear <b>Ana</b>,<script>x</script>"
             "<ul><li>one<li>two</ul><img src='https://evil.example/x.png'></div>")
    )  # fmt: skip
    assert writer.blocks() == (
        Paragraph((Run("Dear "), Run("Ana", bold=True), Run(","))),
        Paragraph((Run("one"),), "bullet"),
        Paragraph((Run("two"),), "bullet"),
    )
    assert "red" not in writer.body.document().toHtml()
    assert writer.hand.page.formatting.note.text().startswith("One picture was left out")
    writer.type("!")
    assert not writer.hand.page.formatting.note.isVisible()


def test_what_is_pasted_is_one_step_back(writer):
    writer.type("before ")
    writer.paste(html("<table><tr><th>a<th>b<tr><td>1<td>2</table>"))
    assert any(isinstance(block, Table) for block in writer.blocks())
    writer.press(Qt.Key.Key_Z, CTRL)
    assert writer.kept().body == "before "


def test_ctrl_shift_v_pastes_the_words_alone(writer):
    QGuiApplication.clipboard().setMimeData(html("<b>bold</b>"))
    writer.hand.press(Qt.Key.Key_V, CTRL | SHIFT)
    draft = writer.kept()
    assert (draft.body, draft.rich) == ("the plain words", "")


def test_what_is_copied_comes_back_whole_and_is_clean_for_others(writer):
    writer.type("- one")
    writer.press(Qt.Key.Key_Return)
    writer.type("two")
    writer.select("two")
    writer.hand.press(Qt.Key.Key_B, CTRL)
    writer.body.selectAll()
    writer.body.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "- one\n- two"
    assert "<li><b>two</b></li>" in data.html()
    before = writer.blocks()
    writer.press(Qt.Key.Key_Delete)
    writer.press(Qt.Key.Key_Backspace)
    assert writer.kept().body == ""
    writer.body.paste()
    assert writer.blocks() == before


def test_a_clipboard_that_only_pretends_to_be_ours_is_not_believed(writer):
    data = QMimeData()
    data.setData(clipboard.OWN, b'{"v":1,"b":[["i","../../ledger.png",0]]}')
    data.setText("words")
    writer.paste(data)
    assert writer.kept().body == "words"


def test_the_goods_of_the_order_are_put_in_as_a_table(writer, bench):
    with bench.ledger.write("lines", undoable=False) as line:
        for position, name in enumerate(("Lounge set", "Side table"), start=1):
            row = {"order_id": writer.hand.company.order, "position": position, "description": name, "quantity": "120",
                   "unit": "sets", "unit_price": "345", "discount_percent": "0", "amount_minor": 4_140_000}  # fmt: skip
            line.insert("order_lines", row)
    writer.type("The goods:")
    writer.press(Qt.Key.Key_Return)
    writer.hand.window.desk.commands.trigger("draft.goods-table")
    writer.hand.until(lambda: "Lounge set" in writer.body.toPlainText())
    assert writer.kept().body.split("\n")[2:5] == [
        "Goods        Quantity   Unit price          Amount",
        "Lounge set   120 sets   USD 345.00   USD 41,400.00",
        "Side table   120 sets   USD 345.00   USD 41,400.00",
    ]


def test_an_order_without_lines_says_so(writer):
    writer.hand.window.desk.commands.trigger("draft.goods-table")
    writer.hand.until(writer.hand.page.formatting.note.isVisible)
    assert writer.hand.page.formatting.note.text().startswith("There are no goods to show")


def test_a_picture_is_kept_without_its_files_words_and_shown_again_after_a_restart(writer, bench, tmp_path):
    image = QImage(2000, 1000, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    image.setText("Author", "somebody in a secret place")
    file = tmp_path / "photo.png"
    assert image.save(str(file))
    assert b"secret" in file.read_bytes()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    writer.paste(data)
    writer.hand.until(lambda: any(isinstance(block, Picture) for block in writer.body.blocks()))
    (picture,) = [block for block in writer.blocks() if isinstance(block, Picture)]
    kept = bench.profile.pictures_of(writer.number) / picture.name
    assert b"secret" not in kept.read_bytes()
    assert QImage(str(kept)).width() == 1600
    assert kept.stat().st_mode & 0o077 == 0
    writer.body.forget_pictures()
    writer.hand.draft(party=writer.hand.company.party)
    writer.hand.page.library.drafts.picked.emit(str(writer.number))
    writer.hand.until(lambda: picture.name in writer.body._pictures)
    assert writer.body._pictures[picture.name].width() == 1600


def test_a_file_that_is_no_picture_is_attached_and_one_that_only_looks_so_is_refused(writer, tmp_path):
    paper, drawing = tmp_path / "PI.pdf", tmp_path / "drawing.png"
    paper.write_bytes(b"%PDF")
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper)), QUrl.fromLocalFile(str(drawing))])
    writer.paste(data)
    writer.hand.until(writer.hand.page.formatting.note.isVisible)
    assert writer.hand.page.formatting.note.text().startswith("This picture cannot be read")
    writer.hand.until(lambda: [each.words.key for each in writer.hand.page.card.attachments.chips] == [str(paper)])
