"""Who receives what: objections, gaps and effects, chat that needs a mail, and what holds whatever is on file."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.mailboxes_on_file import (
    ACCOUNTS,
    ACCOUNTS_NEW,
    ANNA_CO,
    ANNA_NEW,
    ANNA_PRIVATE,
    BUYERS_NEW,
    KARL_CO,
    KINDS,
    NOBODY_MAIN,
    OWN,
    PARTY,
    PEOPLE,
    PURPOSES,
    TECH,
    TODAY,
    box,
    boxes,
    cells,
)
from tradedesk.domain.address import INSTANT_MESSAGING, Address, Channel, Standing
from tradedesk.domain.party import Contact
from tradedesk.domain.purpose import SHIPPED, Assignment, Purpose, PurposeCode, Role
from tradedesk.domain.routing import effect, gaps, is_official, needs_mail_after_chat, objections, route

OBJECTIONS: dict[str, tuple[str, str, str | None, Role | None, str]] = {
    "a contract to a private mailbox warns": ("contract", "to", ANNA_PRIVATE, None, "formal-to-personal/A2"),
    "a contract to a presumed mailbox warns": ("contract", "to", ANNA_NEW, None, "formal-to-presumed/A2"),
    "a contract to the confirmed mailbox is fine": ("contract", "to", ANNA_CO, None, ""),
    "a copy of a contract to a private mailbox is fine": ("contract", "cc", ANNA_PRIVATE, None, ""),
    "a hidden copy of a contract to a private mailbox is fine": ("contract", "bcc", ANNA_PRIVATE, None, ""),
    "a greeting to a private mailbox is fine": ("greeting", "to", ANNA_PRIVATE, None, ""),
    "a presumed department is to be checked first": ("inquiry", "to", BUYERS_NEW, None, "department-unchecked/B5"),
    "a presumed department on Cc is to be checked first": (
        "contract",
        "cc",
        BUYERS_NEW,
        None,
        "department-unchecked/B5",
    ),
    "a mailbox that bounced is objected to": (
        "progress",
        "to",
        "a@n.de company bounced Anna",
        None,
        "address-bounced/A7",
    ),
    "a retired mailbox is objected to": ("progress", "cc", "a@n.de company retired Anna", None, "address-retired/A7"),
    "a throw-away mailbox is objected to": (
        "progress",
        "to",
        "a@n.de disposable confirmed Anna",
        None,
        "address-not-for-mail/A7",
    ),
    "a mailbox nobody reads is objected to": (
        "progress",
        "bcc",
        "a@n.de never-write presumed Anna",
        None,
        "address-not-for-mail/A7",
    ),
    "an address of nobody known is objected to": ("progress", "to", None, None, "not-of-this-customer/A1"),
    "a mailbox marked never is objected to": ("progress", "to", ANNA_CO, Role.NEVER, "marked-never/A1"),
    "a mailbox assigned to Cc may be put on To": ("progress", "to", ANNA_CO, Role.CC, ""),
}


@pytest.mark.parametrize(("purpose", "role", "spec", "cell", "said"), OBJECTIONS.values(), ids=OBJECTIONS.keys())
def test_what_the_rules_object_to_by_hand(
    purpose: str, role: str, spec: str | None, cell: Role | None, said: str
) -> None:
    address = box(spec, 1) if spec else None
    found = objections(PURPOSES[purpose], role, address, "a@n.de", assigned=cell, today=TODAY)
    assert [f"{each.code}/{each.rule}" for each in found] == said.split()
    assert all(each.fact("address") for each in found)


def test_a_bounced_private_mailbox_is_objected_to_twice_for_a_contract() -> None:
    address = box("a@gmail.com personal bounced Anna", 1)
    found = objections(PURPOSES["contract"], "to", address, address.value, today=TODAY)
    assert [each.code for each in found] == ["address-bounced", "formal-to-personal"]


def test_the_matrix_says_where_each_purpose_would_go() -> None:
    addresses = boxes(ANNA_CO, TECH, KARL_CO)
    purposes = [PURPOSES[code] for code in ("contract", "technical", "notice")]
    assigned = cells(PURPOSES["contract"], addresses, {"karl@n.de": "to"})
    found = effect(purposes, PARTY, addresses, PEOPLE, assigned, today=TODAY)
    said = [each.said for each in found]
    assert [(each.code, each.fact("purpose"), each.fact("to"), each.fact("cc")) for each in said] == [
        ("would-go-to", "contract", "karl@n.de", ""),
        ("would-go-to-and-cc", "technical", "technik@n.de", "anna@n.de"),
        ("would-go-hidden", "notice", "anna@n.de, karl@n.de", ""),
    ]


def test_the_matrix_says_when_a_purpose_would_go_to_nobody() -> None:
    (found,) = effect([PURPOSES["invoice"]], PARTY, boxes(ANNA_PRIVATE), PEOPLE, (), today=TODAY)
    assert (found.said.code, found.said.rule) == ("would-go-to-nobody", "A1")


GAPS: dict[str, tuple[str, tuple[str, ...], dict[str, str], list[str]]] = {
    "a confirmed company mailbox and nothing assigned leaves no gap": ("contract", (ANNA_CO,), {}, []),
    "no mailbox at all is a gap": ("contract", (), {}, ["no-address"]),
    "no confirmed company mailbox is a gap": ("contract", (ANNA_NEW, ANNA_PRIVATE), {}, ["no-official-mailbox"]),
    "a purpose that goes to a bounced mailbox is a gap": (
        "progress",
        (ANNA_CO, "k@n.de company bounced Karl"),
        {"k@n.de": "to"},
        ["goes-to-dead-address"],
    ),
    "a copy to a retired mailbox is a gap": (
        "progress",
        (ANNA_CO, "k@n.de company retired Karl"),
        {"k@n.de": "cc"},
        ["goes-to-dead-address"],
    ),
    "a retired mailbox marked never is no gap": (
        "progress",
        (ANNA_CO, "k@n.de company retired Karl"),
        {"k@n.de": "never"},
        [],
    ),
    "a contract at a private mailbox is a conflict": (
        "contract",
        (ANNA_CO, ANNA_PRIVATE),
        {"anna@gmail.com": "to"},
        ["formal-to-personal"],
    ),
    "a contract at a presumed mailbox is a gap": (
        "contract",
        (KARL_CO, ANNA_NEW),
        {"anna@n.de": "to"},
        ["not-confirmed-for-formal"],
    ),
    "an invoice at presumed accounts is a gap and gets no promise of a copy": (
        "invoice",
        (ANNA_CO, ACCOUNTS_NEW),
        {"buchhaltung@n.de": "to"},
        ["not-confirmed-for-formal"],
    ),
    "an inquiry at presumed purchasing is a gap": (
        "inquiry",
        (ANNA_CO, BUYERS_NEW),
        {"einkauf@n.de": "to"},
        ["presumed-department-cc"],
    ),
    "two who receive the invoice are a conflict": (
        "invoice",
        (ANNA_CO, ACCOUNTS),
        {"anna@n.de": "to", "buchhaltung@n.de": "to"},
        ["two-receive-invoice"],
    ),
    "a second invoice mailbox that bounced is dead, not a second receiver": (
        "invoice",
        (ANNA_CO, "k@n.de company bounced Karl"),
        {"anna@n.de": "to", "k@n.de": "to"},
        ["goes-to-dead-address"],
    ),
    "the gravest gap stands first": (
        "inquiry",
        (BUYERS_NEW, "k@n.de company bounced Karl"),
        {"einkauf@n.de": "to", "k@n.de": "to"},
        ["no-official-mailbox", "goes-to-dead-address", "presumed-department-cc"],
    ),
}


@pytest.mark.parametrize(("purpose", "have", "assigned", "said"), GAPS.values(), ids=GAPS.keys())
def test_what_is_missing_in_who_receives_what(
    purpose: str, have: tuple[str, ...], assigned: dict[str, str], said: list[str]
) -> None:
    addresses = boxes(*have)
    matter = PURPOSES[purpose]
    found = gaps([matter], PARTY, addresses, PEOPLE, cells(matter, addresses, assigned), today=TODAY)
    assert [each.code for each in found] == said


@pytest.mark.parametrize("channel", sorted(Channel))
@pytest.mark.parametrize("purpose", sorted(PurposeCode))
def test_what_binds_and_was_said_by_chat_is_also_put_in_a_mail(purpose: PurposeCode, channel: Channel) -> None:
    binds = purpose in ("contract", "invoice", "inquiry", "complaint")
    reason = needs_mail_after_chat(purpose, channel)
    assert (reason is not None) == (binds and channel in INSTANT_MESSAGING)
    if reason is not None:
        assert (reason.rule, reason.fact("purpose"), reason.fact("channel")) == ("A9", purpose, channel)


SPECS = st.builds(
    lambda *words: " ".join(words),
    st.sampled_from(["a@n.de", "A@n.de", "b@n.de", "c@gmail.com", "d@n.de", OWN]),
    st.sampled_from(sorted(KINDS)),
    st.sampled_from(sorted(Standing)),
    st.sampled_from(["kind-checked", "kind-presumed"]),
    st.sampled_from(["", "", "", "foreign", "whatsapp"]),
    st.sampled_from(["", "", "", "until:2026-11-20", "until:2026-11-21", "from:2026-11-22", "from:2026-11-21"]),
    st.sampled_from(["", "", "", "backup:1", "backup:2", "backup:3", "backup:9"]),
    st.sampled_from(["Anna", "Karl", "Desk", "nobody"]),
)


@st.composite
def desks(draw: st.DrawFn) -> tuple[Purpose, tuple[Address, ...], tuple[Contact, ...], tuple[Assignment, ...]]:
    addresses = boxes(*draw(st.lists(SPECS, max_size=6)))
    purpose = draw(st.sampled_from(SHIPPED))
    numbers = st.sampled_from([each.id for each in addresses] or [99])
    matters = st.sampled_from([purpose.id, purpose.id, 42])
    some = st.lists(st.tuples(numbers, matters, st.sampled_from(sorted(Role))), max_size=6)
    assigned = tuple(
        Assignment(number, address, matter, Role(role)) for number, (address, matter, role) in enumerate(draw(some), 1)
    )
    return purpose, addresses, draw(st.sampled_from([PEOPLE, NOBODY_MAIN, ()])), assigned


Desk = tuple[Purpose, tuple[Address, ...], tuple[Contact, ...], tuple[Assignment, ...]]


@given(desks())
def test_whatever_is_on_file_nobody_unfit_receives_and_everybody_has_a_reason(desk: Desk) -> None:
    purpose, addresses, people, assigned = desk
    found = route(purpose, PARTY, addresses, people, assigned, own_address=OWN, today=TODAY)
    by_id = {each.id: each for each in addresses}
    never = {each.address_id for each in assigned if each.purpose_id == purpose.id and each.role is Role.NEVER}
    for each in found.recipients:
        assert each.reasons, "A1: every recipient carries its reason"
        assert all(reason.rule for reason in each.reasons)
        if each.address_id is None:
            assert (each.role, each.value, purpose.code) == ("to", OWN, PurposeCode.NOTICE)
            continue
        mailbox = by_id[each.address_id]
        assert mailbox.party_id == PARTY.id
        assert mailbox.channel is Channel.MAIL
        assert mailbox.reachable, "A7"
        assert (mailbox.valid_from or TODAY) <= TODAY <= (mailbox.valid_to or TODAY), "A7"
        assert mailbox.id not in never
        same = [one for one in addresses if one.party_id == 1 and one.value.casefold() == each.value.casefold()]
        assert not any(one.standing in (Standing.BOUNCED, Standing.RETIRED) for one in same if one.channel == "mail")
    values = [each.value.casefold() for each in found.recipients]
    assert len(values) == len(set(values)), "no address twice"
    assert found.recipients or found.notes, "A8: nobody is said aloud"


@given(desks())
def test_whatever_is_on_file_a_formal_matter_goes_to_confirmed_mailboxes_alone(desk: Desk) -> None:
    purpose, addresses, people, assigned = desk
    found = route(replace(purpose, formal=True), PARTY, addresses, people, assigned, own_address=OWN, today=TODAY)
    by_id = {each.id: each for each in addresses}
    chosen = {each.address_id for each in assigned if each.purpose_id == purpose.id and each.role is Role.TO}
    for each in found.recipients:
        if each.role != "to" or each.address_id is None:
            continue
        mailbox = by_id[each.address_id]
        if not is_official(mailbox):
            assert mailbox.id in chosen
            assert mailbox.kind_confirmed
            assert mailbox.standing is Standing.CONFIRMED
            assert "formal-to-personal" in [warning.code for warning in each.warnings], "A2: sending there warns"


@given(desks(), st.randoms(use_true_random=False))
def test_the_order_of_cells_and_addresses_on_file_decides_nothing(desk: Desk, random: Random) -> None:
    purpose, addresses, people, assigned = desk
    shuffled = list(assigned), list(addresses), list(people)
    for each in shuffled:
        random.shuffle(each)
    cells_, boxes_, people_ = shuffled
    first = route(purpose, PARTY, addresses, people, assigned, own_address=OWN, today=TODAY)
    assert route(purpose, PARTY, boxes_, people_, cells_, own_address=OWN, today=TODAY) == first


@given(desks())
def test_a_group_notice_shows_nobody_but_oneself(desk: Desk) -> None:
    _, addresses, people, assigned = desk
    found = route(PURPOSES["notice"], PARTY, addresses, people, assigned, own_address=OWN, today=TODAY)
    seen = [(each.role, each.value) for each in found.recipients if each.role != "bcc"]
    assert seen in ([], [("to", OWN)])
