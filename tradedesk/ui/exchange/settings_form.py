"""What the list is: its kind, how its letters, columns, numbers and days are written. All of it can be changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from tradedesk.services.exchange import Candidate, ListKind, Preview
from tradedesk.ui.exchange import words
from tradedesk.ui.exchange.choice import Choice
from tradedesk.ui.exchange.presenter import ExchangePresenter, ListFile
from tradedesk.ui.widgets import Banner, Button, Field, PlainLabel
from tradedesk.ui.wording import tr

_COLUMNS = 4
#: Currencies offered first; the list's own and any other that is typed nowhere else are added.
_CURRENCIES = ("USD", "EUR", "CNY", "GBP", "JPY", "HKD", "AUD", "CAD", "CHF", "SGD", "AED", "SAR", "INR", "BRL", "MXN")
#: Which options a list of a kind has.
_OPTIONS = {
    ListKind.PARTIES: ("existing",),
    ListKind.PRODUCTS: ("currency", "decimal"),
    ListKind.ORDERS: ("currency", "decimal", "day_order"),
    ListKind.LINES: ("currency", "decimal", "discount_as"),
    ListKind.RECEIPTS: ("currency", "decimal", "day_order"),
}


class EncodingQuestion(QWidget):
    """Asks under which encoding a line of the list reads well; ``chosen`` carries the encoding."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(
            Banner("warn", tr("The file does not say how its letters are written. Which line reads well?"))
        )
        self._group = QButtonGroup(self)
        self._shown: tuple[Candidate, ...] = ()

    def show_candidates(self, candidates: tuple[Candidate, ...], code: str | None) -> None:
        """Offer these readings; none is chosen before the user chose it."""
        if candidates != self._shown:
            self._shown = candidates
            for button in self._group.buttons():
                self._group.removeButton(button)
                button.deleteLater()
            for each in candidates:
                self._column.addWidget(self._button(each))
        for button in self._group.buttons():
            button.setChecked(button.property("encoding") == code)

    def _button(self, each: Candidate) -> QRadioButton:
        name = words.encoding(each.encoding)
        line = " ⏎ ".join(" ".join(line.split()) for line in each.preview.splitlines())
        button = QRadioButton(f"{line}   –   {name}".replace("&", "&&"))
        button.setAccessibleName(f"{name}: {line}")
        button.setProperty("encoding", each.encoding)
        button.clicked.connect(lambda _checked=False, code=each.encoding: self.chosen.emit(code))
        self._group.addButton(button)
        return button


