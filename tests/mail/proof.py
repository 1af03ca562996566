"""One message handed over as a user does it, and what the mail program kept compared with what was written."""

from __future__ import annotations

import contextlib
import os
import re
import time
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.support.desk_bench import bench_at
from tests.support.draft_read_back import SavedDraft
from tradedesk.domain.draft import ComposeRequest, Draft, DraftRecipient
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.sent_mail import same_address
from tradedesk.integrations.mail import launcher, programs
from tradedesk.integrations.mail.ways import columns
from tradedesk.ledger import drafts
from tradedesk.services import handing_over


def hand_over(folder: Path, request: ComposeRequest, code: str, path: str) -> tuple[str, ...]:
    """Hand a draft with this content over the way ``code``, with the programs of this PATH; () when it went.

    Else the codes of what that way would lose, which must stop it before anything is started.
    """
    pairs = [(role, *pair) for role in ("to", "cc", "bcc") for pair in getattr(request, role)]
    recipients = tuple(DraftRecipient(role, address, name) for role, name, address in pairs)
    written = Draft(
        0, None, None, "", "en", "", request.subject, request.text, recipients, attachments=request.attachments
    )
    with bench_at(folder / "profile") as bench, searched(path):
        bench.setting = lambda name: code if name == "mail_program" else None
        found = programs.detect()
        bench.__dict__["mail_programs"] = tuple(each for each in found if each.code == code)
        (way,) = bench.mail_programs
        with bench.ledger.write("written", undoable=False) as writer:
            number = drafts.add_draft(writer, written, bench.stamp())
        losses = tuple(each.code for each in programs.stopping(way.lost(request)))
        if losses:
            with contextlib.suppress(RuleSaysNo):
                handing_over.hand_over(bench, number)
                raise AssertionError(f"went although {losses} stop it")
            return losses
        handing_over.hand_over(bench, number)
    return ()


@contextlib.contextmanager
def searched(path: str) -> Iterator[None]:
    """Programs are looked for on this PATH."""
    before = os.environ["PATH"]
    os.environ["PATH"] = path
    try:
        yield
    finally:
        os.environ["PATH"] = before


def forget() -> None:
    """Take what has ended off the process list."""
    until = time.monotonic() + 5
    while launcher.forget_finished() and time.monotonic() < until:
        time.sleep(0.05)


def seen(header: str) -> str:
    """What anybody sees of a header: not how many spaces stand between two words, nor marks of direction, joining and
    look, for which Thunderbird writes a space or nothing."""
    plain = "".join(letter for letter in header if unicodedata.category(letter) != "Cf" and letter != "\ufe0f")
    return "".join(plain.split())


def people(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Whom anybody sees; a domain is the same in its own letters and in ASCII."""
    return [(seen(name), same_address(address)) for name, address in pairs]


def lines(text: str, *, as_columns: bool) -> list[str]:
    """Line by line; spaces at their ends may go. Without ``as_columns`` any run of spaces, no-break spaces and
    tabulators is one space."""
    if not as_columns:
        text = re.sub("[ \t\u00a0]+", " ", text)
    return [line.rstrip(" ") for line in text.rstrip("\n").replace("\r\n", "\n").split("\n")]


def assert_kept(
    draft: SavedDraft,
    request: ComposeRequest,
    *,
    as_columns: bool = True,
    wraps_at: int = 0,
    files_in_order: bool = True,
) -> None:
    """Every field of the draft is what was written, and there is no field more.

    A program that ``wraps_at`` so many characters may have other line breaks in a text with longer lines.
    """
    for role in ("to", "cc", "bcc"):
        assert people(getattr(draft, role)) == people(getattr(request, role))
    assert seen(draft.subject) == seen(request.subject)
    if wraps_at and any(columns(line) > wraps_at for line in lines(request.text, as_columns=as_columns)):
        assert "".join(draft.text.split()) == "".join(request.text.split())
    else:
        assert lines(draft.text, as_columns=as_columns) == lines(request.text, as_columns=as_columns)
    files = [(seen(name), digest) for name, digest in draft.attachments]
    meant = [(seen(each.name), each.sha256) for each in request.attachments]
    assert (files, files_in_order) == (meant, True) or (sorted(files), files_in_order) == (sorted(meant), False)
    assert len(draft.headers) == len({each.lower() for each in draft.headers})
