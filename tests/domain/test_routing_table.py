"""The rules A1-A9 and B5 as a table of situations: who is on file, what is written about, and who receives it why.

A row reads: the situation in words; the purpose; the mailboxes on file; the cells of "who receives what"; then the
recipients with the code and rule of their first reason, and the notes and warnings that must be said. "Anna" is the
main contact.
"""

from __future__ import annotations

import pytest

from tests.support.mailboxes_on_file import NOBODY_MAIN, OWN, PARTY, PEOPLE, PURPOSES, TODAY, boxes, cells
from tradedesk.domain.address import Channel
from tradedesk.domain.routing import needs_mail_after_chat, route

ANNA = "anna@n.de company confirmed Anna"
ANNA_PRESUMED = "anna@n.de company presumed Anna"
ANNA_PRIVATE = "anna@gmail.com personal confirmed Anna"
ANNA_PRIVATE_PRESUMED = "anna@gmail.com personal presumed Anna"
KARL = "karl@n.de company confirmed Karl"
KARL_PRESUMED = "karl@n.de company presumed Karl"
KARL_PRIVATE = "karl@gmail.com personal presumed Karl"
FINANCE = "accounting@n.de accounting confirmed Desk"
FINANCE_PRESUMED = "accounting@n.de accounting presumed Desk"
BUYING = "purchase@n.de purchasing confirmed Desk"
BUYING_PRESUMED = "purchase@n.de purchasing presumed Desk"
TECHNICAL = "technik@n.de technical confirmed Desk"
TECHNICAL_PRESUMED = "technik@n.de technical presumed Desk"
LOGISTICS = "lager@n.de logistics confirmed Desk"
QUALITY = "qc@n.de quality confirmed Desk"
LEGAL = "legal@n.de legal confirmed Desk"
INFO = "info@n.de general confirmed Desk"


