"""Reading the answer to "which address is for what" (B3): what it says of each address, and the line that says so.

Nothing is guessed: what is not understood is shown as such, and what is doubtful is proposed but not taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.answer_text import Line, LineState, lines_of
from tradedesk.domain.answer_words import AnswerWords, Said
from tradedesk.domain.asking import Question
from tradedesk.domain.ids import AddressId
from tradedesk.domain.mailbox import domain_of
from tradedesk.domain.pasted import unglued
from tradedesk.domain.purpose import Purpose, PurposeCode, Role
from tradedesk.domain.reason import Reason, because

_MAIL = re.compile(
    r"[^\s<>()\[\],;:\"'“”«»@、，；。！？（）【】「」：]{1,64}@(?:[^\W_](?:[\w-]{0,62})\.){1,8}[^\W\d_][\w-]{1,62}"
)
#: "accounts@ is closed": an address of theirs by its beginning.
_BEGUN = re.compile(r"(?<![\w.+-])([a-z\d][\w.+-]{0,63})@(?![^\W_])", re.IGNORECASE)
_NUMBER = re.compile(
    r"^\W{0,3}(?:(?:no|nr|nº|n°|№|第)\.?\s*)?(\d{1,2})\s*(?:[.)\]:：、．），,–—-]|\s(?=\D)|号|番|번)\s*"
)
#: "1, 2", "1 and 3", "1-4", "1 2 3": one line about several of our numbers.
_NUMBERS = re.compile(
    r"^\W{0,3}(\d{1,2}(?:(?:\s*(?:[,、，/&+–—-]|and|und|et|y|e|и|ve|و|和|及|と|및|i|oraz)\s*|\s+)\d{1,2}){1,30})(?!\d)"
    r"\s*[.)\]:：、．），,–—-]?\s*",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,2})\s*[–—-]\s*(\d{1,2})")
_JOINING = re.compile(r"^[\s,;/&+、，]*(?:and|und|et|y|e|и|ve|و|和|及|と|및|i|oraz)?[\s,;/&+、，]*$", re.IGNORECASE)


_JOINTS = " \t,;.:()[]，；。：（）、-–—"
_MENTIONED = because("answer-mentions", "B3")


@dataclass(frozen=True)
class Proposal:
    """What an answer says of one address; ``address_id`` None: it is new.

    ``kind`` None leaves the kind as it is. ``roles`` are purposes by code. ``lines`` are the numbers of the lines that
    say so, ``reason`` how they were matched; what has ``doubts`` is not taken unless the user says so.
    """

    value: str
    address_id: AddressId | None
    standing: Standing
    kind: MailboxKind | None = None
    department: Department | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    lines: tuple[int, ...] = ()
    reason: Reason = _MENTIONED
    doubts: tuple[Reason, ...] = ()

    @property
    def ticked(self) -> bool:
        """Whether it is taken unless the user says otherwise."""
        return not self.doubts


@dataclass(frozen=True)
class Reading:
    """An answer as it was understood: every line with what became of it, and the proposals in their order."""

    lines: tuple[Line, ...]
    proposals: tuple[Proposal, ...]

    @property
    def unclear(self) -> tuple[Line, ...]:
        """The lines that speak of an address and are not understood."""
        return tuple(each for each in self.lines if each.state is LineState.UNCLEAR)


@dataclass(frozen=True)
class Asked:
    """What was asked: the questions, and the lines of the letter, which may come back quoted."""

    questions: tuple[Question, ...] = ()
    lines: tuple[str, ...] = ()


def read(
    text: str,
    addresses: Sequence[Address],
    purposes: Sequence[Purpose],
    words: AnswerWords,
    asked: Asked | None = None,
    ours: Collection[str] = (),
    barred: Collection[tuple[AddressId, str]] = (),
) -> Reading:
    """Read an answer; never raises. ``addresses`` are the party's, ``ours`` the user's own, never taken for theirs.

    ``barred`` are the cells that say never, by address and purpose code: an answer alone does not open
    them. An address is found by its number in our letter, by being named, or by a reply below its quoted line.
    """
    return _Reader(addresses, purposes, words, asked or Asked(), ours, barred).read(text)


class _Reader:
    def __init__(
        self,
        addresses: Sequence[Address],
        purposes: Sequence[Purpose],
        words: AnswerWords,
        asked: Asked,
        ours: Collection[str],
        barred: Collection[tuple[AddressId, str]],
    ) -> None:
        self._known = {each.value.casefold(): each for each in addresses if each.channel is Channel.MAIL}
        self._domains = {domain_of(value) for value in self._known}
        self._purposes = [each for each in purposes if each.code != PurposeCode.NOTICE]
        self._words, self._asked = words, asked
        self._questions = {each.number: each for each in asked.questions}
        self._presumed = {each.value.casefold(): each.purposes for each in asked.questions}
        self._ours = {each.casefold() for each in ours}
        self._barred = frozenset(barred)
        self._found: dict[str, Proposal] = {}
        self._states: dict[int, LineState] = {}

    def read(self, text: str) -> Reading:
        every = lines_of(text, self._asked.lines, self._words.ends_a_letter, self._speaks)
        lines = [replace(each, bare=self._in_full(each.bare)) for each in every]
        about, room = "", 0  # the address that the next line may be about, and for how many lines more
        for line in lines:
            tail = self._tail(line)
            if line.state is LineState.QUOTED and not tail:
                named = self._named(line.bare)
                about, room = (named, 2) if named else (about, room - 1 if line.bare else room)
                about = about if room > 0 else ""
            elif line.state is not LineState.SIGNATURE and line.bare:
                about = self._own_line(line, tail, about)
                room = 2 if about else 0
            elif line.state is not LineState.QUOTED:
                about = "" if line.state is LineState.SIGNATURE else about
        final = tuple(replace(each, state=self._states.get(each.number, each.state)) for each in every)
        return Reading(final, tuple(self._judged(each) for each in self._found.values()))

    def _speaks(self, bare: str) -> bool:
        return "@" in bare or any(each.code != "closing" for each in self._words.hits(bare))

    def _in_full(self, bare: str) -> str:
        """A line with every address whole and by itself: one that is only begun is the one of theirs that begins so."""

        def whole(begun: re.Match[str]) -> str:
            known = [value for value in self._known if value.startswith(begun[0].casefold())]
            return known[0] if len(known) == 1 else begun[0]

        return _BEGUN.sub(whole, unglued(bare))

    # -- one line ------------------------------------------------------------------------------------------------------

    def _tail(self, line: Line) -> str:
        """What was written behind one of our own lines, quoted or not."""
        bare = " ".join(line.bare.split())
        for each in self._asked.lines:
            own = " ".join(each.split())
            if "@" in own and len(bare) > len(own) and bare.casefold().startswith(own.casefold()):
                return bare[len(own) :].strip()
        return ""

    def _named(self, bare: str) -> str:
        found = _MAIL.findall(bare[:400])
        if len(found) == 1:
            return self._spelled(found[0])
        number = _NUMBER.match(bare)
        question = self._questions.get(int(number[1])) if number is not None and not found else None
        return question.value if question is not None else ""

    def _own_line(self, line: Line, tail: str, about: str) -> str:
        """Read a line of the writer's own; returns the address that the line below may be about."""
        if tail:
            self._say(line, self._named(line.bare), self._words.said(tail), because("answer-behind-question", "B3"))
            return ""
        found = list(_MAIL.finditer(line.bare))
        if found:
            return self._by_name(line, found)
        number = _NUMBERS.match(line.bare) or _NUMBER.match(line.bare)
        if number is not None and (numbered := self._by_number(line, number)) is not None:
            return numbered
        said = self._words.said(line.bare)
        if about and said.is_something:
            self._say(line, about, said, because("answer-below-question", "B3"))
            return about
        self._about_nobody(line, said)
        return about

    def _by_number(self, line: Line, number: re.Match[str]) -> str | None:
        """A line about one or several of our numbers; None where it is about none and says nothing that we know."""
        said = self._words.said(line.bare[number.end() :])
        meant = _numbers_in(number[1])
        questions = [self._questions[each] for each in meant if each in self._questions]
        if not questions or (len(questions) < len(meant) and said.is_something):
            # No letter of ours has these numbers: shown, and put to nobody.
            if not said.is_something:
                return None
            self._states[line.number] = LineState.UNCLEAR
            return ""
        if len(meant) > 1 and not said.is_something:
            return None
        # "1 2" and "1-2" may be amounts or days as well; "1, 2" is a list.
        loose = len(meant) > 1 and re.search(r"\d\s+\d|[–—-]", number[1]) is not None
        doubts = (because("answer-several-numbers", "B3"),) if loose else ()
        for each in questions:
            self._say(line, each.value, said, because("answer-by-number", "B3", number=str(each.number)), doubts)
        return "" if said.is_something else questions[0].value

    def _about_nobody(self, line: Line, said: Said) -> None:
        """ "All correct" is said of every address asked about; other words without an address are not understood."""
        hits = {each.code for each in self._words.hits(line.bare)}
        if said.yes and not said.unclear and not said.roles and self._asked.questions:
            doubts = () if "yes-all" in hits else (because("answer-yes-to-what", "B3"),)
            for each in self._asked.questions:
                self._say(line, each.value, Said(yes=True), because("answer-to-all", "B3"), doubts)
        elif replace(said, kind=None, unclear="") != Said() or (said.unclear and hits & self._words.purposes):
            self._states[line.number] = LineState.UNCLEAR

    def _by_name(self, line: Line, found: list[re.Match[str]]) -> str:
        """A line that names addresses: each has the words behind it, or else those before it."""
        starts, ends = [each.start() for each in found], [each.end() for each in found]
        before = [line.bare[a:b] for a, b in zip([0, *ends], [*starts, len(line.bare)], strict=True)]
        first, behind = _NUMBER.sub("", before[0]), before[1:]
        leading, trailing = self._words.said(first), self._words.said(behind[-1])
        reason = because("answer-mentions", "B3")
        values = [self._spelled(each[0]) for each in found]
        if len(found) == 1:
            said = trailing if not leading.is_something else leading if not trailing.is_something else None
            said = said if said is not None else self._words.said(f"{first} , {behind[0]}")
            self._say(line, values[0], said, reason)
            return "" if said.is_something else values[0]
        if leading.is_something and trailing.is_something:
            for each in values:
                self._say(line, each, Said(unclear="answer-ambiguous"), reason)
            return ""
        parts = before[:-1] if leading.is_something else behind
        parts = [first, *parts[1:]] if leading.is_something else self._copied(_shared(parts))
        for value, part in zip(values, self._copies(parts), strict=True):
            self._say(line, value, self._words.said(part), reason)
        return ""

    def _copied(self, parts: list[str]) -> list[str]:
        """ "a@x invoices, cc b@x": the "cc" behind the first is said of the second."""
        moved = [*parts]
        for at, part in enumerate(parts[:-1]):
            before = self._words.before_copy(part)
            if before != part:
                moved[at], moved[at + 1] = before, f"cc {moved[at + 1]}"
        return moved

    def _copies(self, parts: list[str]) -> list[str]:
        """A copy of what the address before it receives, where nothing else is said of it."""
        whole = [*parts]
        for at in range(1, len(parts)):
            before = self._words.said(whole[at - 1])
            receives = before.roles and not before.unclear and all(role is not Role.NEVER for _, role in before.roles)
            if receives and self._words.said(parts[at]) == Said(unclear="answer-copy-of-what"):
                whole[at] = f"{whole[at - 1].strip(_JOINTS)} {parts[at].strip(_JOINTS)}"
        return whole

    def _spelled(self, value: str) -> str:
        value = value.rstrip(".-")
        known = self._known.get(value.casefold())
        return known.value if known is not None else value

    # -- proposals -----------------------------------------------------------------------------------------------------

    def _say(self, line: Line, value: str, said: Said, reason: Reason, doubts: tuple[Reason, ...] = ()) -> None:
        if not value or value.casefold() in self._ours:
            return
        known = self._known.get(value.casefold())
        if not said.is_something and known is not None:
            return
        if known is None and reason.code != "answer-mentions":
            # Asked about and taken away since: it comes back only when it is named.
            self._states[line.number] = LineState.UNCLEAR
            return
        fresh = self._proposal(value, known, said, reason)
        if fresh is None:
            self._states[line.number] = LineState.UNCLEAR
            return
        unclear = because(said.unclear, "B3") if said.unclear else None
        if said.yes and not fresh.roles and said.kind is None:
            doubts = (*doubts, because("answer-yes-to-what", "B3"))
        self._states[line.number] = LineState.UNCLEAR if unclear else LineState.USED
        if unclear is not None and known is not None:
            return
        fresh = replace(fresh, lines=(line.number,), doubts=(*doubts, *((unclear,) if unclear else ())))
        key = value.casefold()
        self._found[key] = _together(self._found[key], fresh) if key in self._found else fresh

    def _proposal(self, value: str, known: Address | None, said: Said, reason: Reason) -> Proposal | None:
        roles = dict(said.roles)
        presumed = self._presumed.get(value.casefold(), ())
        if said.yes and not roles:
            roles = dict.fromkeys(presumed, Role.TO)
        if said.never or said.everything is not None:
            role = Role.NEVER if said.never else said.everything or Role.TO
            roles = {each.code: role for each in self._purposes}
        if said.no and not roles and said.kind is None and known is not None:
            return None
        number = known.id if known is not None else None
        kept = tuple((code, role) for code, role in roles.items() if any(each.code == code for each in self._purposes))
        standing = said.standing or Standing.CONFIRMED
        return Proposal(value, number, standing, said.kind, said.department, kept, (), reason)

    def _judged(self, found: Proposal) -> Proposal:
        """The doubts that follow from the rules and not from the words."""
        doubts = list(found.doubts)
        known = self._known.get(found.value.casefold())
        kind = found.kind or (known.kind if known is not None else None)
        formal = {each.code for each in self._purposes if each.formal}
        if kind is MailboxKind.PERSONAL and any(role is Role.TO and code in formal for code, role in found.roles):
            doubts.append(because("answer-formal-to-personal", "A2"))
        if known is None:
            if self._domains and domain_of(found.value) not in self._domains:
                doubts.append(because("answer-new-other-domain", "B3", domain=domain_of(found.value)))
            if not found.roles and found.kind is None:
                doubts.append(because("answer-new-only-named", "B3"))
        if self._only_denies(found):
            doubts.append(because("answer-only-not", "B3"))
            # That it is not for this confirms it for nothing.
            if known is None or known.standing is Standing.PRESUMED:
                found = replace(found, standing=Standing.PRESUMED)
        if known is None:
            return replace(found, doubts=tuple(dict.fromkeys(doubts)))
        used = (code for code, role in found.roles if role is not Role.NEVER)
        doubts += (because("answer-was-never", "B3", purpose=code) for code in used if (known.id, code) in self._barred)
        if known.standing in (Standing.BOUNCED, Standing.RETIRED) and found.standing is Standing.CONFIRMED:
            doubts.append(because(f"answer-was-{known.standing}", "A7"))
        return replace(found, doubts=tuple(dict.fromkeys(doubts)))

    def _only_denies(self, found: Proposal) -> bool:
        """ "Not for invoices" and nothing else: it says neither what the address is for nor that it is not in use."""
        denied = bool(found.roles) and all(role is Role.NEVER for _, role in found.roles)
        return denied and found.kind is None and len(found.roles) < len(self._purposes)


