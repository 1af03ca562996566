"""The message as its reader will see it, to be read only."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tradedesk.domain.facts import fact_label
from tradedesk.services.preview import Preview
from tradedesk.ui.compose import words
from tradedesk.ui.compose.body_edit import BodyEdit
from tradedesk.ui.marks import shown
from tradedesk.ui.widgets.buttons import Button
from tradedesk.ui.widgets.cards import Banner, KeyValue, Line
from tradedesk.ui.widgets.labels import PlainLabel
from tradedesk.ui.wording import language, listed, tr, trn


class PreviewDialog(QDialog):
    """From, To, Cc, subject, text and files; Esc or Enter closes."""

    def __init__(self, told: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        request = told.request
        self.setWindowTitle(tr("Preview"))
        self.resize(720, 620)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        subject = shown(request.subject, language())
        column.addWidget(PlainLabel(subject or tr("No subject yet"), size="title", wrap=True))
        if told.missing:
            names = listed(fact_label(each, language()) for each in told.missing)
            column.addWidget(Banner("warn", tr("Still missing: {facts}", facts=names)))
        self.facts = KeyValue(_facts(told))
        column.addWidget(self.facts)
        column.addWidget(Line())
        self.text = BodyEdit()
        self.text.load(request.text, told.rich, anew=True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the message"))
        column.addWidget(self.text, 1)
        if request.bcc:
            column.addWidget(PlainLabel(_bcc_words(len(request.bcc)), tone="muted", size="small", wrap=True))
        row = QHBoxLayout()
        row.addStretch(1)
        close = Button(tr("Close"), on_click=self.accept)
        row.addWidget(close)
        column.addLayout(row)
        close.setDefault(True)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def _facts(told: Preview) -> list[tuple[str, str]]:
    request = told.request
    pairs = [
        (tr("From"), _person(told.sender) or tr("the account that you choose in the mail program")),
        (tr("To"), "\n".join(_person(each) for each in request.to)),
        (tr("Cc"), "\n".join(_person(each) for each in request.cc)),
        (tr("Attached"), "\n".join(f"{each.name} ({words.size_words(each.size)})" for each in request.attachments)),
    ]
    return [(name, value) for name, value in pairs if value]


def _person(pair: tuple[str, str]) -> str:
    name, address = pair
    return f"{name} <{address}>" if name and address else address or name


def _bcc_words(count: int) -> str:
    return trn("{n} more gets it by Bcc, unseen by the others", "{n} more get it by Bcc, unseen by the others", count)
