"""What the user does with the answer to "which address is for what" (B3): read it, look at it, take it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from tradedesk.domain import answers as rules
from tradedesk.domain import asking
from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.answers import Asked, Proposal, Reading
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.ids import AddressId, MessageId, PartyId
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.domain.promise import promises_for_asked
from tradedesk.domain.promise_facts import Promise, PromiseTerms
from tradedesk.domain.purpose import Purpose, Role
from tradedesk.domain.reason import Reason, because
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import assignments as cells_of
from tradedesk.ledger import messages as message_rows
from tradedesk.ledger import purposes as purpose_rows
from tradedesk.ledger.queries import today as facts
from tradedesk.services import addresses as address_verbs
from tradedesk.services.bench import Bench
from tradedesk.services.today import own_hours

if TYPE_CHECKING:
    from tradedesk.domain.answer_words import AnswerWords

__all__ = [
    "Answer", "Choice", "Proposal", "Review",
    "apply", "asked_by", "close", "open_question", "read_file", "read_text",
]  # fmt: skip

_MEMORY = timedelta(days=365)


@dataclass(frozen=True)
class Answer:
    """An answer as it came. ``at`` (UTC) is None where nobody said when; ``sender`` is its address, empty when pasted.

    ``medium`` is the way it came by, ``file`` names where it was read from, ``attachments`` what was not read.
    """

    text: str
    medium: Medium = Medium.MAIL
    at: datetime | None = None
    subject: str = ""
    sender: str = ""
    sender_name: str = ""
    file: str = ""
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Review:
    """An answer read for a party: what it proposes, beside what is there.

    ``warnings`` are said of the answer as a whole; with one that stands against its sender nothing is ticked.
    ``roles`` are the filled cells by address and purpose code. ``question`` is the letter that it answers, or None.
    ``new`` are the addresses that would be added, their kind presumed (B2).
    """

    party_id: PartyId
    answer: Answer
    reading: Reading
    addresses: tuple[Address, ...]
    purposes: tuple[Purpose, ...]
    roles: dict[tuple[AddressId, str], Role]
    warnings: tuple[Reason, ...]
    sender_known: bool
    question: MessageId | None
    new: tuple[Address, ...] = ()

    def address(self, proposal: Proposal) -> Address | None:
        """The address that a proposal is about, None when it is new."""
        return next((each for each in self.addresses if each.id == proposal.address_id), None)

    def kind(self, proposal: Proposal) -> tuple[MailboxKind, Department | None]:
        """What the answer says the mailbox is, else what it is taken to be (B2)."""
        if proposal.kind is not None:
            return proposal.kind, proposal.department
        new = (each for each in self.new if each.original == proposal.value)
        found = self.address(proposal) or next(new, None)
        return (found.kind, found.department) if found is not None else (MailboxKind.UNSURE, None)

    def ticked(self, proposal: Proposal) -> bool:
        """Whether a proposal is taken unless the user says otherwise."""
        return proposal.ticked and self.sender_known


@dataclass(frozen=True)
class Choice:
    """What the user takes of a proposal, as it stands after the look. ``roles`` are by purpose code, None empties."""

    value: str
    address_id: AddressId | None
    standing: Standing
    kind: MailboxKind
    department: Department | None
    roles: tuple[tuple[str, Role | None], ...]


def open_question(bench: Bench, party_id: PartyId) -> Promise | None:
    """The promise that is open since a party was asked which address is for what, None when nothing is waited for."""
    own = own_hours(bench)
    today = bench.today(own.zone)
    asked = facts.asked_facts(bench.ledger.read, today - _MEMORY, party_id)
    holidays = bench.holidays(own.country, today.year)
    found = promises_for_asked(asked, PromiseTerms(not_before=today - _MEMORY), bench.now(), own, holidays=holidays)
    return found[0] if found else None


def asked_by(bench: Bench, party_id: PartyId) -> Medium:
    """By which way a party was last asked: an answer is presumed to come back by it. Mail where nothing was asked."""
    row = _last_question(bench, party_id)
    return Medium(row[2]) if row is not None else Medium.MAIL


def read_text(
    bench: Bench, party_id: PartyId, text: str, day: date | None = None, medium: Medium = Medium.MAIL
) -> Review:
    """Read a pasted answer of a day in the user's own zone (None: today) that came by ``medium``.

    Raises RuleSaysNo nothing-said (field "text"), answer-in-future (field "day").
    """
    from zoneinfo import ZoneInfo

    if not text.strip():
        raise RuleSaysNo("nothing-said", "text")
    if day is not None and day > bench.today():
        raise RuleSaysNo("answer-in-future", "day")
    # Of another day nobody knows the hour; noon keeps it on its day.
    earlier = day is not None and day < bench.today()
    at = datetime.combine(day, time(12), ZoneInfo(bench.own_zone())).astimezone(UTC) if day and earlier else None
    return _review(bench, party_id, Answer(text, medium, at), ())


def read_file(bench: Bench, party_id: PartyId, path: str) -> Review:
    """Read an answer that was saved as an ``.eml`` file.

    Raises RuleSaysNo (field "file"): not-a-mail, mail-too-large, mail-damaged, mail-without-text; NeighbourFailed
    "file-unreadable".
    """
    from pathlib import Path

    from tradedesk.integrations.mail import incoming

    name = Path(path).name
    mail = incoming.read_file(path)
    if not mail.text.strip():
        raise RuleSaysNo("mail-without-text", "file", name=name)
    at = mail.at if mail.at is not None and mail.at <= bench.now() + timedelta(days=1) else None
    answer = Answer(mail.text, Medium.MAIL, at, mail.subject, mail.sender, mail.sender_name, name, mail.attachments)
    warnings = [because("answer-damaged", "B3")] if mail.damaged else []
    if mail.cut:
        warnings.append(because("answer-cut", "B3"))
    return _review(bench, party_id, answer, tuple(warnings))


def apply(bench: Bench, review: Review, choices: Sequence[Choice]) -> MessageId:
    """Log the answer and take what was chosen, in one step that one undo takes back; returns its log entry.

    The standings are of the day of the answer, with its words and its entry as evidence. Raises RuleSaysNo
    answer-already-in for the very answer again, address-of-another-party, and what ``addresses.add`` raises.
    """
    read = bench.ledger.read
    known = {each.id: each for each in address_rows.of_party(read, review.party_id)}
    if any(each.address_id is not None and each.address_id not in known for each in choices):
        raise RuleSaysNo("address-of-another-party", "address")
    print_of = _fingerprint(review.answer)
    if read.value(
        "select 1 from messages where party_id = ? and direction = 'in' and fingerprint = ? limit 1",
        (review.party_id, print_of),
    ):
        raise RuleSaysNo("answer-already-in", "file")
    purposes = {each.code: each.id for each in purpose_rows.every(read)}
    lines = _lines_of(review)
    # What a stranger wrote, and nobody believed, leaves the question open.
    is_answer = review.sender_known or bool(choices)
    with bench.ledger.write(f"answer-applied|count={len(choices)}") as writer:
        entry = message_rows.add_message(writer, _entry(bench, review, print_of, is_answer=is_answer))
        day = _day(bench, review.answer)
        for each in choices:
            said = lines.get(each.value.casefold(), "")
            if each.address_id is None:
                fresh = address_verbs.preview(bench, review.party_id, Channel.MAIL, each.value).address
                number = address_rows.add(writer, _settled(fresh, each, day, said, entry))
            else:
                number = each.address_id
                address_rows.save(writer, _settled(known[number], each, day, said, entry))
            for code, role in each.roles:
                cells_of.assign(writer, number, purposes[code], role)
    return entry


def close(bench: Bench, party_id: PartyId, subject: str) -> MessageId:
    """Wait no longer for an answer (B3); the log says so with the user's words ``subject``."""
    entry = Message(
        0, bench.now(), Medium.OTHER, Direction.BOTH, party_id, None, subject, "", MessageState.NOTED,
        template=asking.ASKING,
    )  # fmt: skip
    with bench.ledger.write("question-closed") as writer:
        return message_rows.add_message(writer, entry)


