"""Who receives what: the rules A1-A9 and B5, as situations at the desk."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.support.mailboxes_on_file import (
    ACCOUNTS,
    ACCOUNTS_NEW,
    ANNA_CO,
    ANNA_NEW,
    ANNA_PRIVATE,
    BUYERS,
    BUYERS_NEW,
    KARL_CO,
    NOBODY_MAIN,
    OWN,
    PARTY,
    PEOPLE,
    PURPOSES,
    STORE,
    TECH,
    TECH_NEW,
    TODAY,
    boxes,
    cells,
)
from tradedesk.domain.party import Contact
from tradedesk.domain.routing import Routing, route


@dataclass(frozen=True)
class Case:
    """A situation and what the rules say. ``to``, ``cc``, ``bcc`` are words, split at blanks."""

    purpose: str
    have: tuple[str, ...]
    to: str = ""
    cc: str = ""
    bcc: str = ""
    assigned: tuple[tuple[str, str], ...] = ()
    people: tuple[Contact, ...] = PEOPLE
    why: str = ""  # code/rule of the first recipient's reason
    notes: str = ""  # codes of the notes, in any order
    warned: str = ""  # codes of all recipients' warnings
    own: str = OWN


# fmt: off
SITUATIONS: dict[str, Case] = {
    "a contract goes to the mailbox assigned to contracts": Case(
        "contract", (ANNA_CO, KARL_CO), to="karl@n.de", assigned=(("karl@n.de", "to"),), why="assigned/A1"),
    "the other mailboxes of the customer are not selected along": Case(
        "progress", (ANNA_CO, KARL_CO, ANNA_PRIVATE, ACCOUNTS), to="anna@n.de"),
    "two assigned mailboxes both receive": Case(
        "progress", (ANNA_CO, KARL_CO), to="anna@n.de karl@n.de", assigned=(("karl@n.de", "to"), ("anna@n.de", "to")),
        why="assigned/A1"),
    "a mailbox assigned to Cc gets a copy": Case(
        "progress", (ANNA_CO, KARL_CO), to="anna@n.de", cc="karl@n.de",
        assigned=(("anna@n.de", "to"), ("karl@n.de", "cc"))),
    "only a Cc is assigned, so To falls back to another mailbox": Case(
        "progress", (ANNA_CO, KARL_CO), to="karl@n.de", cc="anna@n.de", assigned=(("anna@n.de", "cc"),)),
    "only a Cc is assigned and nobody else is there, so it receives as To": Case(
        "progress", (ANNA_CO,), to="anna@n.de", assigned=(("anna@n.de", "cc"),)),
    "the company's mailbox on Cc receives as To before a private one that nobody chose": Case(
        "shipping", (ANNA_CO, ANNA_PRIVATE), to="anna@n.de", assigned=(("anna@n.de", "cc"),),
        why="company-from-cc/A8"),
    "a greeting goes to the private mailbox though the company's is on Cc": Case(
        "greeting", (ANNA_CO, ANNA_PRIVATE), to="anna@gmail.com", cc="anna@n.de", assigned=(("anna@n.de", "cc"),),
        why="personal-for-daily/A3"),
    "a mailbox marked never does not receive that purpose": Case(
        "progress", (ANNA_CO, KARL_CO), to="karl@n.de", assigned=(("anna@n.de", "never"),)),
    "a department marked never is passed over for its own matters": Case(
        "shipping", (ANNA_CO, STORE), to="anna@n.de", assigned=(("lager@n.de", "never"),)),
    "a mailbox of another customer never receives": Case(
        "progress", (ANNA_CO, "eve@z.com company confirmed foreign Karl"), to="anna@n.de"),
    "a mailbox of another customer never receives even when assigned": Case(
        "progress", (ANNA_CO, "eve@z.com company confirmed foreign Karl"), to="anna@n.de",
        assigned=(("eve@z.com", "to"),)),
    "a WhatsApp number is no recipient of a mail": Case(
        "progress", (ANNA_CO, "+491701234567 whatsapp confirmed Anna"), to="anna@n.de",
        assigned=(("+491701234567", "to"),)),
    "a contract goes to the confirmed company mailbox": Case(
        "contract", (ANNA_CO, ANNA_PRIVATE), to="anna@n.de", why="fallback-company/A8"),
    "a contract never goes to a presumed company mailbox": Case(
        "contract", (ANNA_NEW,), notes="confirm-first"),
    "a contract never goes to a personal mailbox by itself": Case(
        "contract", (ANNA_PRIVATE,), notes="nobody-for-formal"),
    "an invoice never goes to a personal mailbox by itself": Case(
        "invoice", (ANNA_PRIVATE,), notes="nobody-for-formal"),
    "a complaint never goes to a personal mailbox by itself": Case(
        "complaint", (ANNA_PRIVATE,), notes="nobody-for-formal"),
    "a contract assigned to an unconfirmed personal mailbox goes to the company instead": Case(
        "contract", (ANNA_CO, "anna@qq.com personal presumed Anna"), to="anna@n.de",
        assigned=(("anna@qq.com", "to"),), notes="not-confirmed-for-formal"),
    "a personal mailbox the user assigned and confirmed receives the contract, with a warning": Case(
        "contract", (ANNA_PRIVATE,), to="anna@gmail.com", assigned=(("anna@gmail.com", "to"),), why="assigned/A1",
        warned="formal-to-personal"),
    "a personal mailbox that answered but whose kind nobody confirmed does not receive the contract": Case(
        "contract", ("anna@gmail.com personal confirmed kind-presumed Anna",), assigned=(("anna@gmail.com", "to"),),
        notes="not-confirmed-for-formal nobody-for-formal"),
    "a presumed company mailbox assigned to contracts must be confirmed first": Case(
        "contract", (ANNA_NEW,), assigned=(("anna@n.de", "to"),), notes="not-confirmed-for-formal confirm-first"),
    "a mailbox of unsure kind does not receive the contract even when assigned": Case(
        "contract", (ANNA_CO, "anna@telco.ae unsure confirmed Anna"), to="anna@n.de",
        assigned=(("anna@telco.ae", "to"),), notes="not-confirmed-for-formal"),
    "a personal mailbox may be on Cc of a contract when the user says so": Case(
        "contract", (ANNA_CO, ANNA_PRIVATE), to="anna@n.de", cc="anna@gmail.com",
        assigned=(("anna@n.de", "to"), ("anna@gmail.com", "cc"))),
    "the main contact's company mailbox is preferred for a contract": Case(
        "contract", (KARL_CO, ANNA_CO), to="anna@n.de", why="fallback-company/A8"),
    "another person's confirmed company mailbox receives the contract when the main contact's is not confirmed": Case(
        "contract", (KARL_CO, ANNA_NEW), to="karl@n.de", why="fallback-company/A8"),
    "the confirmed office mailbox receives a contract": Case(
        "contract", ("info@n.de general confirmed Desk", ANNA_PRIVATE), to="info@n.de", why="fallback-company/A8"),
    "a contract does not go to the stores, whose department is something else": Case(
        "contract", (STORE, ANNA_NEW), notes="confirm-first"),
    "a contract does not go to the accounts, though they are confirmed": Case(
        "contract", (ACCOUNTS, ANNA_CO), to="anna@n.de"),
    "a greeting may go to the main contact's personal mailbox": Case(
        "greeting", (ANNA_CO, ANNA_PRIVATE), to="anna@gmail.com", why="personal-for-daily/A3"),
    "a greeting goes to the company mailbox when there is no personal one": Case(
        "greeting", (ANNA_CO,), to="anna@n.de"),
    "a greeting does not go to another person's private mailbox": Case(
        "greeting", (ANNA_CO, "karl@gmx.de personal confirmed Karl"), to="anna@n.de"),
    "daily follow-up goes to the personal mailbox when it is all there is": Case(
        "progress", (ANNA_PRIVATE,), to="anna@gmail.com", why="fallback-main-contact/A8"),
    "a greeting goes where it is assigned, even with a personal mailbox at hand": Case(
        "greeting", (ANNA_CO, ANNA_PRIVATE), to="anna@n.de", assigned=(("anna@n.de", "to"),), why="assigned/A1"),
    "daily follow-up may be assigned to a personal mailbox without a warning": Case(
        "progress", (ANNA_CO, ANNA_PRIVATE), to="anna@gmail.com", assigned=(("anna@gmail.com", "to"),)),
    "a technical matter goes to the technical mailbox, the main contact's official one on Cc": Case(
        "technical", (ANNA_CO, TECH), to="technik@n.de", cc="anna@n.de", why="department/A4"),
    "a technical matter without a technical mailbox goes to the main contact, once": Case(
        "technical", (ANNA_CO, ANNA_PRIVATE), to="anna@n.de", why="fallback-company/A8"),
    "a technical matter assigned to an engineer keeps the main contact on Cc": Case(
        "technical", (ANNA_CO, KARL_CO), to="karl@n.de", cc="anna@n.de", assigned=(("karl@n.de", "to"),)),
    "a technical matter to the main contact's private mailbox keeps the official one on Cc": Case(
        "technical", (ANNA_CO, ANNA_PRIVATE), to="anna@gmail.com", cc="anna@n.de",
        assigned=(("anna@gmail.com", "to"),)),
    "a private mailbox is not put on record for a technical matter": Case(
        "technical", (TECH, ANNA_PRIVATE), to="technik@n.de", why="department/A4"),
    "the main contact who is already assigned to Cc gets one copy": Case(
        "technical", (ANNA_CO, TECH), to="technik@n.de", cc="anna@n.de", assigned=(("anna@n.de", "cc"),)),
    "a main contact marked never gets no copy of a technical matter": Case(
        "technical", (ANNA_CO, TECH), to="technik@n.de", assigned=(("anna@n.de", "never"),)),
    "a main contact whose mailbox bounced gets no copy": Case(
        "technical", (TECH, "anna@n.de company bounced Anna"), to="technik@n.de", notes="left-out-bounced"),
    "a presumed technical mailbox is written to with the main contact on Cc and a warning": Case(
        "technical", (ANNA_CO, TECH_NEW), to="technik@n.de", cc="anna@n.de", warned="department-unchecked"),
    "an invoice goes to the confirmed accounts department": Case(
        "invoice", (ANNA_CO, ACCOUNTS), to="buchhaltung@n.de", why="department/A5"),
    "an inquiry goes to the confirmed purchasing department": Case(
        "inquiry", (ANNA_CO, BUYERS), to="einkauf@n.de", why="department/A5"),
    "order progress goes to the confirmed purchasing department": Case(
        "progress", (ANNA_CO, BUYERS), to="einkauf@n.de"),
    "shipping documents go to the confirmed logistics department": Case(
        "shipping", (ANNA_CO, STORE), to="lager@n.de", why="department/A5"),
    "a complaint goes to the confirmed quality department": Case(
        "complaint", (ANNA_CO, "qs@n.de quality confirmed Desk"), to="qs@n.de", why="department/A5"),
    "a contract goes to the confirmed purchasing department": Case(
        "contract", (ANNA_CO, BUYERS), to="einkauf@n.de", why="department/A5"),
    "a contract goes to legal when purchasing has no mailbox": Case(
        "contract", (ANNA_CO, "recht@n.de legal confirmed Desk"), to="recht@n.de", why="department/A5"),
    "a presumed purchasing department has the main contact on Cc and is to be checked first": Case(
        "inquiry", (ANNA_CO, BUYERS_NEW), to="einkauf@n.de", cc="anna@n.de", why="department/A5",
        warned="department-unchecked"),
    "a presumed purchasing department has the main contact on Cc even at a private mailbox": Case(
        "inquiry", (ANNA_PRIVATE, BUYERS_NEW), to="einkauf@n.de", cc="anna@gmail.com", warned="department-unchecked"),
    "an assigned but presumed department has the main contact on Cc": Case(
        "inquiry", (ANNA_CO, BUYERS_NEW), to="einkauf@n.de", cc="anna@n.de", assigned=(("einkauf@n.de", "to"),),
        why="assigned/A1", warned="department-unchecked"),
    "an assigned Cc of a presumed department is to be checked first too": Case(
        "progress", (ANNA_CO, ACCOUNTS_NEW), to="anna@n.de", cc="buchhaltung@n.de",
        assigned=(("anna@n.de", "to"), ("buchhaltung@n.de", "cc")), warned="department-unchecked"),
    "a presumed accounts department gets no invoice, which the company mailbox receives": Case(
        "invoice", (ANNA_CO, ACCOUNTS_NEW), to="anna@n.de", notes="department-unchecked"),
    "a confirmed department is preferred to a presumed one of the same kind": Case(
        "inquiry", (ANNA_CO, "rfq@n.de purchasing presumed Desk", BUYERS), to="einkauf@n.de"),
    "a presumed department and nobody to copy is written to with the warning": Case(
        "inquiry", (BUYERS_NEW,), to="einkauf@n.de", warned="department-unchecked"),
    "an accounts department does not receive an inquiry": Case(
        "inquiry", (ACCOUNTS, ANNA_CO), to="anna@n.de"),
    "a group notice goes to oneself, everybody else hidden": Case(
        "notice", (ANNA_CO, KARL_CO), to=OWN, bcc="anna@n.de karl@n.de", why="group-oneself/A6"),
    "a group notice reaches a person once, at the official mailbox": Case(
        "notice", (ANNA_CO, ANNA_PRIVATE), to=OWN, bcc="anna@n.de"),
    "a group notice leaves out who bounced, is retired, or is marked never": Case(
        "notice", (ANNA_CO, "karl@n.de company retired Karl", "x@n.de company bounced", "y@n.de company confirmed"),
        to=OWN, bcc="anna@n.de", assigned=(("y@n.de", "never"),)),
    "a group notice goes to those assigned alone": Case(
        "notice", (ANNA_CO, KARL_CO), to=OWN, bcc="karl@n.de", assigned=(("karl@n.de", "to"),)),
    "an assigned Cc of a group notice is hidden as well": Case(
        "notice", (ANNA_CO, KARL_CO), to=OWN, bcc="anna@n.de karl@n.de",
        assigned=(("karl@n.de", "cc"), ("anna@n.de", "to"))),
    "a group notice without one's own address has no To and says so": Case(
        "notice", (ANNA_CO,), bcc="anna@n.de", notes="own-address-missing", own=""),
    "a group notice with nobody to reach says so": Case(
        "notice", ("karl@n.de company retired Karl",), notes="no-address"),
    "one's own address is not hidden beside itself": Case(
        "notice", (ANNA_CO, "ME@trader.cn company confirmed Karl"), to=OWN, bcc="anna@n.de"),
    "an assigned mailbox that bounced is left out and the other one named": Case(
        "progress", ("anna@n.de company bounced Anna", KARL_CO), to="karl@n.de", assigned=(("anna@n.de", "to"),),
        notes="left-out-bounced"),
    "an assigned mailbox that is retired is left out and the other one named": Case(
        "contract", (ANNA_CO, "karl@n.de company retired Karl"), to="anna@n.de", assigned=(("karl@n.de", "to"),),
        notes="left-out-retired"),
    "a bounced mailbox with nobody to use instead says that too": Case(
        "progress", ("anna@n.de company bounced Anna",), assigned=(("anna@n.de", "to"),),
        notes="left-out-bounced-alone no-address"),
    "a private mailbox is not named instead of a bounced one for a contract": Case(
        "contract", ("anna@n.de company bounced Anna", ANNA_PRIVATE), assigned=(("anna@n.de", "to"),),
        notes="left-out-bounced-alone nobody-for-formal"),
    "a department that bounced is named, and who receives instead": Case(
        "invoice", (ANNA_CO, "buchhaltung@n.de accounting bounced Desk"), to="anna@n.de", notes="left-out-bounced"),
    "an old mailbox nobody assigned is history and no news": Case(
        "progress", (ANNA_CO, "karl@n.de company retired Karl"), to="anna@n.de"),
    "a mailbox nobody reads never receives": Case(
        "progress", (ANNA_CO, "noreply@n.de never-write confirmed Anna"), to="anna@n.de"),
    "a throw-away mailbox never receives even when assigned": Case(
        "greeting", (ANNA_CO, "x@mailinator.com disposable confirmed Anna"), to="anna@n.de",
        assigned=(("x@mailinator.com", "to"),), notes="left-out-unfit"),
    "a mailbox that bounced under one name does not receive under another": Case(
        "progress", ("office@n.de company bounced Karl", "OFFICE@n.de company presumed Anna"),
        assigned=(("office@n.de", "to"),), notes="left-out-bounced-alone no-address"),
    "nothing assigned falls back to the confirmed company mailbox": Case(
        "inquiry", (ANNA_CO, KARL_CO), to="anna@n.de", why="fallback-company/A8"),
    "nothing confirmed falls back to the main contact's best mailbox": Case(
        "inquiry", (ANNA_NEW, ANNA_PRIVATE, "karl@n.de company presumed Karl"), to="anna@n.de",
        why="fallback-main-contact/A8"),
    "the main contact's private mailbox comes before a stranger's presumed one": Case(
        "inquiry", ("karl@n.de company presumed Karl", ANNA_PRIVATE), to="anna@gmail.com",
        why="fallback-main-contact/A8"),
    "several people, none of them the main contact: nobody is guessed": Case(
        "inquiry", (ANNA_NEW, "karl@n.de company presumed Karl"), people=NOBODY_MAIN, notes="no-main-contact"),
    "the only person there counts as the main contact": Case(
        "inquiry", (ANNA_NEW,), to="anna@n.de", people=NOBODY_MAIN, why="fallback-main-contact/A8"),
    "the only mailbox there is, of no person, is used": Case(
        "inquiry", ("info@n.de general presumed",), to="info@n.de", people=(), why="fallback-main-contact/A8",
        warned="department-unchecked"),
    "a main contact without a mailbox and a colleague with one: nobody is guessed": Case(
        "inquiry", ("karl@n.de company presumed Karl", "k2@n.de company presumed"), notes="no-main-contact"),
    "no mailbox at all means nobody, and it is said": Case(
        "inquiry", (), notes="no-address"),
    "no mailbox at all for a contract means nobody, and it is said": Case(
        "contract", (), notes="nobody-for-formal"),
    "only a telephone means nobody, and it is said": Case(
        "inquiry", ("+4930123456 phone confirmed Anna",), notes="no-address"),
}
# fmt: on


def routing_of(case: Case) -> Routing:
    addresses = boxes(*case.have)
    purpose = PURPOSES[case.purpose]
    return route(
        purpose,
        PARTY,
        addresses,
        case.people,
        cells(purpose, addresses, dict(case.assigned)),
        own_address=case.own,
        today=TODAY,
    )


def of_role(routing: Routing, role: str) -> list[str]:
    return sorted(each.value for each in routing.recipients if each.role == role)


@pytest.mark.parametrize("case", SITUATIONS.values(), ids=SITUATIONS.keys())
def test_who_receives_what(case: Case) -> None:
    found = routing_of(case)
    assert of_role(found, "to") == sorted(case.to.split())
    assert of_role(found, "cc") == sorted(case.cc.split())
    assert of_role(found, "bcc") == sorted(case.bcc.split())
    assert sorted(each.code for each in found.notes) == sorted(case.notes.split())
    assert sorted(each.code for one in found.recipients for each in one.warnings) == sorted(case.warned.split())
    if case.why:
        first = found.recipients[0].reasons[0]
        assert f"{first.code}/{first.rule}" == case.why


def test_sixty_situations_at_least_are_proved() -> None:
    assert len(SITUATIONS) >= 60


def test_a_bounced_mailbox_names_who_really_receives_instead() -> None:
    case = SITUATIONS["an assigned mailbox that bounced is left out and the other one named"]
    note = routing_of(case).notes[0]
    assert (note.rule, note.fact("address"), note.fact("instead")) == ("A7", "anna@n.de", "karl@n.de")


def test_nobody_guessed_names_a_mailbox_that_could_be_assigned() -> None:
    case = SITUATIONS["several people, none of them the main contact: nobody is guessed"]
    note = routing_of(case).notes[0]
    assert (note.rule, note.fact("address")) == ("A8", "anna@n.de")


def test_a_formal_matter_without_an_official_mailbox_names_the_one_to_confirm() -> None:
    note = routing_of(SITUATIONS["a contract never goes to a presumed company mailbox"]).notes[0]
    assert (note.rule, note.fact("address")) == ("A2", "anna@n.de")


def test_the_recipient_is_called_by_name_and_a_desk_is_not() -> None:
    found = routing_of(
        SITUATIONS["a technical matter goes to the technical mailbox, the main contact's official one on Cc"]
    )
    assert [each.name for each in found.recipients] == ["", "Anna Berg"]


def test_the_copy_for_the_record_names_its_rule() -> None:
    found = routing_of(
        SITUATIONS["a technical matter goes to the technical mailbox, the main contact's official one on Cc"]
    )
    assert [(each.code, each.rule) for each in found.recipients[1].reasons] == [("main-contact-record", "A4")]
    found = routing_of(
        SITUATIONS["a presumed purchasing department has the main contact on Cc and is to be checked first"]
    )
    assert [(each.code, each.rule) for each in found.recipients[1].reasons] == [("main-contact-unconfirmed", "A5")]
