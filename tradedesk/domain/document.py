"""Kinds of documents (单证种类): what a paper of an order is, whoever made it."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """The kinds of papers that go with an order, by the code that the ledger keeps."""

    QUOTATION = "quotation"
    PROFORMA_INVOICE = "pi"
    CONTRACT = "contract"
    ORDER_CONFIRMATION = "order-confirmation"
    COMMERCIAL_INVOICE = "ci"
    PACKING_LIST = "packing-list"
    BILL_OF_LADING = "bill-of-lading"
    CERTIFICATE_OF_ORIGIN = "certificate-of-origin"
    INSURANCE_POLICY = "insurance-policy"
    INSPECTION_REPORT = "inspection-report"
    SHIPPING_ADVICE = "shipping-advice"
    STATEMENT = "statement"
    DEBIT_NOTE = "debit-note"
    CREDIT_NOTE = "credit-note"
    PHOTOS = "photos"
    OTHER = "other"