def _review(bench: Bench, party_id: PartyId, answer: Answer, warnings: tuple[Reason, ...]) -> Review:
    read = bench.ledger.read
    known = address_rows.of_party(read, party_id)
    purposes = purpose_rows.every(read)
    words = _words(purposes)
    own = bench.own()
    ours = [each.value for each in address_rows.of_party(read, own.id)] if own is not None else []
    question, asked = _asked(bench, party_id, words)
    codes = {each.id: each.code for each in purposes}
    cells = {
        (cell.address_id, codes[cell.purpose_id]): cell.role
        for cell in cells_of.of_party(read, party_id)
        if cell.purpose_id in codes
    }
    barred = {place for place, role in cells.items() if role is Role.NEVER}
    reading = rules.read(answer.text, known, purposes, words, asked, ours, barred)
    warnings, is_known = _of_sender(answer, known, warnings)
    from tradedesk.domain.assigning import columns

    new = tuple(_presumed(bench, party_id, each.value) for each in reading.proposals if each.address_id is None)
    found = tuple(each for each in new if each is not None)
    return Review(party_id, answer, reading, known, columns(purposes), cells, warnings, is_known, question, found)


def _presumed(bench: Bench, party_id: PartyId, value: str) -> Address | None:
    """What a new address would be; None for what cannot be one, which is said when it is added all the same."""
    try:
        return address_verbs.preview(bench, party_id, Channel.MAIL, value).address
    except RuleSaysNo:
        return None


