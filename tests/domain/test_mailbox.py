"""What kind of mailbox an address is (B2), with a lexicon small enough to see why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.address import Department, MailboxKind
from tradedesk.domain.mailbox import Lexicon, domain_of, fold, host_of, presume_kind

LEXICON = Lexicon(
    personal=frozenset({"gmail.com", "163.com", "vip.163.com", "mail.ru"}),
    disposable=frozenset({"mailinator.com"}),
    staff=frozenset({"corp.mail.ru", "google.com"}),
    departments={
        "sales": Department.SALES,
        "purchase": Department.PURCHASING,
        "satin.alma": Department.PURCHASING,
        "danzheng": Department.LOGISTICS,
        "qualitat": Department.QUALITY,
        "law": Department.LEGAL,
        "info": Department.GENERAL,
        "hr": Department.OTHER,
        "export": Department.SALES,
        "采购": Department.PURCHASING,
    },
    never_write=frozenset({"noreply", "no.reply", "bounces", "notification"}),
    registrable=lambda domain: ".".join(domain.split(".")[-2:]),
    personal_parents=frozenset({"hinet.net"}),
    brands=frozenset({"yahoo"}),
    shared=frozenset({"telco.ae"}),
    also_names=frozenset({"law", "notification", "hr"}),
    affixes=frozenset({"dept", "team", "office", "科"}),
    networks=frozenset({"net.zz"}),
    slips={"gmial.com": "gmail.com"},
)
NOBODY = frozenset[str]()


def told(value: str, company: frozenset[str] = NOBODY) -> tuple[MailboxKind, Department | None, str]:
    found = presume_kind(value, company, LEXICON)
    assert found.reason.rule == "B2"
    return found.kind, found.department, found.reason.code


C, P, D, U = MailboxKind.COMPANY, MailboxKind.PERSONAL, MailboxKind.DEPARTMENT, MailboxKind.UNSURE

PRESUMED: dict[str, tuple[str, MailboxKind, Department | None, str]] = {
    "a name at a domain of nobody listed": ("anna@firm.de", C, None, "kind.own-domain"),
    "a name at a free provider": ("anna@gmail.com", P, None, "kind.free-provider"),
    "a provider's second domain is a provider of its own": ("anna@vip.163.com", P, None, "kind.free-provider"),
    "a provider under another country's ending": ("anna@yahoo.com.zz", P, None, "kind.free-provider"),
    "a provider's name before a firm's domain is the firm's": ("anna@yahoo.trading.de", C, None, "kind.own-domain"),
    "a domain below a provider that gives everybody one": ("anna@ms9.hinet.net", P, None, "kind.free-provider"),
    "the provider's own people": ("anna@corp.mail.ru", C, None, "kind.provider-staff"),
    "the provider's own people at a sister domain": ("anna@google.com", C, None, "kind.provider-staff"),
    "people of a provider at a domain that speaks for itself": ("anna@staff.gmail.com", C, None, "kind.provider-staff"),
    "some domain below a provider": ("anna@x.gmail.com", U, None, "kind.below-provider"),
    "some domain far below a provider": ("sales@x.y.gmail.com", U, None, "kind.below-provider"),
    "a throw-away mailbox": ("anna@mailinator.com", MailboxKind.DISPOSABLE, None, "kind.disposable"),
    "a throw-away mailbox below": ("sales@a.b.mailinator.com", MailboxKind.DISPOSABLE, None, "kind.disposable"),
    "a telephone company's domain": ("anna@telco.ae", U, None, "kind.shared-domain"),
    "a telephone company's domain, with a role word": ("sales@telco.ae", U, None, "kind.shared-domain"),
    "a mistyped provider": ("anna@gmial.com", U, None, "kind.looks-mistyped"),
    "a domain that sounds like a provider": ("anna@coolmail.zz", U, None, "kind.like-provider"),
    "a department": ("sales@firm.de", D, Department.SALES, "kind.department-word"),
    "a department with a number": ("sales2@firm.de", D, Department.SALES, "kind.department-word"),
    "a department with a tag": ("sales+fair@firm.de", D, Department.SALES, "kind.department-word"),
    "a department in capitals": ("SALES@Firm.DE", D, Department.SALES, "kind.department-word"),
    "a department beside a country": ("cn-sales@firm.de", D, Department.SALES, "kind.department-word"),
    "a person in a department": ("anna.sales@firm.de", D, Department.SALES, "kind.department-word"),
    "a department below the company's domain": ("sales@mail.firm.de", D, Department.SALES, "kind.department-word"),
    "a department of two words": ("satin.alma@firm.tr", D, Department.PURCHASING, "kind.department-word"),
    "a department with accents": ("Qualität@firm.de", D, Department.QUALITY, "kind.department-word"),
    "a department in Chinese": ("采购@公司.cn", D, Department.PURCHASING, "kind.department-word"),
    "a department wins over info": ("info.sales@firm.de", D, Department.SALES, "kind.department-word"),
    "the general mailbox": ("info@firm.de", D, Department.GENERAL, "kind.department-word"),
    "a person with a word behind the name": ("anna.info@firm.de", C, None, "kind.own-domain"),
    "a longer word that begins like a department": ("salesa@firm.de", C, None, "kind.own-domain"),
    "a person whose two names spell a department": ("dan.zheng@firm.cn", C, None, "kind.own-domain"),
    "a person whose family name is a department's word": ("kevin.law@firm.de", C, None, "kind.own-domain"),
    "the same word standing alone": ("law@firm.de", D, Department.LEGAL, "kind.department-word"),
    "the same word among role words": ("law.sales@firm.de", D, Department.LEGAL, "kind.department-word"),
    "a desk for none of our matters": ("hr@firm.de", D, Department.OTHER, "kind.department-word"),
    "a person there": ("anna.hr@firm.de", C, None, "kind.own-domain"),
    "a department's word and one for department": ("team-sales@firm.de", D, Department.SALES, "kind.department-word"),
    "both in one": ("salesdept@firm.de", D, Department.SALES, "kind.department-word"),
    "both in one, the other way": ("teampurchase@firm.de", D, Department.PURCHASING, "kind.department-word"),
    "both in one, in Chinese": ("采购科@公司.cn", D, Department.PURCHASING, "kind.department-word"),
    "of two words in one the last says what it is": ("exportpurchase@firm.de", D, Department.PURCHASING,
        "kind.department-word"),
    "a general word in one with another": ("exportinfo@firm.de", D, Department.SALES, "kind.department-word"),
    "a word that may be a name is not looked for inside": ("salelaw@firm.de", C, None, "kind.own-domain"),
    "only a word for department": ("office@firm.de", C, None, "kind.own-domain"),
    "below an ending for network providers": ("anna@some.net.zz", U, None, "kind.network-domain"),
    "a town's old public network": ("anna@public.town.cn", U, None, "kind.like-provider"),
    "what calls itself throw-away": ("anna@tempmail-now.zz", MailboxKind.DISPOSABLE, None, "kind.disposable"),
    "a domain in punycode": ("purchase@xn--mnchen-3ya.de", D, Department.PURCHASING, "kind.department-word"),
    "no reply, and more in the same word": ("noreplyshop@firm.de", MailboxKind.NEVER_WRITE, None, "kind.never-write"),
    "one person's title": ("sales.director@firm.de", C, None, "kind.own-domain"),
    "a role word on a free provider": ("sales.xx@gmail.com", P, None, "kind.personal-with-role-word"),
    "a mailbox that nobody reads": ("no-reply@firm.de", MailboxKind.NEVER_WRITE, None, "kind.never-write"),
    "nobody reads it, though it is about orders": (
        "noreply.orders@firm.de", MailboxKind.NEVER_WRITE, None, "kind.never-write"),
    "bounces with a number behind": ("bounces+391@firm.de", MailboxKind.NEVER_WRITE, None, "kind.never-write"),
    "a person beside a word that also means nobody": ("notification.anna@firm.de", C, None, "kind.own-domain"),
    "no domain at all": ("anna", U, None, "kind.unsure"),
    "no name at all": ("@firm.de", U, None, "kind.unsure"),
    "a machine's name for a domain": ("anna@printer", U, None, "kind.unsure"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "kind", "department", "code"), PRESUMED.values(), ids=PRESUMED.keys())
def test_the_kind_of_a_mailbox_is_presumed_with_its_reason(
    value: str, kind: MailboxKind, department: Department | None, code: str
) -> None:
    assert told(value) == (kind, department, code)


def test_the_domain_of_the_web_site_or_of_other_mailboxes_is_the_companys() -> None:
    site = frozenset({host_of("https://www.firm.de/contact")})
    assert told("anna@firm.de", site) == (C, None, "kind.same-domain")
    assert told("anna@mail.firm.de", site) == (C, None, "kind.same-domain")
    assert told("anna@other.de", site) == (C, None, "kind.own-domain")


def test_a_domain_in_doubt_is_the_companys_when_its_web_site_is_there() -> None:
    assert told("anna@telco.ae", frozenset({"telco.ae"})) == (C, None, "kind.same-domain")
    assert told("anna@coolmail.zz", frozenset({"coolmail.zz"})) == (C, None, "kind.same-domain")
    assert told("sales@shop.coolmail.zz", frozenset({"coolmail.zz"})) == (D, Department.SALES, "kind.department-word")


def test_a_provider_stays_a_provider_whatever_speaks_for_the_company() -> None:
    assert told("anna@gmail.com", frozenset({"gmail.com"})) == (P, None, "kind.free-provider")
    assert told("sales@163.com", frozenset({"163.com"})) == (P, None, "kind.personal-with-role-word")


def test_the_reason_names_the_word_the_department_and_the_domain() -> None:
    reason = presume_kind("x.purchase@firm.de", NOBODY, LEXICON).reason
    assert dict(reason.facts) == {"word": "purchase", "department": "purchasing", "domain": "firm.de"}
    assert presume_kind("no-reply@firm.de", NOBODY, LEXICON).reason.fact("word") == "no-reply"
    assert presume_kind("a@gmial.com", NOBODY, LEXICON).reason.fact("likely") == "gmail.com"
    assert presume_kind("a@x.gmail.com", NOBODY, LEXICON).reason.fact("provider") == "gmail.com"


SAID = {
    "gmail.com": C,
    "firm.de": P,
    "shop.firm.de": C,
    "telco.ae": MailboxKind.DISPOSABLE,
    "co.uk": U,
    "gmial.com": MailboxKind.NEVER_WRITE,
    "münchen.de": U,
}


@pytest.mark.parametrize(
    ("value", "kind", "department", "code"),
    [
        ("anna@gmail.com", C, None, "kind.domain-corrected"),
        ("sales@gmail.com", D, Department.SALES, "kind.department-word"),
        ("anna@firm.de", P, None, "kind.domain-corrected"),
        ("sales@firm.de", P, None, "kind.domain-corrected"),
        ("sales@a.b.firm.de", P, None, "kind.domain-corrected"),
        ("anna@shop.firm.de", C, None, "kind.domain-corrected"),
        ("sales@my.shop.firm.de", D, Department.SALES, "kind.department-word"),
        ("anna@telco.ae", MailboxKind.DISPOSABLE, None, "kind.domain-corrected"),
        ("anna@gmial.com", MailboxKind.NEVER_WRITE, None, "kind.domain-corrected"),
        ("info@XN--MNCHEN-3YA.de", U, None, "kind.domain-corrected"),
        ("anna@otherfirm.de", C, None, "kind.own-domain"),
        ("no-reply@gmail.com", MailboxKind.NEVER_WRITE, None, "kind.never-write"),
    ],
)
def test_what_the_user_said_of_a_domain_wins_and_covers_what_lies_below(
    value: str, kind: MailboxKind, department: Department | None, code: str
) -> None:
    found = presume_kind(value, frozenset({"gmail.com"}), LEXICON, SAID)
    assert (found.kind, found.department, found.reason.code) == (kind, department, code)


def test_the_reason_of_a_corrected_domain_names_what_was_corrected() -> None:
    reason = presume_kind("anna@a.firm.de", NOBODY, LEXICON, SAID).reason
    assert (dict(reason.facts), reason.rule) == ({"domain": "firm.de", "kind": "personal"}, "B2")


@given(
    st.sampled_from(sorted(LEXICON.departments)),
    st.text("qxzj", max_size=2),
    st.text("qxzj", max_size=2),
)
def test_a_word_inside_a_longer_one_is_no_departments(word: str, before: str, after: str) -> None:
    found = told(f"{before}{word}{after}@firm.de")
    assert (found[0] is D) == (not before and not after)


@given(
    st.text("abcdefghijklmnopqrstuvwxyz.", min_size=1, max_size=12),
    st.sampled_from(list(MailboxKind)),
    st.sampled_from(["gmail.com", "firm.de", "mailinator.com", "telco.ae", "some.net.zz"]),
    st.sampled_from(["", "a.", "a.b."]),
)
def test_whatever_a_domain_is_corrected_to_is_what_its_mailboxes_are(
    local: str, kind: MailboxKind, domain: str, below: str
) -> None:
    found = presume_kind(f"{local}@{below}{domain}", NOBODY, LEXICON, {domain: kind}).kind
    official = {C, D, MailboxKind.NEVER_WRITE}
    assert found in (official if kind in (C, D) else {kind, MailboxKind.NEVER_WRITE})


@pytest.mark.parametrize(
    ("value", "domain"), [("a@Firm.DE.", "firm.de"), ("a@xn--mnchen-3ya.de", "münchen.de"), ("firm.de", "firm.de")]
)
def test_a_domain_is_compared_in_lower_case_and_unicode(value: str, domain: str) -> None:
    assert domain_of(value) == domain


@pytest.mark.parametrize(
    ("website", "host"),
    [
        ("https://www.firm.de/de/kontakt?x=1", "firm.de"),
        ("http://firm.de:8080", "firm.de"),
        ("WWW.Firm.DE", "firm.de"),
        ("firm.de/", "firm.de"),
        ("https://user:secret@firm.de/", "firm.de"),
        ("https://shop.firm.co.uk#top", "shop.firm.co.uk"),
        ("https://xn--mnchen-3ya.de", "münchen.de"),
        ("xn--\u00fc.de", "xn--\u00fc.de"),
        ("", ""),
    ],
)
def test_a_web_address_gives_the_host_that_mail_domains_are_compared_with(website: str, host: str) -> None:
    assert host_of(website) == host


@pytest.mark.parametrize(
    ("typed", "compared"),
    [("Qualität", "qualitat"), ("COMPTABILITÉ", "comptabilite"), ("satış", "satis"), ("księgowość", "ksiegowosc"),
     ("sprzedaż", "sprzedaz"), ("구매", "구매"), ("закупки", "закупки"), ("采购", "采购")],
)  # fmt: skip
def test_words_are_compared_without_case_and_accents(typed: str, compared: str) -> None:
    assert fold(typed) == compared


@given(st.text(max_size=40), st.sets(st.text(max_size=12), max_size=3))
def test_whatever_was_typed_a_kind_and_a_reason_are_given(value: str, domains: set[str]) -> None:
    found = presume_kind(value, frozenset(domains), LEXICON)
    assert found.reason.code.startswith("kind.")
    assert (found.department is not None) == (found.kind is D)


@given(
    st.text("abcdefghijklmnopqrstuvwxyz0123456789._-", min_size=1, max_size=20),
    st.sampled_from(
        [
            "gmail.com",
            "163.com",
            "x.163.com",
            "mail.ru",
            "ms1.hinet.net",
            "yahoo.zz",
            "mailinator.com",
            "x.mailinator.com",
        ]
    ),
    st.frozensets(st.sampled_from(["gmail.com", "163.com", "mail.ru", "hinet.net", "firm.de"])),
)
def test_no_private_or_throw_away_mailbox_is_ever_taken_for_the_companys(
    local: str, domain: str, company: frozenset[str]
) -> None:
    assert told(f"{local}@{domain}", company)[0] not in (C, D)