def _numbers_in(told: str) -> list[int]:
    """The numbers of "1, 3-5" in their order, each once."""
    found: dict[int, None] = {}
    spans = {span.start(): (int(span[1]), int(span[2])) for span in _RANGE.finditer(told)}
    for first, last in spans.values():
        found |= dict.fromkeys(range(first, last + 1) if first < last else (first, last))
    found |= dict.fromkeys(int(each) for each in re.findall(r"\d{1,2}", told))
    return list(found)


def _shared(parts: list[str]) -> list[str]:
    """ "a@x, b@x: invoices" says it of both."""
    shared = list(parts)
    for at in range(len(shared) - 2, -1, -1):
        if _JOINING.match(shared[at]):
            shared[at] = shared[at + 1]
    return shared


def _together(first: Proposal, second: Proposal) -> Proposal:
    """Two statements about one address; where they differ the user decides."""
    roles = dict(first.roles)
    differs = (first.standing is Standing.CONFIRMED) is not (second.standing is Standing.CONFIRMED)
    for code, role in second.roles:
        differs = differs or roles.setdefault(code, role) is not role
    doubts = (*first.doubts, *second.doubts, *((because("answer-twice", "B3"),) if differs else ()))
    return replace(
        first,
        kind=first.kind or second.kind,
        department=first.department or second.department,
        roles=tuple(roles.items()),
        lines=tuple(dict.fromkeys((*first.lines, *second.lines))),
        doubts=tuple(dict.fromkeys(doubts)),
    )
