"""Handing over: the last checks, the way into the user's own mail program, and the log entry that is kept of it.

TradeDesk never sends: handing over opens the draft in the mail program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain import checks as check_rules
from tradedesk.domain.checks import Check
from tradedesk.domain.draft import ComposeRequest, Draft
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.ids import DraftId, MessageId
from tradedesk.domain.message import Direction, Medium, Message, MessageState, Recipient
from tradedesk.ledger import drafts, messages
from tradedesk.services import group_mails, log
from tradedesk.services.bench import Bench
from tradedesk.services.draft_checks import checks_of
from tradedesk.services.draft_request import request_of

if TYPE_CHECKING:
    from tradedesk.integrations.mail.programs import Choice


@dataclass(frozen=True)
class HandedOver:
    """What was handed over, to which program, and how many of each: the user is asked to check (never "sent").

    ``by_hand``: the user puts in the rest; ``text``, with its formatting in ``rich``, belongs on the clipboard.
    """

    message_id: MessageId
    program: str
    recipients: int
    attachments: int
    record: Path
    by_hand: bool = False
    text: str = ""
    rich: str = ""


def hand_over(bench: Bench, draft_id: DraftId, override_reason: str = "", *, by_hand: bool = False) -> HandedOver:
    """Open the draft in the user's mail program and log it (F3); whether it is sent is asked afterwards.

    ``by_hand`` takes the way that loses nothing and leaves the putting in to the user: a message with people and
    subject where the program can do that, the folder with the attachments, and the text for the clipboard.

    What must be fixed stops it (RuleSaysNo "must-fix-first", naming the first); missing facts can be waived with a
    reason, which is logged. The log entry is committed before the program is started, so that a crash in between is
    asked about at the next start. Raises NeighbourFailed when the program did not start: the draft stays, and ``kept``
    is the .eml file that was prepared.
    """
    from tradedesk.integrations.mail import launcher

    draft = _ready(bench, draft_id)
    choice = choice_by_hand(bench, draft) if by_hand else choice_of(bench, draft)
    _stop_at_must_fix(checks_of(bench, draft, choice), override_reason)
    if choice.program is None:
        raise NeighbourFailed("mail-no-program", kept="draft")
    program, request = choice.program, _request(bench, draft)

    def open_it(message_id: MessageId) -> Path:
        return launcher.open_draft(program, request, bench.profile.outbox / f"{message_id:08d}").record

    done = _logged(bench, draft, program.label, override_reason, open_it)
    return replace(done, by_hand=program.by_hand, text=draft.body, rich=draft.rich)


def hand_over_as_file(bench: Bench, draft_id: DraftId, target: Path, override_reason: str = "") -> HandedOver:
    """Save the draft as an .eml file that any mail program opens for editing, and log it like a hand-over (F3).

    Stops and raises as ``hand_over`` does; NeighbourFailed "file-not-written" when the file cannot be written.
    """
    from tradedesk.integrations.files.refusal import not_written
    from tradedesk.integrations.mail import eml
    from tradedesk.runtime.safe_write import write_whole

    draft = _ready(bench, draft_id)
    _stop_at_must_fix(checks_of(bench, draft, None), override_reason)
    content = eml.eml_bytes(_request(bench, draft))

    def save_it(_message_id: MessageId) -> Path:
        try:
            write_whole(target, content)
        except OSError as error:
            raise not_written(target, error, "file-not-written", "draft") from error
        return target

    return _logged(bench, draft, target.name, override_reason, save_it)


def settle_interrupted(bench: Bench, message_id: MessageId, state: MessageState) -> None:
    """Say what became of a hand-over during which the program ended."""
    entry = messages.message(bench.ledger.read, message_id)
    with bench.ledger.write("hand-over-answered", undoable=False) as writer:
        for each in group_mails.of_the_same_mail(bench, entry):
            messages.set_state(writer, each.id, state)
        log.mark_consequences(writer, entry, went_out=state is not MessageState.NOT_SENT)
        group_mails.note_answer(writer, bench, entry)
        if state is not MessageState.NOT_SENT and not entry.group_key:
            for row in writer.all("select id from drafts where message_id = ?", (message_id,)):
                writer.update("drafts", row[0], drafts.handed_over(bench.stamp()))


def choice_of(bench: Bench, draft: Draft) -> Choice:
    """The way into the mail program that keeps most of this draft, and what it would lose."""
    from tradedesk.integrations.mail import programs

    return programs.choose(_request(bench, draft), bench.mail_programs, str(bench.setting("mail_program") or ""))


def _request(bench: Bench, draft: Draft) -> ComposeRequest:
    return request_of(draft, bench.profile.pictures_of(draft.id))


def choice_by_hand(bench: Bench, draft: Draft) -> Choice:
    """The way by hand, beside the user's own mail program."""
    from tradedesk.integrations.mail import programs

    way = programs.by_hand(bench.mail_programs, str(bench.setting("mail_program") or ""))
    return programs.Choice(way, way.lost(_request(bench, draft)) if way is not None else ())


