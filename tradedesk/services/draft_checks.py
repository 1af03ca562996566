"""Before it goes out: gathers what the checks of a draft must know; what it means is decided in the domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tradedesk.domain import checks as rules
from tradedesk.domain import culture
from tradedesk.domain.address import MailboxKind, Standing
from tradedesk.domain.asking import ASKING
from tradedesk.domain.check import Check
from tradedesk.domain.checks import Known, Suggested
from tradedesk.domain.concerned import TO_ALL
from tradedesk.domain.culture import Culture
from tradedesk.domain.document import DocumentKind
from tradedesk.domain.draft import Draft
from tradedesk.domain.errors import NotThere, RuleSaysNo
from tradedesk.domain.party import Party
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.template import Template
from tradedesk.domain.window import WindowState
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import orders, parties
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import orders as order_lists
from tradedesk.services import reader_words, silenced, spelling
from tradedesk.services import templates as template_verbs
from tradedesk.services.about import greeted
from tradedesk.services.bench import Bench
from tradedesk.services.draft_request import request_of

if TYPE_CHECKING:
    from tradedesk.integrations.mail.programs import Choice
    from tradedesk.integrations.mail.unchanged import ReadFiles

#: The small choice that says from how many megabytes on a mail is too large.
SIZE_SETTING = "checks.size-limit"
#: What can be chosen for it.
SMALLEST, LARGEST = 1, 200

#: What a quotation to Japan and Korea names (E3).
_PARAMETERS = (
    "order.product_parameters", "order.moq", "order.lead_time", "order.payment_terms", "order.port_loading",
)  # fmt: skip
#: Texts that quote.
_QUOTING = frozenset({"quotation", "inquiry-reply", "proforma-invoice"})
#: What goes along when there is some, and is not missed when there is none.
_MAY_LACK = frozenset({DocumentKind.PHOTOS, DocumentKind.INSPECTION_REPORT, DocumentKind.OTHER})
#: Texts that ask for something that is late.
_CHASING = ("balance-reminder", "sample-follow-up", "reorder-due")


def checks_of(
    bench: Bench,
    draft: Draft,
    choice: Choice | None,
    window: WindowState | None = None,
) -> tuple[Check, ...]:
    """Every check of a draft before it goes out, the heaviest first; ``choice`` is None for a file, which keeps all."""
    from tradedesk.integrations.mail import programs

    read = bench.ledger.read
    party = parties.party(read, draft.party_id) if draft.party_id else None
    # Without any program nothing is lost; that there is none is said where the button would be.
    losses = choice.lost if choice is not None and choice.program is not None else ()
    known = Known(
        order_number=_order_to_name(bench, draft),
        reader_window=window,
        losses=losses,
        stopping=programs.stopping(losses),
        elsewhere=_elsewhere(choice) if choice is not None else None,
        refused=_refused(bench, draft),
        newer_versions=_newer_versions(bench, draft),
        suggested=_suggested(bench, draft),
        unconfirmed=_unconfirmed(bench, draft),
        size_limit=size_limit(bench) * 1_000_000,
        chases=draft.template.startswith(_CHASING),
        today=bench.today(),
    )
    purpose = purpose_rows.by_code(read, draft.purpose) if draft.purpose else None
    return rules.before_it_goes_out(draft, purpose, _of_reader(bench, draft, party, known))


def all_told(
    bench: Bench,
    draft: Draft,
    choice: Choice | None,
    window: WindowState | None,
    notes: Sequence[Reason],
    more: Sequence[Check],
) -> silenced.Sorted:
    """What the page tells, the heaviest first: the rules' remarks on the recipients (A7, A8), every check, ``more``.

    Advice that the user silenced stands apart.
    """
    checks = [*(rules.of_warning(note) for note in notes), *checks_of(bench, draft, choice, window), *more]
    named = [_with_chinese_name(each) for each in checks]
    return silenced.sort(bench, rules.by_weight(named), draft.party_id)


def _elsewhere(choice: Choice) -> Reason | None:
    """Why it goes by another mail program than the user's own: what that would not keep of it."""
    from tradedesk.integrations.mail import programs

    if choice.program is None or not choice.spared:
        return None
    lost = ", ".join(dict.fromkeys(each.code for each in choice.spared))
    facts = {"program": choice.program.label, "own": choice.spared[0].fact("program"), "lost": lost}
    # What its own way cannot carry at all it cannot be made to carry by a choice in the settings.
    only = bool(programs.stopping(choice.spared))
    return because("way-elsewhere-only", **facts) if only else because("way-elsewhere", **facts)


def _with_chinese_name(check: Check) -> Check:
    """A holiday carries its Chinese name too."""
    holiday = check.reason.fact("holiday")
    if not holiday or not check.reason.code.startswith("holiday-"):
        return check
    from tradedesk.integrations.calendars import chinese_name

    facts = {**dict(check.reason.facts), "holiday_zh": chinese_name(holiday)}
    return replace(check, reason=because(check.reason.code, check.reason.rule, **facts))


def _order_to_name(bench: Bench, draft: Draft) -> str:
    """The order that the subject is to name (F3); none for a text that is about no order of its own: a greeting."""
    if draft.order_id is None:
        return ""
    template = _template(bench, draft)
    names_it = template is None or "order.number" in template.subject
    return orders.order(bench.ledger.read, draft.order_id).number if names_it else ""


def size_limit(bench: Bench) -> int:
    """From how many megabytes on a mail is too large for many mailboxes: the user's choice, else 20."""
    chosen = (bench.setting("more") or {}).get(SIZE_SETTING)
    return chosen if isinstance(chosen, int) and SMALLEST <= chosen <= LARGEST else rules.SIZE_LIMIT // 1_000_000


