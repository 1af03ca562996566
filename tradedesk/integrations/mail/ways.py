"""A way into a mail program: what it keeps of a message, what it would lose, and what is started for it.

Each program has one file in ``adapters``: a kind of ``MailProgram`` with the pure encoder of its channel, and
``detect(computer)``, which tells whether it is here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.reason import Reason, because
from tradedesk.integrations.mail import addressing

if TYPE_CHECKING:
    from tradedesk.integrations.mail.outgoing_files import OutgoingFiles

#: What may be missing and the message still says the same to the same people. Everything else stops a hand-over.
BEARABLE = frozenset(
    {
        "mail-loses-names",
        "mail-loses-formatting",
        "mail-changes-tabs",
        "mail-wraps-lines",
        "mail-spaces-marks",
        "mail-marks-as-quoted",
        "mail-draft-not-editable",
        "mail-by-hand",
    }
)
#: Joining, direction of writing: nothing is seen of them, but readers put letters together and in order by them.
INVISIBLE_MARKS = frozenset("\u200c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Seconds in which a program that cannot start is expected to say so.
FAILS_WITHIN = 0.3
#: A script ends once the draft stands; it is given longer to say that it could not.
SCRIPT_FAILS_WITHIN = 5.0


@dataclass(frozen=True)
class Start:
    """What is started for a draft: never through a shell, and nothing of the data is ever an option.

    ``commands`` are started one after the other, the first one is the draft; ``opens`` are what the system itself opens
    (Windows): files, folders, addresses. ``files`` must stay until the message was sent.
    """

    commands: tuple[tuple[str, ...], ...]
    files: tuple[Path, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class MailProgram:
    """One way into one mail program; each kind says what it keeps by the defaults of its fields.

    ``code`` names the way, ``label`` is the program's own name (never translated, may be empty); ``command`` is what is
    started, before the draft's own arguments (empty: the system's opener, on Windows).
    ``attachments``, ``names``, ``cc``, ``bcc``, ``html``, ``utf8_addresses`` and ``signature`` say what arrives (the
    signature is the user's own); ``editable`` is False where the draft may only be shown. ``max_length`` is the longest
    argument in characters, ``most_people`` how many it takes in one message, 0 for no limit; ``breaks_at`` are
    characters that make this program lose a part, ``breaks_subject_at`` (a pattern) what does so in a subject, and
    ``cuts_names`` those in a display name that it would make another one of: such names are left out.
    ``cuts_file_names`` are the same in the name of an attachment. ``wraps_at`` is the longest line that it leaves
    whole, in columns; ``longest_line`` the longest that it reads at all, in octets, where it is not ASCII, and
    ``longest_word`` the same of what has no space in it; 0 for any.
    ``spaces_marks`` are invisible characters of a subject for which it writes a space.
    ``is_default`` marks the user's own choice; a way that is not ``automatic`` is taken only when the user chose it;
    ``by_hand`` leaves the putting in to the user. ``reads`` is a folder to put files into, for a program shut into a
    sandbox; empty when it reads any. ``fails_within`` are the seconds to wait for a failure, ``ends_well`` the statuses
    with which it ends when there was none.
    """

    code: str = ""
    label: str = ""
    command: tuple[str, ...] = ()
    attachments: bool = True
    names: bool = True
    cc: bool = True
    bcc: bool = True
    html: bool = False
    tabs: bool = True
    utf8_addresses: bool = True
    signature: bool = True
    editable: bool = True
    unquoted: bool = True
    max_length: int = 0
    most_people: int = 0
    breaks_at: str = ""
    breaks_subject_at: str = ""
    spaces_marks: frozenset[str] = frozenset()
    cuts_names: frozenset[str] = frozenset()
    cuts_file_names: frozenset[str] = frozenset()
    wraps_at: int = 0
    longest_line: int = 0
    longest_word: int = 0
    is_default: bool = False
    automatic: bool = True
    by_hand: bool = False
    reads: str = ""
    fails_within: float = FAILS_WITHIN
    ends_well: frozenset[int] = frozenset({0})

    def prepare(self, request: ComposeRequest, files: OutgoingFiles) -> Start:
        """Write what the program reads and say what is started; OSError or RuleSaysNo when that cannot be done."""
        raise NotImplementedError

    def argument_length(self, request: ComposeRequest) -> int:
        """About how many characters the longest argument will have; 0 where no length can be too much."""
        del request
        return 0

    def refuse_longer(self, length: int) -> None:
        """RuleSaysNo mail-too-long where the argument has become longer than this way takes."""
        if 0 < self.max_length < length:
            raise RuleSaysNo("mail-too-long", program=self.label, length=length, limit=self.max_length)

    def opened(self, *targets: str, files: tuple[Path, ...] = ()) -> Start:
        """The start of what is opened as it is: by the command of this way, or by the system where there is none."""
        if not self.command:
            return Start((), files, targets)
        return Start(tuple((*self.command, target) for target in targets), files)

    def head(self, request: ComposeRequest) -> str:
        """An address that opens a message with people and subject alone; "" where this way has none or it is too long.

        For the way by hand, where the user puts in the rest.
        """
        del request
        return ""

    def lost(self, request: ComposeRequest) -> tuple[Reason, ...]:
        """What this way would not carry of this message, one reason each; every reason names the ``program``."""
        return (*self._lost_parts(request), *self._lost_text(request))

    def takes(self, address: str) -> bool:
        """Whether this way carries an address as it is."""
        return self.utf8_addresses or not addressing.needs_utf8(address)

    def keeps_names(self, pairs: Sequence[tuple[str, str]]) -> bool:
        """Whether the display names of these (name, address) pairs arrive."""
        names = [name for name, _ in pairs if name]
        return not names or (self.names and not any(self.cuts_names & set(name) for name in names))

    def with_kept_names(self, request: ComposeRequest) -> ComposeRequest:
        """The request without the names that this way would not carry as they are."""

        def kept(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
            return tuple((name if self.keeps_names([(name, address)]) else "", address) for name, address in pairs)

        return replace(request, to=kept(request.to), cc=kept(request.cc), bcc=kept(request.bcc))

    def _lost_parts(self, request: ComposeRequest) -> list[Reason]:
        label, found = self.label, []
        everybody = (*request.to, *request.cc, *request.bcc)
        if request.attachments and not self.attachments:
            found.append(because("mail-loses-attachments", program=label, n=str(len(request.attachments))))
        spoilt = [each.name for each in request.attachments if self.cuts_file_names & set(each.name)]
        found += [because("mail-cuts-file-name", program=label, name=name) for name in spoilt[:1]]
        if request.cc and not self.cc:
            found.append(because("mail-loses-cc", program=label, n=str(len(request.cc))))
        if request.bcc and not self.bcc:
            found.append(because("mail-loses-bcc", program=label, n=str(len(request.bcc))))
        if 0 < self.most_people < len(everybody):
            counted = {"n": str(len(everybody)), "limit": str(self.most_people)}
            found.append(because("mail-too-many-people", program=label, **counted))
        special = [address for _, address in everybody if not self.takes(address)]
        found += [because("mail-loses-address", program=label, address=address) for address in special[:1]]
        if not self.keeps_names(everybody):
            found.append(because("mail-loses-names", program=label))
        return found

    def _lost_text(self, request: ComposeRequest) -> list[Reason]:
        label, found = self.label, []
        if any(character in request.subject + request.text for character in self.breaks_at):
            found.append(because("mail-program-cuts", program=label, characters=self.breaks_at))
        if self.breaks_subject_at and (cut := re.search(self.breaks_subject_at, request.subject)):
            found.append(because("mail-program-cuts", program=label, characters=cut.group()))
        length = self.argument_length(request) if self.max_length else 0
        if length > self.max_length:
            found.append(because("mail-too-long", program=label, length=str(length), limit=str(self.max_length)))
        if self._reads_too_little_of(request.text):
            found.append(because("mail-line-too-long", program=label))
        if request.html and not self.html:
            found.append(because("mail-loses-formatting", program=label))
        if self.spaces_marks & set(request.subject):
            found.append(because("mail-spaces-marks", program=label))
        if self.wraps_at and any(columns(line) > self.wraps_at for line in request.text.splitlines()):
            found.append(because("mail-wraps-lines", program=label, n=str(self.wraps_at)))
        if "\t" in request.text and not self.tabs:
            found.append(because("mail-changes-tabs", program=label))
        if not self.unquoted:
            found.append(because("mail-marks-as-quoted", program=label))
        if not self.editable:
            found.append(because("mail-draft-not-editable", program=label))
        return found

    def _reads_too_little_of(self, text: str) -> bool:
        lines = (len(line.encode()) for line in text.splitlines() if not line.isascii())
        words = (len(word.encode()) for word in text.split())
        return (0 < self.longest_line < max(lines, default=0)) or (0 < self.longest_word < max(words, default=0))


def columns(line: str) -> int:
    """How wide a line is where every letter has the same width: Chinese, Japanese and Korean ones have two."""
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in line)


def stopping(losses: Sequence[Reason]) -> tuple[Reason, ...]:
    """The losses that make a hand-over impossible: a message goes whole or not at all."""
    return tuple(reason for reason in losses if reason.code not in BEARABLE)


def lost(program: MailProgram, request: ComposeRequest) -> tuple[Reason, ...]:
    """What this way would not carry of this message."""
    return program.lost(request)
