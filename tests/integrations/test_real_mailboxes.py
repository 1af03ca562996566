"""Mailboxes at real firms and providers of 45 countries: how many are presumed right (B2), and what never happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.labelled_mailboxes import Labelled, is_right, labelled, presumed, shares, taken_for_official
from tradedesk.domain.address import MailboxKind
from tradedesk.domain.mailbox import fold, presume_kind
from tradedesk.integrations.mailboxes import load_lexicon

EVERY = labelled()
HELD = [one for one in EVERY if one.half == "held"]
FRESH = [one for one in EVERY if one.half == "fresh"]
NOBODY = frozenset[str]()


def _share(lines: list[Labelled]) -> float:
    return sum(map(is_right, lines)) / len(lines)


def _wrong(lines: list[Labelled]) -> list[tuple[Labelled, tuple[str, str]]]:
    return [(one, presumed(one.address)) for one in lines if not is_right(one)]


def test_the_labelled_mailboxes_are_many_from_many_countries_and_of_every_kind() -> None:
    countries = Counter(one.country for one in EVERY if one.country != "--")
    assert len({one.address for one in EVERY}) == len(EVERY) >= 1500
    assert len(countries) >= 25
    assert min(countries.values()) >= 15
    assert min(Counter(one.group for one in HELD).values()) >= 10


def test_of_mailboxes_held_back_nineteen_in_twenty_are_presumed_right() -> None:
    assert _share(HELD) >= 0.95, _wrong(HELD)


def test_of_mailboxes_read_on_strange_pages_nineteen_in_twenty_are_presumed_right() -> None:
    assert len(FRESH) >= 100
    assert _share(FRESH) >= 0.95, _wrong(FRESH)


@pytest.mark.parametrize("by", [lambda one: one.country, lambda one: one.group, lambda one: one.department])
def test_in_every_country_kind_and_department_nine_in_ten_are_presumed_right(by: Callable[[Labelled], str]) -> None:
    shared = {word: share for word, share in shares(HELD, by).items() if share[1] >= 10}
    assert len(shared) >= 7
    assert {word: share for word, share in shared.items() if share[0] / share[1] < 0.9} == {}


def test_no_private_or_throw_away_mailbox_at_a_real_provider_is_taken_for_the_companys() -> None:
    assert sum(one.kind in ("personal", "disposable") for one in EVERY) > 280
    assert taken_for_official(EVERY) == []


@given(st.sampled_from(EVERY), st.sampled_from([str.upper, str.lower, str.title]), st.text("abc-19", max_size=5))
def test_capitals_and_a_tag_change_nothing(one: Labelled, written: Callable[[str], str], tag: str) -> None:
    local, _, domain = one.address.partition("@")
    known = load_lexicon()
    other = presume_kind(f"{written(local.partition('+')[0])}+{tag}@{domain.upper()}", NOBODY, known)
    plain = presume_kind(one.address, NOBODY, known)
    assert (other.kind, other.department) == (plain.kind, plain.department)


@given(
    st.text(min_size=1, max_size=12).filter(lambda text: "@" not in text),
    st.sampled_from(sorted(load_lexicon().personal | load_lexicon().disposable | load_lexicon().personal_parents)),
)
def test_no_name_whatever_makes_a_listed_provider_official(local: str, domain: str) -> None:
    kind = presume_kind(f"{local}@{domain}", frozenset({domain}), load_lexicon()).kind
    assert kind not in (MailboxKind.COMPANY, MailboxKind.DEPARTMENT)


@given(st.sampled_from(sorted(w for w in load_lexicon().departments if w.isalpha())), st.sampled_from("xzqwж"))
def test_a_word_with_a_letter_too_many_is_no_departments(word: str, letter: str) -> None:
    known = load_lexicon()
    longer = word + letter * 3
    found = presume_kind(f"{longer}@firm.example", NOBODY, known)
    assert fold(longer) not in known.departments
    assert found.department is None


def test_a_desk_for_none_of_our_matters_is_not_a_general_one() -> None:
    assert presumed("hr@firm.de") == ("department", "other")
    assert presumed("人事部@firm.cn") == ("department", "other")
    assert presumed("marketing@firm.de") == ("department", "other")
    assert presumed("info@firm.de") == ("department", "general")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("info@xn--mller-kva.de", ("department", "general")),
        ("anna@xn--gmx-0na.de", ("company", "")),
        ("samir@shop.nobody.net.sa", ("unsure", "")),
        ("town@public.nobody.ha.cn", ("unsure", "")),
        ("anna@best-tempmail.example", ("disposable", "")),
        ("sales@disposable-gloves.example", ("department", "sales")),
        ("einkaufsabteilung.nord@firm.de", ("department", "purchasing")),
        ("购买科@firm.cn", ("company", "")),
        ("購買課@firm.jp", ("department", "purchasing")),
        ("exportsales@firm.com", ("department", "sales")),
        ("noreply-ebilling@firm.com", ("never-write", "")),
        ("noreplyorders@firm.com", ("never-write", "")),
    ],
)
def test_what_is_not_on_any_list_is_told_by_its_form(address: str, told: tuple[str, str]) -> None:
    assert presumed(address) == told


_NAMES = [
    "geraldo", "latanya", "lonny", "tully", "vergie", "sevket", "carina", "charity", "hasso", "tanya", "kojo",
    "esteri", "ambar", "halla", "meijie", "zhiliang", "suri", "mali", "ola", "kam", "maria", "marketa", "finnegan",
    "arturo", "techawat", "salesa", "logan", "seizo", "alim", "gouda", "exposito", "accardo", "officer", "salem",
    "buyukkaya", "ventura", "compton", "kalita", "servin", "marketos",
]  # fmt: skip


@pytest.mark.parametrize("name", _NAMES)
def test_no_persons_name_is_read_as_a_department(name: str) -> None:
    assert presumed(f"{name}@firm.example")[0] == "company"


def test_what_the_user_said_of_a_domain_wins_over_the_lists() -> None:
    known = load_lexicon()
    said = {"gmail.com": MailboxKind.COMPANY, "siemens.com": MailboxKind.PERSONAL}
    assert presume_kind("sales@gmail.com", NOBODY, known, said).kind is MailboxKind.DEPARTMENT
    assert presume_kind("sales@shop.siemens.com", NOBODY, known, said).kind is MailboxKind.PERSONAL