def _of_reader(bench: Bench, draft: Draft, party: Party | None, known: Known) -> Known:
    """What depends on who reads it."""
    names = reader_words.names_of(bench, draft)
    known = replace(known, names=names, misspelt=spelling.misspelt(bench, draft, names))
    if party is None:
        return known
    today = bench.today()
    return replace(
        known,
        country=party.country,
        languages=party.languages,
        culture=_culture(bench, party, draft),
        ramadan=culture.ramadan_advice(party.country, today),
        holidays=bench.holidays(party.country, today.year) if party.country else {},
        used=reader_words.used_by_reader(bench, draft) | reader_words.agreed(bench, draft),
        parameters=_parameters(bench, draft),
    )


def _culture(bench: Bench, party: Party, draft: Draft) -> Culture | None:
    """The manner for a reader: the tone chosen for this message wins, then the customer's own, then the country's.

    With the user's notes on who is greeted and on the customer (E4).
    """
    if draft.template == TO_ALL or not (party.country or party.culture or draft.tone):
        return None
    people = parties.contacts(bench.ledger.read, party.id)
    order = orders.order(bench.ledger.read, draft.order_id) if draft.order_id is not None else None
    reader = greeted(people, order.contact_id if order is not None else None)
    notes = "\n".join(each for each in (reader.notes if reader is not None else "", party.notes) if each)
    found = culture.culture_of(party.country, party.culture, notes)
    chosen = culture.STYLES.get(draft.tone)
    if chosen is None or chosen is found.code:
        return found
    return Culture(chosen, because("culture-own", "E4", country=party.country), notes)


def _parameters(bench: Bench, draft: Draft) -> tuple[tuple[str, str], ...]:
    """What a quotation names, with the order's values; nothing for any other text."""
    if draft.order_id is None or draft.template not in _QUOTING:
        return ()
    file = orders.order_file(bench.ledger.read, draft.order_id)
    order = file.order
    specified = next((line.specification for line in file.lines if line.specification), "")
    values = (specified, order.moq, order.lead_time, order.payment_terms, order.port_loading)
    return tuple(zip(_PARAMETERS, values, strict=True))


def _template(bench: Bench, draft: Draft) -> Template | None:
    try:
        return template_verbs.choose(bench, draft.template, draft.language)
    except NotThere:
        return None


def _suggested(bench: Bench, draft: Draft) -> tuple[Suggested, ...]:
    """The papers that go with a draft's text and are not attached, each with the order's newest of its kind (G3)."""
    template = _template(bench, draft)
    if template is None or not template.attachments or draft.order_id is None:
        return ()
    papers = order_lists.documents(bench.ledger.read, draft.order_id)
    here = {each.path for each in draft.attachments} | {each.sha256 for each in draft.attachments if each.sha256}
    found = []
    for kind in template.attachments:
        of_kind = [each for each in papers if each.kind == kind]
        if any(each.path in here or (each.sha256 and each.sha256 in here) for each in of_kind):
            continue
        newest = max((each for each in of_kind if each.path), key=lambda each: each.document_version, default=None)
        if newest is not None:
            found.append(Suggested(kind, newest.title or newest.path, newest.path))
    first = template.attachments[0]
    # Whatever is attached may be that paper: only where nothing is, it is missed for sure.
    if not found and not draft.attachments and first not in _MAY_LACK:
        found.append(Suggested(first))
    return tuple(found)


def _unconfirmed(bench: Bench, draft: Draft) -> tuple[str, ...]:
    """The recipients whose mailbox is only presumed, unless that is warned of anyway or asked in this very mail."""
    if draft.party_id is None or draft.template == ASKING:
        return ()
    # A personal mailbox is good for what is not formal (A3); where it is formal there is a warning.
    presumed = {
        each.value
        for each in address_rows.of_party(bench.ledger.read, draft.party_id)
        if each.channel == "mail" and each.standing is Standing.PRESUMED and each.kind is not MailboxKind.PERSONAL
    }
    return tuple(each.value for each in draft.recipients if each.value in presumed and not each.warnings)


def _refused(bench: Bench, draft: Draft) -> tuple[Reason, ...]:
    """What the gate would refuse, found before anybody presses the button."""
    from tradedesk.integrations.mail import gate

    found, files = [], bench.kept(_read_files)
    request = request_of(draft, bench.profile.pictures_of(draft.id))
    try:
        if request.to or request.cc or request.bcc:
            gate.check(replace(request, attachments=()))
    except RuleSaysNo as no:
        found.append(because("must-not-go-out", error=no.code, field=no.field, **no.facts))
    for each in request.attachments:
        try:
            gate.check_header(each.name, "attachments")
            files.check(each)
        except RuleSaysNo as no:
            found.append(because("must-not-go-out", error=no.code, field=no.field, **no.facts))
    return tuple(found)


def _read_files(_bench: Bench) -> ReadFiles:
    from tradedesk.integrations.mail.unchanged import ReadFiles

    return ReadFiles()


def _newer_versions(bench: Bench, draft: Draft) -> tuple[tuple[str, str], ...]:
    """(attached file, newer document) where the order has a newer version of what is attached (G3)."""
    if draft.order_id is None or not draft.attachments:
        return ()
    papers = order_lists.documents(bench.ledger.read, draft.order_id)
    found = []
    for each in draft.attachments:
        same = next((paper for paper in papers if paper.path and paper.path == each.path), None)
        if same is not None:
            later = [one for one in papers if (one.kind, one.number) == (same.kind, same.number)]
            newest = max(later, key=lambda one: one.document_version)
            if newest.document_version > same.document_version:
                found.append((each.name, newest.title))
    return tuple(found)