def _of_sender(
    answer: Answer, known: Sequence[Address], warnings: tuple[Reason, ...]
) -> tuple[tuple[Reason, ...], bool]:
    """Whoever is not known at the customer must not confirm its mailboxes; nor whom mail no longer reaches (A7)."""
    if not answer.file:
        return warnings, True
    mail = next((each for each in known if each.value.casefold() == answer.sender.casefold()), None)
    if mail is None:
        return (because("answer-from-stranger", "B3", sender=answer.sender or "?"), *warnings), False
    if mail.standing is Standing.RETIRED:
        return (because("answer-from-retired", "A7", sender=answer.sender), *warnings), False
    return warnings, True


def _asked(bench: Bench, party_id: PartyId, words: AnswerWords) -> tuple[MessageId | None, Asked]:
    """The last letter that asked, as it was handed over: its numbers and presumptions count, not today's."""
    row = _last_question(bench, party_id)
    if row is None:
        return None, Asked()
    questions = tuple(
        asking.Question(number, value, tuple(code for code, _ in words.said(told.rstrip(" ?？؟")).roles))
        for number, value, told in asking.asked_in(row[1])
    )
    return row[0], Asked(questions, tuple(line for line in row[1].splitlines() if line.strip()))


def _last_question(bench: Bench, party_id: PartyId) -> tuple[MessageId, str, str] | None:
    """Number, text and medium of the last letter that asked and was not held back."""
    row = bench.ledger.read.first(
        "select id, body, medium from messages where party_id = ? and template = 'which-address'"
        " and direction = 'out' and state <> 'not-sent' order by id desc limit 1",
        (party_id,),
    )
    return (row[0], row[1], row[2]) if row is not None else None


def _words(purposes: Sequence[Purpose]) -> AnswerWords:
    from tradedesk.integrations.mailboxes import answer_words

    return answer_words({each.code: (each.name_en, each.name_zh) for each in purposes if each.renamed})


def _settled(address: Address, choice: Choice, day: date, said: str, entry: MessageId) -> Address:
    """The address as the answer has it, with the line that says so as evidence (B2)."""
    desk = (choice.department or Department.GENERAL) if choice.kind is MailboxKind.DEPARTMENT else None
    if choice.standing is Standing.PRESUMED:
        # It was only said what the address is not for: nobody has confirmed it.
        return replace(address, kind=choice.kind, department=desk, standing=Standing.PRESUMED)
    return replace(
        address,
        kind=choice.kind,
        department=desk,
        kind_confirmed=choice.standing is Standing.CONFIRMED or address.kind_confirmed,
        standing=choice.standing,
        standing_on=day,
        evidence=said,
        evidence_message_id=entry,
    )


def _lines_of(review: Review) -> dict[str, str]:
    """What was said of each address, in the answer's own words."""
    texts = {each.number: " ".join(each.bare.split()) for each in review.reading.lines}
    return {
        each.value.casefold(): " / ".join(texts[number] for number in each.lines)[:300]
        for each in review.reading.proposals
    }


def _entry(bench: Bench, review: Review, fingerprint: str, *, is_answer: bool) -> Message:
    answer = review.answer
    first = next((line.strip() for line in answer.text.splitlines() if line.strip()), "")
    mail = next((each for each in review.addresses if each.value.casefold() == answer.sender.casefold()), None)
    sender = Recipient("from", answer.sender, answer.sender_name, mail.id if mail is not None else None)
    return Message(
        0,
        answer.at or bench.now(),
        answer.medium,
        Direction.IN,
        review.party_id,
        None,
        answer.subject or first[:120],
        answer.text,
        MessageState.NOTED,
        template=asking.ASKING if is_answer else "",
        fingerprint=fingerprint,
        recipients=(sender,) if answer.sender else (),
    )


def _day(bench: Bench, answer: Answer) -> date:
    """The day of the answer in the user's own zone."""
    from zoneinfo import ZoneInfo

    return (answer.at or bench.now()).astimezone(ZoneInfo(bench.own_zone())).date()


def _fingerprint(answer: Answer) -> str:
    told = "\n".join((answer.sender.casefold(), answer.at.isoformat() if answer.at else "", answer.text.strip()))
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