class SettingsForm(QWidget):
    """Renders a preview's settings and hands what is changed to the presenter."""

    def __init__(self, presenter: ExchangePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._places: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(10)
        self.question = EncodingQuestion()
        self.question.chosen.connect(presenter.choose_encoding)
        column.addWidget(self.question)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for at in range(_COLUMNS):
            self._grid.setColumnStretch(at, 1)
        column.addLayout(self._grid)
        column.addWidget(self._last_time())
        self.headed = QCheckBox(tr("The first row holds headings"))
        self.headed.clicked.connect(presenter.choose_headed)
        column.addWidget(self.headed)
        self.finished = QCheckBox()
        self.finished.clicked.connect(lambda on: presenter.choose_options(close_after_days=180 if on else 0))
        column.addWidget(self.finished)
        self._make_fields()

    def _last_time(self) -> QWidget:
        """Says that this list is read as the last one like it, with the way back."""
        self.last_time = QWidget()
        row = QHBoxLayout(self.last_time)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        told = tr("As last time: columns and settings are those of the last list with these headings.")
        row.addWidget(PlainLabel(told, tone="muted", size="small"))
        self.afresh = Button(tr("Recognise anew"), "", "link", self._presenter.start_afresh)
        row.addWidget(self.afresh)
        row.addStretch(1)
        return self.last_time

    def _make_fields(self) -> None:
        names = {
            "kind": tr("The list holds"),
            "sheet": tr("Sheet"),
            "encoding": tr("Letters"),
            "delimiter": tr("Between the columns"),
            "currency": tr("Currency"),
            "decimal": tr("Decimal sign"),
            "day_order": tr("Days"),
            "discount_as": tr("Discount"),
            "existing": tr("Those that are there already"),
        }
        self.choices = {name: Choice() for name in names}
        self.fields = {name: Field(title, self.choices[name]) for name, title in names.items()}
        self.choices["kind"].chosen.connect(lambda word: self._presenter.choose_kind(*words.KINDS[word]))
        self.choices["sheet"].chosen.connect(self._presenter.choose_sheet)
        self.choices["encoding"].chosen.connect(self._presenter.choose_encoding)
        self.choices["delimiter"].chosen.connect(self._presenter.choose_delimiter)
        for name in ("currency", "decimal", "day_order", "discount_as", "existing"):
            self.choices[name].chosen.connect(lambda code, n=name: self._presenter.choose_options(**{n: code}))

    def show_settings(self, file: ListFile, seen: Preview) -> None:
        """Show what was seen and chosen."""
        self._offer(seen)
        written = ("sheet",) if seen.sheets else ("encoding", "delimiter")
        self._arrange(("kind", *written, *(_OPTIONS[seen.kind] if seen.kind else ())))
        for name, field in self.fields.items():
            field.set_problem(file.problem if file.problem_at == name else "")
        self.fields["kind"].set_problem(
            "" if seen.kind else tr("Nothing in the file says what it holds. Choose it here.")
        )
        self.question.setVisible(not seen.encoding_certain)
        if not seen.encoding_certain:
            self.question.show_candidates(seen.candidates, file.chosen.encoding)
        self.last_time.setVisible(seen.as_last_time)
        self.headed.setVisible(seen.format != "vcf")
        self.headed.setChecked(seen.headed)
        self.finished.setVisible(seen.kind is ListKind.ORDERS)
        self.finished.setText(words.finished(seen.options))
        self.finished.setChecked(bool(seen.options.close_after_days))

    def _offer(self, seen: Preview) -> None:
        kinds = [(word, words.kind(word)) for word in words.KINDS]
        self.choices["kind"].offer(kinds if seen.kind else [("", tr("Choose")), *kinds], seen.word)
        self.choices["sheet"].offer([(each.name, words.sheet(each)) for each in seen.sheets], seen.sheet)
        encodings = list(dict.fromkeys((*(each.encoding for each in seen.candidates), *words.ENCODINGS)))
        if seen.encoding not in encodings:
            encodings.insert(0, seen.encoding)
        self.choices["encoding"].offer([(code, words.encoding(code)) for code in encodings], seen.encoding)
        delimiters = [(sign, words.delimiter(sign)) for sign in words.DELIMITERS]
        self.choices["delimiter"].offer(delimiters, seen.delimiter)
        currencies = [(code, code) for code in _CURRENCIES]
        own = [("", tr("As the order's"))] if seen.kind is ListKind.LINES else []
        self.choices["currency"].offer([*own, *currencies], seen.options.currency)
        self.choices["decimal"].offer(words.decimals(), seen.options.decimal)
        self.choices["day_order"].offer(words.day_orders(), seen.options.day_order)
        self.choices["existing"].offer(words.for_existing(), seen.options.existing)
        self.choices["discount_as"].offer(words.discounts(), seen.options.discount_as)

    def _arrange(self, names: tuple[str, ...]) -> None:
        """Put the fields that this kind of list has side by side; the focus stays where it is."""
        if names == self._places:
            return
        self._places = names
        for field in self.fields.values():
            self._grid.removeWidget(field)
            field.setVisible(False)
        for at, name in enumerate(names):
            self._grid.addWidget(self.fields[name], at // _COLUMNS, at % _COLUMNS, Qt.AlignmentFlag.AlignTop)
            self.fields[name].setVisible(True)
