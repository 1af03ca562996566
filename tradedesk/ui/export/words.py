"""The words of the page and of what it writes: forms, headings, sheets, codes in the user's language."""

from __future__ import annotations

from dataclasses import dataclass

from tradedesk.domain.address import Address
from tradedesk.domain.address_label import label_of
from tradedesk.domain.import_fields import ListKind, fields_of
from tradedesk.domain.party import PartyKind
from tradedesk.domain.purpose import Purpose
from tradedesk.services.customer_export import Form, Told
from tradedesk.services.order_export import OrderForm
from tradedesk.ui.wording import language, reasons, tr
from tradedesk.ui.wording.told import term


@dataclass(frozen=True)
class FormWords:
    """A form as the page offers it: its name, what it holds, and the filter of the file dialog."""

    title: str
    told: str
    filter: str
    ending: str


def form(code: str) -> FormWords:
    """The words of a form; "dossier" is the take-over file."""
    if code in ORDER_FORMS:
        return _order_form(OrderForm(code))
    return {
        str(Form.WORKBOOK): FormWords(
            tr("Excel workbook"),
            tr("Three sheets: customers with contacts, every address with who receives what, postal addresses."),
            tr("Excel workbook (*.xlsx)"), ".xlsx",
        ),
        str(Form.CSV): FormWords(
            tr("CSV list"),
            tr("One row a contact; can be brought in again as it lies. Bounced and retired addresses stay out."),
            tr("CSV list (*.csv)"), ".csv",
        ),
        str(Form.CARDS): FormWords(
            tr("Business cards (vCard 3.0)"),
            tr("For phones and mail programs; each address with its label. Bounced and retired ones stay out."),
            tr("Business cards (*.vcf)"), ".vcf",
        ),
        str(Form.CARDS_4): FormWords(
            tr("Business cards (vCard 4.0)"), tr("The same for newer programs."), tr("Business cards (*.vcf)"), ".vcf"
        ),
        str(Form.JSON): FormWords(
            tr("JSON"), tr("Every field as it is kept, for other programs."), tr("JSON (*.json)"), ".json"
        ),
        DOSSIER: FormWords(
            tr("Take-over file"),
            tr("One customer with everything: contacts, addresses, orders, messages, papers, notes, open promises. "
               "Whoever takes over opens it in their own TradeDesk."),
            tr("Take-over file (*.tradedesk-customer)"), ".tradedesk-customer",
        ),
    }[code]  # fmt: skip


def _order_form(code: OrderForm) -> FormWords:
    told, files, ending = tr("Can be brought in again as it lies."), tr("CSV list (*.csv)"), ".csv"
    return {
        OrderForm.WORKBOOK: FormWords(
            tr("Excel workbook"),
            tr("Three sheets: orders, their lines, and the receipts with what each pays."),
            tr("Excel workbook (*.xlsx)"), ".xlsx",
        ),
        OrderForm.ORDERS: FormWords(tr("CSV list of orders"), told, files, ending),
        OrderForm.LINES: FormWords(tr("CSV list of order lines"), told, files, ending),
        OrderForm.RECEIPTS: FormWords(tr("CSV list of receipts"), told, files, ending),
    }[code]  # fmt: skip


#: The form that is no list but one customer whole (F4).
DOSSIER = "dossier"
FORMS = (*map(str, Form), DOSSIER)
#: The forms of orders.
ORDER_FORMS = tuple(map(str, OrderForm))


def kinds(kind: PartyKind, count: int) -> str:
    """So many parties of a kind, as a title says it."""
    return {
        PartyKind.CUSTOMER: tr("Customers: {n}", n=count),
        PartyKind.SUPPLIER: tr("Suppliers: {n}", n=count),
        PartyKind.FORWARDER: tr("Forwarders: {n}", n=count),
        PartyKind.COLLEAGUE: tr("Colleagues: {n}", n=count),
    }.get(kind, str(count))


def orders(count: int) -> str:
    """So many orders, as a title says it."""
    return tr("Orders: {n}", n=count)


def order_word(area: str, code: str) -> str:
    """The words for what stands in a file of orders: ("heading", "lines.quantity"), ("sheet", "lines")."""
    if area == "sheet":
        return {"orders": tr("Orders"), "lines": tr("Order lines"), "receipts": tr("Receipts")}[code]
    if area != "heading":
        return term(area, code)
    kind, _, field = code.partition(".")
    found = _headings(ListKind(kind)).get(field)
    beside = {"summary": lambda: tr("Goods"), "order_stage": lambda: tr("Stage"), "order_total": lambda: tr("Total"),
              "order_open": lambda: tr("Open amount")}  # fmt: skip
    return found or beside[field]()


def told() -> Told:
    """The words for what stands in the file."""
    return Told(_word, label, _purpose)


def label(address: Address, kind: PartyKind) -> str:
    """An address's label (B4)."""
    return reasons.sentence(label_of(address, kind))


def _word(area: str, code: str) -> str:
    if area == "heading":
        found = _headings().get(code)
        return found or term("export-heading", code)
    if area == "sheet":
        return {"parties": tr("Companies"), "addresses": tr("Addresses"), "postal": tr("Postal addresses")}[code]
    return term(area, code)


def _headings(kind: ListKind = ListKind.PARTIES) -> dict[str, str]:
    chinese = language() == "zh_CN"
    return {each.name: each.label_zh if chinese else each.label_en for each in fields_of(kind)}


def _purpose(purpose: Purpose) -> str:
    return purpose.name_zh if language() == "zh_CN" else purpose.name_en
