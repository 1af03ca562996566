"""What a clipboard or a drop holds, as clean text, pictures and files; and what is copied out of a message."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.rich_html import to_html
from tradedesk.domain.rich_pasted import from_html
from tradedesk.domain.rich_store import from_json, to_json
from tradedesk.domain.rich_text import Picture, RichText, from_plain, tidy, to_plain
from tradedesk.ui.document_text import SealedDocument
from tradedesk.ui.wording import tr, trn

#: TradeDesk's own kind of clipboard: another message of this program takes it whole.
OWN = "application/x-tradedesk-text"
#: How the names of files end that are taken for pictures.
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp")
#: Bytes of the own kind that are read.
_MOST_OWN = 4_000_000


class Given(NamedTuple):
    """What was understood. ``pictures`` are paths or images, ``left_out`` a sentence about what was not taken."""

    blocks: RichText = ()
    pictures: tuple[str | QImage, ...] = ()
    files: tuple[str, ...] = ()
    left_out: str = ""


def read(source: QMimeData) -> Given:
    """What is to be inserted: our own text, else files, else HTML made clean, else a picture, else words."""
    if source.hasFormat(OWN) and (own := _own(source)):
        return Given(own)
    files = [url.toLocalFile() for url in source.urls() if url.isLocalFile() and url.toLocalFile()]
    if files:
        pictures = tuple(each for each in files if each.lower().endswith(PICTURES))
        return Given(pictures=pictures, files=tuple(each for each in files if each not in pictures))
    if source.hasHtml():
        pasted = from_html(source.html())
        if to_plain(pasted.blocks).strip():
            return Given(pasted.blocks, left_out=_left_out(pasted.pictures, cut=pasted.cut))
    if source.hasImage():
        image = source.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return Given(pictures=(image,))
    text = source.text()
    return Given(from_plain(_lines(text)) if text else ())


def _own(source: QMimeData) -> RichText:
    data = bytes(source.data(OWN).data())
    if len(data) > _MOST_OWN:
        return ()
    try:
        return tidy(from_json(data.decode("utf-8", "replace")))
    except RuleSaysNo:
        return ()


def _left_out(pictures: int, *, cut: bool) -> str:
    if cut:
        return tr("Not everything was taken: it is more than fits into a mail.")
    if pictures:
        return trn("One picture was left out: copy it by itself to insert it.",
                   "{n} pictures were left out: copy them one by one to insert them.", pictures)  # fmt: skip
    return ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2029", "\n").replace("\u2028", "\n")


def words() -> str:
    """The words on the clipboard, without any look."""
    return _lines(QGuiApplication.clipboard().text())


def fragment(cursor: QTextCursor) -> SealedDocument:
    """What is selected, as a document of its own."""
    made = SealedDocument()
    QTextCursor(made).insertFragment(cursor.selection())
    return made


def made(blocks: RichText) -> QMimeData:
    """What is put on the clipboard."""
    data = QMimeData()
    data.setText(to_plain(blocks))
    data.setHtml(to_html(tuple(each for each in blocks if not isinstance(each, Picture))))
    data.setData(OWN, to_json(blocks).encode("utf-8"))
    return data
