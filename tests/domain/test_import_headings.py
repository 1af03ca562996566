"""What a list holds and which column is which field, told by its headings and its name."""

from __future__ import annotations

import pytest

from tradedesk.domain.import_fields import FIELDS, Guess, ListKind, guess_kind, recognise
from tradedesk.domain.party import PartyKind


@pytest.mark.parametrize(
    ("header", "kind", "fields"),
    [
        ("customerID|companyName|city", ListKind.PARTIES, ["code", "name", "city"]),
        ("Customer No.|Company|E-Mail|Web site", ListKind.PARTIES, ["code", "name", "emails", "website"]),
        ("客户编号|公司名称|联系人|国家|城市|电话|邮箱|备注", ListKind.PARTIES,
         ["code", "name", "contact_name", "country", "city", "phone", "emails", "notes"]),
        ("Kundennummer|Firma|Ansprechpartner|Straße|PLZ|Ort|Land|Telefon", ListKind.PARTIES,
         ["code", "name", "contact_name", "street", "postal_code", "city", "country", "phone"]),
        ("公司名稱|國家|聯絡人|電子郵件|電話", ListKind.PARTIES,
         ["name", "country", "contact_name", "emails", "phone"]),
        ("会社名|国名|担当者|メールアドレス|電話番号|備考", ListKind.PARTIES,
         ["name", "country", "contact_name", "emails", "phone", "notes"]),
        ("회사명|국가|담당자|이메일|휴대폰", ListKind.PARTIES, ["name", "country", "contact_name", "emails", "mobile"]),
        ("Компания|Страна|Город|Контактное лицо|Телефон|Эл. почта|Сайт|ИНН", ListKind.PARTIES,
         ["name", "country", "city", "contact_name", "phone", "emails", "website", "tax_no"]),
        ("Ragione sociale|Paese|Città|Referente|Telefono|Partita IVA|CAP", ListKind.PARTIES,
         ["name", "country", "city", "contact_name", "phone", "tax_no", "postal_code"]),
        ("Razão social|País|Cidade|Contato|E-mail|CNPJ|CEP", ListKind.PARTIES,
         ["name", "country", "city", "contact_name", "emails", "tax_no", "postal_code"]),
        ("Firma adı|Ülke|Şehir|İlgili kişi|Telefon|E-posta", ListKind.PARTIES,
         ["name", "country", "city", "contact_name", "phone", "emails"]),
        ("Nazwa firmy|Kraj|Miasto|Osoba kontaktowa|Kod pocztowy|NIP", ListKind.PARTIES,
         ["name", "country", "city", "contact_name", "postal_code", "tax_no"]),
        ("اسم الشركة|البلد|المدينة|الهاتف|البريد الإلكتروني", ListKind.PARTIES,
         ["name", "country", "city", "phone", "emails"]),
        ("订单号|客户|下单日期|交期|币种", ListKind.ORDERS,
         ["key", "party_key", "ordered_on", "required_on", "currency"]),
        ("Bestellnr.|Kunde|Bestelldatum|Liefertermin", ListKind.ORDERS,
         ["key", "party_key", "ordered_on", "required_on"]),
        ("订单号|货号|数量|单价|折扣", ListKind.LINES,
         ["order_key", "product_key", "quantity", "unit_price", "discount_percent"]),
        ("Artikelnummer|Bezeichnung|Preis (EUR)", ListKind.PRODUCTS, ["key", "name", "unit_price"]),
    ],
)  # fmt: skip
def test_headings_in_the_languages_of_customers_are_recognised(header: str, kind: ListKind, fields: list[str]) -> None:
    assert list(recognise(header.split("|"), kind).values()) == fields


def test_a_field_is_given_to_one_column_only() -> None:
    assert recognise(("Company", "Customer", "City", "City"), ListKind.PARTIES) == {0: "name", 2: "city"}


def test_no_heading_means_two_fields_of_one_list() -> None:
    for kind, fields in FIELDS.items():
        aliases = [alias for field in fields for alias in field.aliases]
        assert len(aliases) == len(set(aliases)), kind


def test_every_field_has_a_label_in_both_languages() -> None:
    for fields in FIELDS.values():
        for field in fields:
            assert field.label_en
            assert field.label_zh
            assert any(ord(letter) > 0x7F for letter in field.label_zh) or field.label_zh == "WhatsApp"


@pytest.mark.parametrize(
    ("header", "filename", "guess"),
    [
        ("customerID|companyName|phone", "customers.csv", Guess(ListKind.PARTIES, PartyKind.CUSTOMER)),
        ("supplierID|companyName|phone", "list.csv", Guess(ListKind.PARTIES, PartyKind.SUPPLIER)),
        ("id|name", "Shippers 2026.csv", Guess(ListKind.PARTIES, PartyKind.FORWARDER)),
        ("编号|公司名称|国家", "货代.csv", Guess(ListKind.PARTIES, PartyKind.FORWARDER)),
        ("编号|公司名称|国家", "名单.csv", Guess(ListKind.PARTIES, PartyKind.CUSTOMER)),
        ("供應商|國家", "名單.csv", Guess(ListKind.PARTIES, PartyKind.SUPPLIER)),
        ("orderID|customerID|orderDate|freight", "orders.csv", Guess(ListKind.ORDERS)),
        ("orderID|productID|unitPrice|quantity|discount", "order-details.csv", Guess(ListKind.LINES)),
        ("productID|productName|supplierID|unitPrice", "products.csv", Guess(ListKind.PRODUCTS)),
        ("a|b|c", "customers.csv", None),
    ],
)
def test_what_a_list_holds_is_seen_by_its_headings_and_its_name(header: str, filename: str, guess: Guess) -> None:
    assert guess_kind(header.split("|"), filename) == guess
