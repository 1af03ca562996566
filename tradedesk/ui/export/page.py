"""The page of exports: who, in which form, where to; how far it is; what was written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from tradedesk.domain.party import PartyKind
from tradedesk.services.customer_export import Written
from tradedesk.services.takeover import HandedOver
from tradedesk.ui.desk import Desk
from tradedesk.ui.export import words
from tradedesk.ui.export.presenter import ExportPresenter
from tradedesk.ui.page import Page
from tradedesk.ui.places import Place
from tradedesk.ui.shell import links
from tradedesk.ui.widgets import Button, Card, Icon, PageTitle, PlainLabel
from tradedesk.ui.widgets.doing import Doing
from tradedesk.ui.wording import joined, listed, tr, trn

#: Every form there is; those that do not fit are hidden.
_ALL = (*words.FORMS, *words.ORDER_FORMS)


class ExportPage(Page):
    """Writes customers, suppliers, forwarders or colleagues, or orders, to a file that the user names."""

    name = "export"
    help_key = "export"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.presenter = ExportPresenter(desk, self)
        self._dialog: QFileDialog | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 18, 22, 18)
        column.setSpacing(4)
        self.title = PageTitle(tr("Export"))
        self.who = PlainLabel(tone="muted", wrap=True)
        column.addWidget(self.title)
        column.addWidget(self.who)
        column.addSpacing(10)
        column.addWidget(self._forms())
        column.addSpacing(8)
        column.addWidget(self._outcome())
        column.addLayout(self._foot())
        column.addStretch(1)
        self.presenter.changed.connect(self._render)

    def _forms(self) -> Card:
        card = Card(tr("In which form"))
        column = QVBoxLayout()
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        self.group = QButtonGroup(self)
        self.choices: dict[str, QWidget] = {}
        for number, code in enumerate(_ALL):
            told = words.form(code)
            holder = QWidget()
            row = QVBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(1)
            choice = QRadioButton(told.title)
            choice.setAccessibleDescription(told.told)
            self.group.addButton(choice, number)
            about = PlainLabel(told.told, tone="muted", size="small", wrap=True)
            about.setContentsMargins(24, 0, 0, 0)
            row.addWidget(choice)
            row.addWidget(about)
            column.addWidget(holder)
            self.choices[code] = holder
        self.group.idClicked.connect(lambda number: self.presenter.choose(_ALL[number]))
        holder = QWidget()
        holder.setLayout(column)
        card.add(holder)
        return card

    def _outcome(self) -> Card:
        self.outcome = Card()
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(10)
        self.sign = Icon("circle-check", "good", 20)
        self.told = PlainLabel(wrap=True)
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.folder = Button(tr("Open the folder"), "folder-open", on_click=self._open_folder)
        self.copy = Button(tr("Copy the path"), "copy", "quiet", self._copy)
        row.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.told, 1)
        row.addWidget(self.copy)
        row.addWidget(self.folder)
        holder = QWidget()
        holder.setLayout(row)
        self.outcome.add(holder)
        return self.outcome

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(12)
        self.write = Button(tr("Write the file…"), "save", "primary", self._ask)
        self.doing = Doing(self.presenter.progressed, self.presenter.cancel)
        self.doing.hide()
        self.note = PlainLabel(tone="muted", size="small")
        for widget in (self.write, self.doing, self.note):
            row.addWidget(widget)
        row.addStretch(1)
        return row

    def open(self, place: Place) -> None:
        """Write the parties that the place names, or all of its kind; extra ``of`` "orders" the orders."""
        extra = place.extra
        numbers = [int(each) for each in extra["ids"]] if "ids" in extra else None
        if extra.get("of") == "orders":
            self.presenter.begin_orders(numbers)
            return
        self.presenter.begin(PartyKind(extra.get("kind", "customer")), numbers, str(extra.get("form", "")))

    def _render(self) -> None:
        presenter = self.presenter
        told = self._whom(len(presenter.numbers))
        some = presenter.chosen and presenter.names
        more = " …" if len(presenter.numbers) > len(presenter.names) else ""
        self.who.setText(joined((told, listed(presenter.names) + more)) if some else told)
        for number, code in enumerate(_ALL):
            self.choices[code].setVisible(code in presenter.forms)
            self.group.button(number).setChecked(code == presenter.form)
            self.group.button(number).setEnabled(not presenter.writing)
        self.write.setEnabled(bool(presenter.numbers) and not presenter.writing)
        yours = tr("The file is yours: nothing else leaves this computer.")
        self.note.setText(yours if presenter.numbers else tr("There is nothing to write yet."))
        self.doing.show_doing(tr("Writing the file") if presenter.writing else "")
        self.doing.setVisible(presenter.writing)
        self._render_outcome()

    def _whom(self, count: int) -> str:
        return words.orders(count) if self.presenter.of_orders else words.kinds(self.presenter.kind, count)

    def _render_outcome(self) -> None:
        done, problem = self.presenter.done, self.presenter.problem
        self.outcome.setVisible(done is not None or bool(problem))
        self.folder.setVisible(done is not None)
        self.copy.setVisible(done is not None)
        if problem:
            self.sign.show_icon("circle-alert", "bad")
            self.told.setText(problem)
        elif done is not None:
            self.sign.show_icon("circle-check", "good")
            self.told.setText("\n".join(_written(done)))

    def _ask(self) -> None:
        """Ask where to; the window goes on meanwhile."""
        told = words.form(self.presenter.form)
        names = self.presenter.names
        base = names[0] if len(self.presenter.numbers) == 1 and names else self._whom(0)
        safe = "".join(sign if sign.isalnum() or sign in " -_" else " " for sign in base.partition(":")[0])
        dialog = QFileDialog(self, tr("Write the file…"), str(Path.home()), told.filter)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(told.ending.lstrip("."))
        dialog.selectFile(" ".join(safe.split()) + told.ending)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.presenter.write)
        self._dialog = dialog
        dialog.open()

    def _open_folder(self) -> None:
        done = self.presenter.done
        if done is not None:
            links.open_file(Path(done.path).parent)

    def _copy(self) -> None:
        done = self.presenter.done
        if done is not None:
            QGuiApplication.clipboard().setText(done.path)


def _written(done: Written | HandedOver) -> list[str]:
    """What was written, in a few lines."""
    if isinstance(done, HandedOver):
        lines = [tr("Written: {path}", path=done.path)]
        counts = done.counts
        lines.append(tr("{orders} orders, {messages} messages, {papers} papers with it.",
                        orders=counts["orders"], messages=counts["messages"], papers=done.papers))  # fmt: skip
        if done.missing:
            lines.append(trn("1 paper was not found where it lay; its name goes along.",
                             "{n} papers were not found where they lay; their names go along.",
                             done.missing, n=done.missing))  # fmt: skip
        return lines
    size = max(1, done.size // 1024)
    return [tr("Written: {path}", path=done.path), tr("{n} entries, {size} kB", n=done.parties, size=size)]
