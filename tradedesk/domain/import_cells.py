"""One row of a list while it is being checked: gives the cells as values and tells what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from tradedesk.domain.cells import (
    Amount,
    clean_cell,
    parse_amount,
    parse_day,
    parse_mailboxes,
    parse_number,
    parse_numbers,
    parse_website,
)
from tradedesk.domain.country import Cities, Countries, Country, ZoneFound, zone_for
from tradedesk.domain.hs_code import read_hs_code
from tradedesk.domain.import_options import Options
from tradedesk.domain.import_problems import Problems
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.table import RowProblem, Severity

T = TypeVar("T")
_WRITTEN_AS_FLOAT = re.compile(r"(\d{1,15})\.0")
#: What stands after a weight or a volume.
_UNIT = re.compile(r"\s*(kgs?|m3|m³|cbm|pcs|ctns?|箱|件|个|只|公斤|千克|立方米?)\.?$", re.IGNORECASE)
_CUT_BY_A_SPREADSHEET = re.compile(r"\d(?:[.,]\d+)?E\+\d+")


class Places:
    """Countries and zones for a whole list, each text looked up once."""

    def __init__(self, countries: Countries, cities: Cities) -> None:
        self._countries = countries
        self._cities = cities
        self._found: dict[str, Country | None] = {}
        self._zones: dict[tuple[str, str, str], ZoneFound] = {}
        self.currencies = countries.currencies

    def country(self, text: str) -> Country | None:
        """Return the country that a cell names, or None."""
        if text not in self._found:
            self._found[text] = self._countries.find(text)
        return self._found[text]

    def zone(self, country: Country, city: str, region: str) -> ZoneFound:
        """Return the zone of a place of the country."""
        key = (country.code, city, region)
        if key not in self._zones:
            self._zones[key] = zone_for(country, city, region, self._cities)
        return self._zones[key]


class RowCells:
    """The cells of one row by field name. ``dropped`` is True as soon as something says that the row is left out."""

    def __init__(
        self,
        line: int,
        cells: tuple[str, ...],
        columns: Mapping[str, tuple[int, ...]],
        header: tuple[str, ...],
        options: Options,
        places: Places,
        problems: Problems,
    ) -> None:
        self.line = line
        self.options = options
        self.places = places
        self.dropped = False
        self._cells = cells
        self._columns = columns
        self._header = header
        self._problems = problems

    def tell(self, field: str, reason: Reason, severity: Severity) -> None:
        """Note a problem of the field's cell."""
        found = [column for column in self._columns.get(field, ()) if self._cells[column].strip()]
        column = (found or self._columns.get(field, (-1,)))[0]
        heading, value = ("", "") if column < 0 else (self._header[column], self._cells[column])
        self._problems.append(RowProblem(self.line, reason, severity, heading, value))
        self.dropped = self.dropped or severity is Severity.ROW

    def has(self, field: str) -> bool:
        """Whether a column is this field."""
        return field in self._columns

    def block(self, field: str) -> str:
        """Return the cell's text with its line breaks, of several columns a line each; empty without a column."""
        columns = self._columns.get(field)
        if columns is None:
            return ""
        if len(columns) == 1:
            return clean_cell(self._cells[columns[0]])
        return "\n".join(text for column in columns if (text := clean_cell(self._cells[column])))

    def text(self, field: str, joint: str = " ") -> str:
        """Return the cell's text on one line."""
        text = self.block(field)
        if "\n" not in text and "\r" not in text:
            return text
        return joint.join(line for part in text.splitlines() if (line := part.strip()))

    def needed(self, field: str) -> str:
        """Return the cell's text; an empty one drops the row."""
        text = self.text(field)
        if not text:
            self.tell(field, because("cell-required", field=field), Severity.ROW)
        return text

    def key(self, field: str, severity: Severity = Severity.ROW) -> str:
        """Return a key or a phone number: "10248.0" is 10248; digits that a spreadsheet has rounded off are refused."""
        return self._as_key(field, self.text(field), severity)

    def numbers(self, field: str) -> str:
        """Return the telephone numbers of the cell, parted by "; ": each as `key` does."""
        text = self.block(field)
        if not text:
            return ""
        several = [self._as_key(field, each, Severity.VALUE) for each in parse_numbers(text)]
        return "; ".join(dict.fromkeys(each for each in several if each))

    def _as_key(self, field: str, text: str, severity: Severity) -> str:
        if len(text) < 4 or text[-1] not in "0123456789":
            return text
        if as_float := _WRITTEN_AS_FLOAT.fullmatch(text):
            return as_float[1]
        if _CUT_BY_A_SPREADSHEET.fullmatch(text):
            self.tell(field, because("digits-lost", value=text), severity)
            return ""
        return text

    def needed_key(self, field: str) -> str:
        """Return a key that the row cannot do without."""
        return self.key(field) if self.needed(field) else ""

    def day(self, field: str) -> date | None:
        """Return a day; one that cannot be read is left empty."""
        return self._read(field, lambda text: parse_day(text, self.options.day_order), Severity.VALUE)

    def amount(self, field: str, severity: Severity) -> Amount | None:
        """Return a sum of money that is not negative, its currency known or empty."""
        found = self._read(field, lambda text: parse_amount(text, self.options.decimal), severity)
        if found is None:
            return None
        if found.number < 0:
            self.tell(field, because("number-negative", value=self.text(field)), severity)
            return None
        if found.currency and found.currency not in self.places.currencies:
            self.tell(field, because("currency-unknown", value=found.currency), severity)
            return None
        return found

    def quantity(self, field: str) -> Decimal:
        """Return a quantity above zero; anything else drops the row."""
        self.needed(field)
        found = self._read(field, lambda text: parse_number(text, self.options.decimal), Severity.ROW)
        if found is not None and found <= 0:
            self.tell(field, because("quantity-not-positive", value=self.text(field)), Severity.ROW)
        return found or Decimal(0)

    def measure(self, field: str) -> Decimal | None:
        """Return a number above zero; what is none is left empty and told. A unit after it ("12.5 kg") is left away."""
        found = self._read(field, lambda text: parse_number(_UNIT.sub("", text), self.options.decimal), Severity.VALUE)
        if found is not None and found <= 0:
            self.tell(field, because("quantity-not-positive", value=self.text(field)), Severity.VALUE)
            return None
        return found

    def whole(self, field: str) -> int | None:
        """Return a whole number above zero; anything else is left empty and told."""
        found = self.measure(field)
        if found is not None and found != int(found):
            self.tell(field, because("not-whole", value=self.text(field)), Severity.VALUE)
            return None
        return None if found is None else int(found)

    def hs_code(self, field: str) -> str:
        """Return an HS code as it is kept; what is none is left empty and told."""
        return self._read(field, read_hs_code, Severity.VALUE) or ""

    def currency(self, field: str = "currency") -> str:
        """Return the row's currency, else the list's; an unknown one drops the row."""
        code = self.text(field).upper()
        code = {"RMB": "CNY", "US$": "USD", "€": "EUR", "人民币": "CNY", "美元": "USD", "欧元": "EUR"}.get(code, code)
        if code and code not in self.places.currencies:
            self.tell(field, because("currency-unknown", value=code), Severity.ROW)
        return code

    def website(self, field: str) -> str:
        """Return a web address; what is none is left empty."""
        return self._read(field, parse_website, Severity.VALUE) or ""

    def mailboxes(self, field: str) -> tuple[str, ...]:
        """Return the mail addresses of the cell; parts that are none are left out, each told."""
        text = self.block(field)
        found, refused = parse_mailboxes(text) if text else ((), ())
        for reason in refused:
            self.tell(field, reason, Severity.VALUE)
        return found

    def country(self, field: str) -> Country | None:
        """Return the country; a name that is not known is kept as text by the row and told."""
        text = self.text(field)
        found = self.places.country(text) if text else None
        if text and found is None:
            self.tell(field, because("country-unknown", value=text), Severity.VALUE)
        return found

    def _read(self, field: str, reading: Callable[[str], T | Reason], severity: Severity) -> T | None:
        text = self.text(field)
        if not text:
            return None
        found = reading(text)
        if isinstance(found, Reason):
            self.tell(field, found, severity)
            return None
        return found