def _ready(bench: Bench, draft_id: DraftId) -> Draft:
    if drafts.handed_over_as(bench.ledger.read, draft_id) is not None:
        raise RuleSaysNo("already-handed-over", "draft")
    return group_mails.next_mail(bench, drafts.draft(bench.ledger.read, draft_id))


def _stop_at_must_fix(checks: Sequence[Check], override_reason: str) -> None:
    for check in check_rules.must_fix(checks):
        if not (check.waivable and override_reason.strip()):
            raise RuleSaysNo("must-fix-first", "draft", what=check.reason.code)


def _logged(
    bench: Bench, draft: Draft, program: str, override_reason: str, hand: Callable[[MessageId], Path]
) -> HandedOver:
    """Commit "being handed over", hand over, commit what became of it; ``hand`` returns the record's path."""
    from tradedesk.integrations.mail import fingerprint, gate

    request = _request(bench, draft)
    gate.check(request)
    entry = _entry(bench, draft, program, fingerprint.fingerprint(request), override_reason.strip())
    with bench.ledger.write("handing-over", undoable=False) as writer:
        message_id = min(messages.add_message(writer, each) for each in group_mails.entries(bench, draft, entry))
        writer.update("drafts", draft.id, {"message_id": message_id})
    try:
        record = hand(message_id)
    except (NeighbourFailed, RuleSaysNo):
        _mark(bench, message_id, draft, MessageState.NOT_SENT)
        raise
    _mark(bench, message_id, draft, MessageState.HANDED_OVER)
    return HandedOver(message_id, program, len(draft.recipients), len(draft.attachments), record)


def _mark(bench: Bench, message_id: MessageId, draft: Draft, state: MessageState) -> None:
    entry = messages.message(bench.ledger.read, message_id)
    went = state is MessageState.HANDED_OVER
    with bench.ledger.write("handed-over" if went else "not-handed-over", undoable=False) as writer:
        for each in group_mails.of_the_same_mail(bench, entry):
            messages.set_state(writer, each.id, state)
        if went and draft.group_parties:
            group_mails.note_progress(writer, bench, draft.id)
        elif went:
            writer.update("drafts", draft.id, drafts.handed_over(bench.stamp()))
            log.mark_consequences(writer, entry, went_out=True)


def _entry(bench: Bench, draft: Draft, program: str, fingerprint: str, override: str) -> Message:
    return Message(
        0,
        bench.now(),
        Medium.MAIL,
        Direction.OUT,
        draft.party_id,
        draft.order_id,
        draft.subject,
        draft.body,
        MessageState.HANDING_OVER,
        purpose=draft.purpose,
        node_id=draft.node_id,
        template=draft.template,
        program=program,
        fingerprint=fingerprint,
        override_reason=override,
        recipients=tuple(Recipient(each.role, each.value, each.name, each.address_id) for each in draft.recipients),
        attachments=draft.attachments,
        rich=draft.rich,
    )
