"""Money: integer minor units and an ISO 4217 code; never a float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

#: The currencies in use (ISO 4217), without metals, funds and test codes.
CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
    COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND
    VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.split()  # noqa: SIM905 - a table is read line by line
)

#: Minor units where they are not two (ISO 4217).
_DIGITS = {
    **dict.fromkeys(
        (
            *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"),
            *("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
        ),
        0,
    ),
    **dict.fromkeys(("BHD", "KWD", "OMR", "TND", "JOD", "LYD", "IQD"), 3),
}


def digits_of(currency: str) -> int:
    """How many decimal places the currency has (ISO 4217)."""
    return _DIGITS.get(currency, 2)


class Money(NamedTuple):
    """An amount in minor units of ``currency``."""

    minor: int
    currency: str

    @property
    def amount(self) -> Decimal:
        """The amount in major units, with exactly the currency's decimal places."""
        digits = digits_of(self.currency)
        return Decimal(self.minor).scaleb(-digits).quantize(Decimal(1).scaleb(-digits))

    def __add__(self, other: Money) -> Money:  # type: ignore[override]  # no tuple is added to another
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other).minor, self.currency)

    def _same(self, other: Money) -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{other.currency} cannot be added to {self.currency}")
        return other


def money(amount: Decimal, currency: str) -> Money:
    """Round a major-unit amount half up to the currency's minor unit.

    >>> money(Decimal("12.345"), "USD")
    Money(minor=1235, currency='USD')
    """
    minor = (amount.scaleb(digits_of(currency))).to_integral_value(ROUND_HALF_UP)
    return Money(int(minor), currency)


def line_amount(quantity: Decimal, unit_price: Decimal, discount_percent: Decimal, currency: str) -> Money:
    """quantity × price less the discount, rounded once, half up."""
    return money(quantity * unit_price * (Decimal(100) - discount_percent) / Decimal(100), currency)


def in_currency(value: Money, currency: str) -> Money:
    """The same number of major units in another currency, rounded half up: for a currency that was chosen wrongly."""
    return money(value.amount, currency)


def grouped(value: Money) -> str:
    """ "USD 12,600.00": the code always shown, thousands grouped."""
    return f"{value.currency} {value.amount:,}"
