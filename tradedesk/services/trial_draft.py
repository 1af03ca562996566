"""A test draft to oneself: whether the chosen way into the mail program brings everything there, seen by the user."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import NeighbourFailed, RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.domain.reason import Reason
from tradedesk.services import own_company
from tradedesk.services.bench import Bench

SUBJECT = 'TradeDesk 测试 "A & B" = 100%, عرض #1'
TEXT = (
    "This is a test draft of TradeDesk. Look whether all of it is here; you need not send it.\n"
    "\n"
    "中文：您的订单已完成，「形式发票」请查收。\n"
    "العربية: الطلبية جاهزة للشحن.\n"
    "\"double\", 'single', “curly”; 50% & more < 100% > a=b + c # d ? e\n"
    "https://example.com/track?no=1&lang=zh#top\n"
    "The last line.\n"
)
_FILE_NAME = "TradeDesk 测试 & 100%.txt"
_FILE_TEXT = "TradeDesk\n测试\nعرض\n"


@dataclass(frozen=True)
class TrialDraft:
    """What was opened: ``program`` by its own name, ``parts`` are what should be seen there ("to", "subject", "text",
    "attachment"), ``lost`` what this way does not carry. ``by_hand``: the text belongs on the clipboard."""

    code: str
    program: str
    address: str
    parts: tuple[str, ...]
    lost: tuple[Reason, ...] = ()
    by_hand: bool = False
    text: str = ""


def open_trial(bench: Bench, code: str) -> TrialDraft:
    """Open a draft to one's own address in the way ``code`` ("" for the one that would be taken); nothing is logged.

    RuleSaysNo "trial-without-address" (field "mail") while the own mail address is not known, and as a hand-over does;
    NeighbourFailed "mail-no-program" where there is no such way, and when the program did not start.
    """
    from tradedesk.integrations.mail import launcher, programs

    address = own_company.own_company(bench, "en").values["mail"]
    if not address:
        raise RuleSaysNo("trial-without-address", "mail")
    folder = bench.profile.outbox / f"trial-{bench.now():%Y%m%d-%H%M%S}"
    request = ComposeRequest((("", address),), (), (), SUBJECT, TEXT, (_paper(folder.with_name("trial-paper")),))
    if code:
        program = next((each for each in bench.mail_programs if each.code == code), None)
    else:
        program = programs.choose(request, bench.mail_programs).program
    if program is None:
        raise NeighbourFailed("mail-no-program", kept="draft")
    lost = program.lost(request)
    if not program.attachments:
        request = replace(request, attachments=())
    launcher.open_draft(program, request, folder)
    parts = ("to", "subject", "text", *(("attachment",) if request.attachments else ()))
    return TrialDraft(
        program.code, program.label, address, parts, lost, program.by_hand, request.text if program.by_hand else ""
    )


def _paper(folder: Path) -> Attachment:
    """A small file with a name in two scripts."""
    from hashlib import sha256

    from tradedesk.runtime.safe_write import write_whole

    path, content = folder / _FILE_NAME, _FILE_TEXT.encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise NeighbourFailed(
            "mail-files-not-written", kept="", folder=path.parent, why=error.strerror or ""
        ) from error
    return Attachment(_FILE_NAME, str(path), len(content), sha256(content).hexdigest())