# fmt: off
TABLE: tuple[tuple[str, str, str, str, str, str], ...] = (
    # -- A1: recipients follow from the purpose, never "select all" ---------------------------------------------------
    ("A1 the mailbox that is set for the purpose gets it",
     "progress", f"{ANNA}; {KARL}", "karl@n.de to", "To karl@n.de assigned/A1", ""),
    ("A1 two that are set both get it",
     "progress", f"{ANNA}; {KARL}", "anna@n.de to; karl@n.de to",
     "To anna@n.de assigned/A1; To karl@n.de assigned/A1", ""),
    ("A1 what is set to Cc is copied, and nobody else",
     "progress", f"{ANNA}; {KARL}; {FINANCE}", "anna@n.de to; karl@n.de cc",
     "To anna@n.de assigned/A1; Cc karl@n.de assigned/A1", ""),
    ("A1 five mailboxes on file do not make five recipients",
     "progress", f"{ANNA}; {KARL}; {FINANCE}; {QUALITY}; {ANNA_PRIVATE}", "", "To anna@n.de fallback-company/A8", ""),
    ("A1 a cell of another purpose says nothing about this one",
     "progress@contract", f"{ANNA}; {KARL}", "karl@n.de to", "To anna@n.de fallback-company/A8", ""),
    ("A1 never means never, though no other mailbox is on file",
     "progress", ANNA, "anna@n.de never", "", "no-address/A8"),
    ("A1 never takes one out, and the next step is taken",
     "progress", f"{ANNA}; {KARL}", "anna@n.de never", "To karl@n.de fallback-company/A8", ""),
    ("A1 a department that is set to never is not chosen for its department",
     "invoice", f"{ANNA}; {FINANCE}", "accounting@n.de never", "To anna@n.de fallback-company/A8", ""),
    ("A1 somebody set to To is not there a second time on Cc",
     "technical", f"{ANNA}; {TECHNICAL}", "anna@n.de to", "To anna@n.de assigned/A1", ""),
    # -- A2: what binds goes to the confirmed company mailbox ---------------------------------------------------------
    ("A2 a contract goes to the confirmed company mailbox",
     "contract", f"{ANNA}; {ANNA_PRIVATE}", "", "To anna@n.de fallback-company/A8", ""),
    ("A2 a contract does not go to a personal mailbox, though it is all there is",
     "contract", ANNA_PRIVATE, "", "", "nobody-for-formal/A2"),
    ("A2 a contract does not go to a company mailbox that is only presumed; it is to be confirmed first",
     "contract", ANNA_PRESUMED, "", "", "confirm-first/A2"),
    ("A2 a presumed company mailbox that is set to To must be confirmed first",
     "contract", ANNA_PRESUMED, "anna@n.de to", "", "not-confirmed-for-formal/A2"),
    ("A2 a presumed mailbox that is set to To makes way for the confirmed one, and that is said",
     "contract", f"{ANNA}; {KARL_PRESUMED}", "karl@n.de to", "To anna@n.de fallback-company/A8",
     "not-confirmed-for-formal/A2"),
    ("A2 a confirmed personal mailbox set to To for contracts is the customer's official one, and it warns",
     "contract", f"{ANNA}; {ANNA_PRIVATE}", "anna@gmail.com to",
     "To anna@gmail.com assigned/A1", "formal-to-personal/A2"),
    ("A2 a personal mailbox set to To for contracts, but never confirmed, gets nothing",
     "contract", f"{ANNA}; {ANNA_PRIVATE_PRESUMED}", "anna@gmail.com to", "To anna@n.de fallback-company/A8",
     "not-confirmed-for-formal/A2"),
    ("A2 an invoice never goes To a personal mailbox",
     "invoice", ANNA_PRIVATE, "", "", "nobody-for-formal/A2"),
    ("A2 a claim never goes To a personal mailbox",
     "complaint", f"{ANNA_PRIVATE}; {KARL}", "", "To karl@n.de fallback-company/A8", ""),
    ("A2 a mailbox of unsure kind takes no contract before it is confirmed as the company's",
     "contract", "n.trading@isp.net unsure presumed Anna", "", "", "confirm-first/A2"),
    ("A2 a personal mailbox may be copied on a contract where the user says so",
     "contract", f"{ANNA}; {ANNA_PRIVATE}", "anna@n.de to; anna@gmail.com cc",
     "To anna@n.de assigned/A1; Cc anna@gmail.com assigned/A1", ""),
    ("A2 the one confirmed company mailbox gets the contract as To, though it is set to Cc: nobody else may",
     "contract", ANNA, "anna@n.de cc", "To anna@n.de company-from-cc/A2", ""),
    ("A2 an official mailbox on Cc is raised before anything goes to a private one",
     "contract", f"{ANNA}; {KARL_PRIVATE}", "anna@n.de cc; karl@gmail.com to", "To anna@n.de company-from-cc/A2",
     "not-confirmed-for-formal/A2"),
    ("A2 legal desks are there for contracts",
     "contract", f"{KARL}; {LEGAL}", "", "To legal@n.de department/A5", ""),
    # -- A3: daily matters may go to the private or most used mailbox --------------------------------------------------
    ("A3 a greeting goes to the personal mailbox of the main contact",
     "greeting", f"{ANNA}; {ANNA_PRIVATE}", "", "To anna@gmail.com personal-for-daily/A3", ""),
    ("A3 a greeting goes to the company mailbox where there is no personal one",
     "greeting", ANNA, "", "To anna@n.de fallback-company/A8", ""),
    ("A3 a greeting goes where the user says",
     "greeting", f"{ANNA}; {ANNA_PRIVATE}", "anna@n.de to", "To anna@n.de assigned/A1", ""),
    ("A3 news of an order may go to a personal mailbox where the user says so",
     "progress", f"{ANNA}; {ANNA_PRIVATE}", "anna@gmail.com to", "To anna@gmail.com assigned/A1", ""),
    ("A3 news of an order goes to the main contact's personal mailbox where no company mailbox is on file",
     "progress", ANNA_PRIVATE, "", "To anna@gmail.com fallback-main-contact/A8", ""),
    ("A3 a greeting does not go to another person's personal mailbox before the main contact's",
     "greeting", f"{KARL_PRIVATE}; {ANNA_PRIVATE}", "", "To anna@gmail.com personal-for-daily/A3", ""),
    # -- A4: technical matters -----------------------------------------------------------------------------------------
    ("A4 technical matters go to the technical desk, the main contact on Cc for the record",
     "technical", f"{ANNA}; {TECHNICAL}", "", "To technik@n.de department/A4; Cc anna@n.de main-contact-record/A4", ""),
    ("A4 the copy for the record goes to the official mailbox, not to the private one",
     "technical", f"{ANNA_PRIVATE}; {ANNA}; {TECHNICAL}", "",
     "To technik@n.de department/A4; Cc anna@n.de main-contact-record/A4", ""),
    ("A4 without a technical desk it goes to the company mailbox",
     "technical", f"{ANNA}; {BUYING}", "", "To anna@n.de fallback-company/A8", ""),
    ("A4 a technical mailbox that the user set gets it, the main contact on Cc",
     "technical", f"{ANNA}; {KARL}", "karl@n.de to",
     "To karl@n.de assigned/A1; Cc anna@n.de main-contact-record/A4", ""),
    ("A4 the main contact that is never to get technical matters is not on Cc",
     "technical", f"{ANNA}; {TECHNICAL}", "anna@n.de never", "To technik@n.de department/A4", ""),
    ("A4 a copy that was set is the record: nobody is added to it",
     "technical", f"{ANNA}; {TECHNICAL}", "technik@n.de to; anna@n.de cc",
     "To technik@n.de assigned/A1; Cc anna@n.de assigned/A1", ""),
    # -- A5, B5: departments -----------------------------------------------------------------------------------------
    ("A5 a payment notice goes to the confirmed finance desk",
     "invoice", f"{ANNA}; {FINANCE}", "", "To accounting@n.de department/A5", ""),
    ("A5 a quotation goes to the confirmed purchasing desk",
     "inquiry", f"{ANNA}; {BUYING}", "", "To purchase@n.de department/A5", ""),
    ("A5 shipping papers go to the logistics desk",
     "shipping", f"{ANNA}; {LOGISTICS}", "", "To lager@n.de department/A5", ""),
    ("A5 a complaint goes to the quality desk",
     "complaint", f"{ANNA}; {QUALITY}", "", "To qc@n.de department/A5", ""),
    ("A5 a presumed purchasing desk gets the quotation, the main contact on Cc, and it is to be checked first",
     "inquiry", f"{ANNA}; {BUYING_PRESUMED}", "",
     "To purchase@n.de department/A5; Cc anna@n.de main-contact-unconfirmed/A5", "department-unchecked/B5"),
    ("A5 a presumed technical desk: one copy to the main contact serves both rules",
     "technical", f"{ANNA}; {TECHNICAL_PRESUMED}", "",
     "To technik@n.de department/A4; Cc anna@n.de", "department-unchecked/B5"),
    ("A2 before A5: an invoice does not go to a finance desk that is only presumed beside a confirmed company mailbox",
     "invoice", f"{ANNA}; {FINANCE_PRESUMED}", "", "To anna@n.de fallback-company/A8", "department-unchecked/B5"),
    ("A2 before A5: with nothing but a presumed finance desk, that one is to be confirmed first",
     "invoice", FINANCE_PRESUMED, "", "", "confirm-first/A2"),
    ("A5 a desk for another department gets nothing",
     "inquiry", f"{ANNA}; {FINANCE}", "", "To anna@n.de fallback-company/A8", ""),
    ("A5 a contract does not fall back to the finance desk, though that is confirmed",
     "contract", FINANCE, "", "", "nobody-for-formal/A2"),
    ("A5 the general mailbox speaks for the company",
     "contract", f"{INFO}; {FINANCE}", "", "To info@n.de fallback-company/A8", ""),
    ("A5 a presumed desk whose main contact has no mailbox has nobody on Cc, and is still to be checked",
     "inquiry", BUYING_PRESUMED, "", "To purchase@n.de department/A5", "department-unchecked/B5"),
    ("A5 the desk that a user put on Cc is not moved to To by its department",
     "inquiry", f"{ANNA}; {BUYING}", "purchase@n.de cc",
     "To anna@n.de fallback-company/A8; Cc purchase@n.de assigned/A1", ""),
    ("A5 a presumed desk that the user set to To: the main contact is still copied",
     "inquiry", f"{ANNA}; {BUYING_PRESUMED}", "purchase@n.de to",
     "To purchase@n.de assigned/A1; Cc anna@n.de main-contact-unconfirmed/A5", "department-unchecked/B5"),
    # -- A6: group notices -------------------------------------------------------------------------------------------
    ("A6 a notice to several people: all hidden, To oneself",
     "notice", f"{ANNA}; {KARL}", "anna@n.de to; karl@n.de to",
     f"To {OWN} group-oneself/A6; Bcc anna@n.de group-hidden/A6; Bcc karl@n.de group-hidden/A6", ""),
    ("A6 whoever is set to Cc of notices is hidden like the others",
     "notice", f"{ANNA}; {KARL}", "anna@n.de to; karl@n.de cc",
     f"To {OWN} group-oneself/A6; Bcc anna@n.de group-hidden/A6; Bcc karl@n.de group-hidden/A6", ""),
    ("A6 a notice to a customer without any cell goes to the company mailbox, hidden",
     "notice", f"{ANNA}; {ANNA_PRIVATE}", "", f"To {OWN} group-oneself/A6; Bcc anna@n.de group-hidden/A6", ""),
    ("A6 a notice without cells is for people; the finance desk has its own matters",
     "notice", f"{ANNA}; {KARL}; {FINANCE}", "",
     f"To {OWN} group-oneself/A6; Bcc anna@n.de group-hidden/A6; Bcc karl@n.de group-hidden/A6", ""),
    ("A6 never holds for notices too",
     "notice", f"{ANNA}; {KARL}", "karl@n.de never", f"To {OWN} group-oneself/A6; Bcc anna@n.de group-hidden/A6", ""),
    ("A6 a notice that nobody can receive is not written to oneself alone",
     "notice", "anna@n.de company bounced Anna", "", "", "left-out-bounced-alone/A7"),
    # -- A7: bounced, retired, out of its days -----------------------------------------------------------------------
    ("A7 a bounced mailbox receives nothing, and who is used instead is said",
     "progress", f"anna@n.de company bounced Anna; {KARL}", "anna@n.de to", "To karl@n.de fallback-company/A8",
     "left-out-bounced/A7"),
    ("A7 a retired mailbox receives nothing, and who is used instead is said",
     "progress", f"anna@n.de company retired Anna; {KARL}", "anna@n.de to", "To karl@n.de fallback-company/A8",
     "left-out-retired/A7"),
    ("A7 a bounced mailbox with nobody instead: nobody, and that is said",
     "contract", "anna@n.de company bounced Anna", "anna@n.de to", "", "left-out-bounced-alone/A7"),
    ("A7 a bounced mailbox on Cc is left out too",
     "progress", f"{ANNA}; karl@n.de company bounced Karl", "anna@n.de to; karl@n.de cc", "To anna@n.de assigned/A1",
     "left-out-bounced/A7"),
    ("A7 a bounced desk makes way for the company mailbox",
     "invoice", f"{ANNA}; accounting@n.de accounting bounced Desk", "", "To anna@n.de fallback-company/A8",
     "left-out-bounced/A7"),
    ("A7 a throw-away mailbox receives nothing",
     "progress", f"{ANNA}; x@mailinator.com disposable confirmed Karl", "x@mailinator.com to",
     "To anna@n.de fallback-company/A8",
     "left-out-unfit/A7"),
    ("A7 nobody reads noreply@: it receives nothing",
     "progress", f"{ANNA}; noreply@n.de never-write confirmed", "noreply@n.de to", "To anna@n.de fallback-company/A8",
     "left-out-unfit/A7"),
    ("A7 a mailbox whose days are over is left out",
     "progress", f"{ANNA}; karl@n.de company confirmed until:2026-11-20 Karl", "karl@n.de to",
     "To anna@n.de fallback-company/A8", "left-out-past/A7"),
    ("A7 a mailbox whose days have not begun is left out",
     "progress", f"{ANNA}; karl@n.de company confirmed from:2026-11-22 Karl", "karl@n.de to",
     "To anna@n.de fallback-company/A8", "left-out-early/A7"),
    ("A7 on its last day a mailbox still receives",
     "progress", f"{ANNA}; karl@n.de company confirmed until:2026-11-21 Karl", "karl@n.de to",
     "To karl@n.de assigned/A1", ""),
    ("A7 the backup of a bounced mailbox takes its place",
     "contract", f"anna@n.de company bounced Anna; {KARL} ; b@n.de company confirmed backup:1 Anna", "anna@n.de to",
     "To b@n.de backup-takes-over/A7", "left-out-bounced/A7"),
    ("A7 a backup that is not confirmed does not take a contract",
     "contract", f"anna@n.de company bounced Anna; {KARL} ; b@n.de company presumed backup:1 Anna", "anna@n.de to",
     "To karl@n.de fallback-company/A8", "left-out-bounced/A7 backup-not-confirmed/A2"),
    # -- A8: the steps, and nothing is guessed -----------------------------------------------------------------------
    ("A8 first step: the confirmed company mailbox, though the main contact has a private one",
     "progress", f"{ANNA_PRIVATE}; {KARL}", "", "To karl@n.de fallback-company/A8", ""),
    ("A8 second step: the main contact's best mailbox where no company mailbox is confirmed",
     "progress", f"{ANNA_PRESUMED}; {ANNA_PRIVATE_PRESUMED}", "", "To anna@n.de fallback-main-contact/A8", ""),
    ("A8 the company mailbox of the main contact comes before another person's",
     "progress", f"{KARL}; {ANNA}", "", "To anna@n.de fallback-company/A8", ""),
    ("A8 third step: nobody, where no main contact is marked and nothing is confirmed",
     "progress", f"{KARL_PRESUMED}; {KARL_PRIVATE}", "", "", "no-main-contact/A8"),
    ("A8 nobody at all on file: nobody, and it is said",
     "progress", "", "", "", "no-address/A8"),
    ("A8 a telephone number receives no mail",
     "progress", "+4912345 phone confirmed Anna", "", "", "no-address/A8"),
    ("A8 a chat account receives no mail",
     "contract", "anna-w whatsapp confirmed Anna", "", "", "nobody-for-formal/A2"),
    ("A8 the copy that was set stays where To falls back",
     "progress", f"{ANNA}; {KARL}", "karl@n.de cc", "To anna@n.de fallback-company/A8; Cc karl@n.de assigned/A1", ""),
    ("A8 a confirmed company mailbox on Cc becomes To before a private one does: it is the first step",
     "progress", f"{KARL}; {ANNA_PRIVATE}", "karl@n.de cc", "To karl@n.de company-from-cc/A8", ""),
    ("A8 a confirmed company mailbox stays on Cc beside the main contact's own, and the reason does not deny it",
     "progress", f"{KARL}; {ANNA_PRESUMED}", "karl@n.de cc",
     "To anna@n.de company-on-cc/A8; Cc karl@n.de assigned/A1", ""),
    ("A8 the only mailbox is set to Cc: it is To, since a mail to nobody with a copy reaches nobody",
     "progress", ANNA, "anna@n.de cc", "To anna@n.de company-from-cc/A8", ""),
    ("A8 somebody else's address on file is never taken",
     "progress", "anna@other.de company confirmed foreign Anna", "", "", "no-address/A8"),
)
# fmt: on


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_the_table_of_situations(row):
    _, purpose, mailboxes, assigned, expected, said = row
    about, _, other = purpose.partition("@")
    on_file = boxes(*(spec.strip() for spec in mailboxes.split(";") if spec.strip()))
    cell_pairs = dict(tuple(pair.split()) for pair in assigned.split(";") if pair.strip())
    filled = cells(PURPOSES[other or about], on_file, cell_pairs)
    found = route(PURPOSES[about], PARTY, on_file, PEOPLE, filled, own_address=OWN, today=TODAY)
    assert all(each.reasons for each in found.recipients), "every recipient says why it is there (A1)"
    assert _as_written(found.recipients, expected) == expected
    warned = [reason for each in found.recipients for reason in each.warnings]
    told = sorted(f"{each.code}/{each.rule}" for each in (*found.notes, *warned))
    assert set(said.split()) <= set(told), told
    assert bool(told) == bool(said), f"said without need: {told}"


