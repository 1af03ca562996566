"""What the shipped lists make of real addresses (B2), and addresses and numbers as people type them."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.address import MailboxKind
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.mailbox import presume_kind
from tradedesk.integrations.mailboxes import (
    likely_domain,
    load_lexicon,
    normalise_mail,
    normalise_phone,
)

NOBODY = frozenset[str]()


#: What is nearly an address, with what comes along when one is copied.
_NEARLY = (
    r"[ <(\u00a0]{0,2}(mailto:)?[a-zA-Zé0-9.+'?%-]{1,9}[@＠]"
    r"[a-zß0-9-]{1,6}(\.|。|\u200b\.)[a-z]{2,4}[ >).,;\n\u200b]{0,3}"
)


def _labelled() -> list[tuple[str, str, str]]:
    lines = (Path(__file__).parent.parent / "data" / "labelled_mailboxes.txt").read_text(encoding="utf-8").splitlines()
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            address, kind, *department = (part.strip() for part in line.split("|"))
            found.append((address, kind, department[0] if department else ""))
    return found


LABELLED = _labelled()


def _told(address: str) -> tuple[str, str]:
    found = presume_kind(address, NOBODY, load_lexicon())
    return str(found.kind), str(found.department or "")


def _figures(wrong: dict[str, tuple[str, str]]) -> str:
    """How many of each kind are right: "company 80/81, personal 120/120 …"."""
    all_kinds = Counter(kind for _, kind, _ in LABELLED)
    missed = Counter(kind for address, kind, _ in LABELLED if address in wrong)
    return ", ".join(f"{kind} {count - missed[kind]}/{count}" for kind, count in sorted(all_kinds.items()))


def test_of_two_hundred_addresses_and_more_nineteen_in_twenty_are_presumed_right() -> None:
    wrong = {address: _told(address) for address, *expected in LABELLED if _told(address) != tuple(expected)}
    assert len(LABELLED) >= 200
    assert len({address for address, *_ in LABELLED}) == len(LABELLED)
    assert len(wrong) <= len(LABELLED) * 0.05, f"{_figures(wrong)}: {wrong}"


PROVIDERS = (Path(__file__).parent.parent / "data" / "country_providers.txt").read_text(encoding="utf-8").split()


@pytest.mark.parametrize("domain", PROVIDERS)
def test_a_provider_that_a_country_uses_is_known(domain: str) -> None:
    assert _told(f"sales@{domain}") == ("personal", "")


@pytest.mark.parametrize(
    "domain",
    ["easypost.com", "saudia.com", "medscape.com", "test.de", "eurosport.com", "name.com", "nus.edu.sg", "xoom.com",
     "techspot.com", "arcotronics.bg", "cntv.cn", "space.com", "123.com", "docs.google.com"],
)  # fmt: skip
def test_an_ordinary_firm_is_not_taken_for_a_mail_provider(domain: str) -> None:
    assert _told(f"anna.berg@{domain}")[0] != "personal"


def test_the_list_of_public_suffixes_is_not_loaded_before_domains_are_compared() -> None:
    program = (
        "import sys; from tradedesk.integrations.mailboxes import load_lexicon; known = load_lexicon(); "
        "early = 'publicsuffixlist' in sys.modules; known.registrable('a.b.de'); "
        "print(early, 'publicsuffixlist' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.split() == ["False", "True"]


def test_no_private_or_throw_away_mailbox_is_taken_for_the_companys() -> None:
    private = [address for address, kind, _ in LABELLED if kind in ("personal", "disposable")]
    taken = {each: _told(each)[0] for each in private if _told(each)[0] in ("company", "department")}
    assert len(private) > 100
    assert taken == {}


@given(
    st.sampled_from(["sales", "einkauf", "caiwu", "anna.berg", "info", "技术部", "ceo", "x1"]),
    st.sampled_from(sorted(load_lexicon().personal | load_lexicon().disposable)),
    st.sampled_from(["", "any.", "a.b."]),
)
def test_whatever_the_name_a_listed_provider_never_gives_an_official_mailbox(
    local: str, domain: str, below: str
) -> None:
    lexicon = load_lexicon()
    kind = presume_kind(f"{local}@{below}{domain}", frozenset({"firm.example"}), lexicon).kind
    allowed = {MailboxKind.PERSONAL, MailboxKind.DISPOSABLE}
    assert kind in (allowed | {MailboxKind.UNSURE} if below else allowed)


@pytest.mark.parametrize("name", ["personal", "disposable", "staff", "shared", "personal_parents"])
def test_every_listed_provider_is_a_domain_in_lower_case(name: str) -> None:
    listed: frozenset[str] = getattr(load_lexicon(), name)
    odd = {each for each in listed if each != each.lower() or "." not in each or "@" in each or each.startswith(".")}
    assert listed
    assert odd == set()


def test_the_lists_do_not_contradict_one_another() -> None:
    known = load_lexicon()
    assert known.personal & known.staff == set()
    assert known.personal & known.shared == set()
    assert known.disposable & known.staff == set()
    assert set(known.slips) & (known.personal | known.disposable) == set()
    assert set(known.slips.values()) <= known.personal


@pytest.mark.parametrize("domain", ["21cn.com", "sify.com", "duck.com", "onet.pl", "op.pl", "mail.de", "email.com"])
def test_a_real_provider_with_an_odd_name_is_not_thrown_away(domain: str) -> None:
    assert _told(f"somebody@{domain}")[0] == "personal"


def test_a_word_that_is_also_a_name_is_a_department_word() -> None:
    known = load_lexicon()
    assert {each for each in known.also_names if each not in known.never_write.union(known.departments)} == set()


@pytest.mark.parametrize(
    ("domain", "registered"),
    [
        ("shop.firm.co.uk", "firm.co.uk"),
        ("mail.firm.com.cn", "firm.com.cn"),
        ("mail.firma.de", "firma.de"),
        ("firm.github.io", "firm.github.io"),
        ("mail.müller.de", "müller.de"),
        ("почта.фирма.рф", "фирма.рф"),
        ("co.uk", "co.uk"),
    ],
)
def test_a_sub_domain_leads_to_the_domain_that_was_registered(domain: str, registered: str) -> None:
    assert load_lexicon().registrable(domain) == registered


# Mail addresses as typed.


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("  orders@gulfhorizon.ae ", "orders@gulfhorizon.ae"),
        ("orders@gulfhorizon.ae\r\n", "orders@gulfhorizon.ae"),
        ("Orders@GulfHorizon.AE", "Orders@gulfhorizon.ae"),
        ("chen＠163。com", "chen@163.com"),
        ("ｃｈｅｎ@163．com", "chen@163.com"),
        ("\u00a0chen@163.com\u200b", "chen@163.com"),
        ("chen@163.com\ufeff", "chen@163.com"),
        ("\u200echen@163.com\u202c", "chen@163.com"),
        ("mailto:chen@163.com", "chen@163.com"),
        ("MAILTO:chen@163.com?subject=Hello", "chen@163.com"),
        ("mailto:chen%40163.com", "chen@163.com"),
        ("Chen Yu <chen@163.com>", "chen@163.com"),
        ("<chen@163.com>", "chen@163.com"),
        ('"Yu, Chen" <chen@163.com>;', "chen@163.com"),
        ("chen@163.com.", "chen@163.com"),
        ("chen@163.com,", "chen@163.com"),
        ("（chen@163.com）。", "chen@163.com"),
        ("what?really@firm.de", "what?really@firm.de"),
        ("o'neill@firm.ie", "o'neill@firm.ie"),
        ("Müller@faß.de", "Müller@faß.de"),
        ("info@xn--mnchen-3ya.de", "info@münchen.de"),
        ("张三@公司.cn", "张三@公司.cn"),
    ],
)
def test_an_address_as_it_is_pasted_is_made_normal(typed: str, value: str) -> None:
    found = normalise_mail(typed)
    assert (found.value, found.original) == (value, typed)


def test_an_international_domain_has_its_ascii_form_and_is_not_another_one() -> None:
    assert normalise_mail("info@faß.de").ascii_value == "info@xn--fa-hia.de"
    assert normalise_mail("info@firm.de").ascii_value == "info@firm.de"
    assert normalise_mail("张三@公司.cn").ascii_value == "", "no old mail program can send there"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a@b.com\nBcc: c@d.com", "address-line-break"),
        ("a@b.com\r\nc@d.com", "address-line-break"),
        ("a@b\u2028.com", "address-line-break"),
        ("mailto:a@b.com%0D%0ABcc:x@y.com", "address-line-break"),
        ("a\x00b@c.com", "address-control"),
        ("a\x1b@c.com", "address-control"),
        ("", "address-no-at"),
        ("nobody", "address-no-at"),
        ("gulfhorizon.ae", "address-no-at"),
        ("a@b.com c@d.com", "address-several"),
        ("a@b.com,c@d.com", "address-several"),
        ("a@@b.com", "address-several"),
        ("x@firm.test", "address-nowhere"),
        ("x@printer.local", "address-nowhere"),
        ("x@localhost", "address-nowhere"),
        ("a..b@firm.de", "address-bad-name"),
        (".a@firm.de", "address-bad-name"),
        ("@firm.de", "address-bad-name"),
        ("a b@firm.de", "address-bad-name"),
        ("x" * 65 + "@firm.de", "address-bad-name"),
        ("a@firm", "address-bad-domain"),
        ("a@firm..de", "address-bad-domain"),
        ("a@-firm.de", "address-bad-domain"),
        ("a@fi_rm.de", "address-bad-domain"),
        ("a@[10.0.0.1]", "address-bad-domain"),
    ],
)
def test_what_is_no_mail_address_is_refused_with_the_part_at_fault(typed: str, code: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        normalise_mail(typed)
    assert (refused.value.code, refused.value.field) == (code, "value")
    assert not set("\r\n\x00\x1b\u2028") & set(refused.value.facts["address"])


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@gmail.con", "anna@gmail.com"),
        ("anna@hotmial.com", "anna@hotmail.com"),
        ("anna@outlok.com", "anna@outlook.com"),
        ("anna@yahooo.com", "anna@yahoo.com"),
        ("chen@136.com", "chen@163.com"),
        ("chen@qq.con", "chen@qq.com"),
        ("anna@nordlicht-moebel.con", "anna@nordlicht-moebel.com"),
        ("anna@gmail.com", ""),
        ("anna@gmx.net", ""),
        ("anna@mail.de", ""),
        ("anna@email.com", ""),
        ("anna@ymail.com", ""),
        ("anna@inbox.lv", ""),
        ("chen@126.com", ""),
        ("chen@139.com", ""),
        ("chen@188.com", ""),
    ],
)
def test_a_slip_is_offered_and_never_put_right_by_itself(typed: str, hint: str) -> None:
    found = normalise_mail(typed)
    assert (found.value, found.hint) == (typed, hint)


def test_no_real_provider_is_called_a_slip() -> None:
    assert {each for each in load_lexicon().personal if likely_domain(each)} == set()


def _unseen(text: str) -> set[str]:
    """Control characters, line breaks and marks that cannot be seen."""
    return {each for each in text if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")}


@given(st.one_of(st.text(max_size=60), st.from_regex(_NEARLY, fullmatch=True)))
def test_whatever_is_typed_comes_out_clean_and_stays_or_is_refused(text: str) -> None:
    try:
        found = normalise_mail(text)
    except RuleSaysNo:
        return
    assert not set(found.value) & set(" <>,;\u00a0")
    assert _unseen(found.value + found.ascii_value + found.hint) == set()
    assert found.value.count("@") == 1
    assert normalise_mail(found.value).value == found.value


@given(st.characters(categories=("Cc", "Zl", "Zp")), st.integers(1, len("anna@firm.de") - 1))
def test_a_control_character_or_line_break_inside_an_address_is_always_refused(unseen: str, place: int) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        normalise_mail("anna@firm.de"[:place] + unseen + "anna@firm.de"[place:])
    assert _unseen(refused.value.facts["address"]) == set()


# Telephone and WhatsApp numbers.


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+971 50 555 0134", "+971505550134"),
        ("00971 50 555 0134", "+971505550134"),
        ("+49 (0) 40 123 456-78", "+494012345678"),
        ("(0755) 8888-8888", "075588888888"),
        ("0755-88888888转801", "075588888888x801"),
        ("0755-88888888 分机 801", "075588888888x801"),
        ("0755-88888888-801", "075588888888x801"),
        ("+86-755-8888 8888-801", "+8675588888888x801"),
        ("+86-755-8888-8888", "+8675588888888"),
        ("+1 212-555-0147", "+12125550147"),
        ("+1 212 555 0147 ext. 22", "+12125550147x22"),
        ("tel:+1-212-555-0147;ext=22", "+12125550147x22"),
        ("+1 212 555 0147 x22", "+12125550147x22"),
        ("tel:+12125550147", "+12125550147"),
        ("+52 1 55 1234 5678", "+525512345678"),
        ("+52 55 1234 5678", "+525512345678"),
        ("+54 9 11 1234 5678", "+5491112345678"),
        ("https://wa.me/8613812345678", "+8613812345678"),
        ("https://wa.me/8613812345678?text=Hi", "+8613812345678"),
        ("wa.me/+8613812345678", "+8613812345678"),
        ("https://api.whatsapp.com/send?phone=8613812345678&text=Hi", "+8613812345678"),
        ("https://web.whatsapp.com/send?text=Hi&phone=8613812345678", "+8613812345678"),
        ("8613812345678@c.us", "+8613812345678"),
        ("＋８６ １３８ １２３４ ５６７８", "+8613812345678"),
        ("+٩٧١٥٠٥٥٥٠١٣٤", "+971505550134"),
        ("\u202a+86 138 1234 5678\u202c", "+8613812345678"),
        ("138 1234 5678", "13812345678"),
    ],
)
def test_a_number_as_people_write_it_is_made_normal_without_guessing_a_country(typed: str, number: str) -> None:
    assert normalise_phone(typed) == number
    assert normalise_phone(number) == number


@pytest.mark.parametrize(
    "typed", ["", "call me", "123", "+86 138 1234 5678 / 139 1234 5678", "+12x", "wa.me/", "1" * 19]
)
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        normalise_phone(typed)
    assert (refused.value.code, refused.value.field, refused.value.facts["phone"]) == ("phone-invalid", "value", typed)


@given(st.one_of(st.text(max_size=30), st.text("+0123456789 ()-.x#转分机\r\n\t\x00\u2028٣３", max_size=30)))
def test_whatever_is_typed_a_number_is_digits_alone_or_refused(text: str) -> None:
    try:
        found = normalise_phone(text)
    except RuleSaysNo:
        return
    assert re.fullmatch(r"\+?[0-9]{5,18}(x[0-9]{1,6})?", found)


@given(st.characters(categories=("Cc", "Zl", "Zp")), st.integers(1, len("+4930123456") - 1))
def test_two_numbers_on_two_lines_are_never_joined_into_one(unseen: str, place: int) -> None:
    with pytest.raises(RuleSaysNo) as refused:
        normalise_phone("+4930123456"[:place] + unseen + "+4930123456"[place:])
    assert refused.value.code == "phone-invalid"
    assert _unseen(refused.value.facts["phone"]) == set()