def _as_written(recipients, expected):
    """The recipients as a row of the table writes them; a reason only where the row names one."""
    wanted = [part.strip() for part in expected.split(";")]
    found = []
    for place, each in enumerate(recipients):
        line = f"{each.role.capitalize()} {each.value}"
        bare = place < len(wanted) and wanted[place] == line
        found.append(line if bare else f"{line} {each.reasons[0].code}/{each.reasons[0].rule}")
    return "; ".join(found)


def test_whoever_is_hidden_is_told_why_it_is_this_mailbox():
    on_file = boxes(ANNA, KARL)
    chosen = cells(PURPOSES["notice"], on_file, {"karl@n.de": "cc"})
    for filled, why in ((chosen, "assigned"), ((), "one-mailbox-each")):
        found = route(PURPOSES["notice"], PARTY, on_file, PEOPLE, filled, own_address=OWN, today=TODAY)
        hidden = [each for each in found.recipients if each.role == "bcc"]
        assert hidden
        assert all([one.code for one in each.reasons] == ["group-hidden", why] for each in hidden)


@pytest.mark.parametrize("purpose", ["progress", "greeting"])
def test_without_a_main_contact_nobody_is_guessed_among_presumed_mailboxes(purpose):
    on_file = boxes(ANNA_PRESUMED, KARL_PRESUMED)
    found = route(PURPOSES[purpose], PARTY, on_file, NOBODY_MAIN, (), own_address=OWN, today=TODAY)
    assert (found.recipients, [each.code for each in found.notes]) == ((), ["no-main-contact"])


@pytest.mark.parametrize(
    ("purpose", "needs_mail"),
    [("contract", True), ("inquiry", True), ("invoice", True), ("complaint", True), ("greeting", False),
     ("progress", False)],
)  # fmt: skip
def test_what_binds_and_went_by_chat_also_goes_by_mail(purpose, needs_mail):
    found = needs_mail_after_chat(purpose, Channel.WHATSAPP)
    assert (found is not None) == needs_mail
    assert found is None or found.rule == "A9"
    assert needs_mail_after_chat(purpose, Channel.MAIL) is None


def test_the_table_is_large_enough_to_trust():
    assert len(TABLE) >= 60
    assert len({row[0] for row in TABLE}) == len(TABLE)
