"""The words of an answer: what a line says of an address, in any of the languages that the lists know."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tradedesk.domain.address import Department, MailboxKind, Standing
from tradedesk.domain.mailbox import fold
from tradedesk.domain.purpose import Role

_CLAUSE_ENDS = re.compile(r"[,;.!，。；！、،؛]+")
_LEADS_ON = re.compile(r"[\s:：]*(?:\w{1,4}[\s:：]*)?")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_NO_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")
#: "and", "with" and the article are written together with the Arabic word that follows.
_ARABIC_BEFORE = "(?:[\u0648\u0641]?(?:\u0627\u0644|\u0644\u0644|[\u0628\u0643\u0644](?:\u0627\u0644)?)?)"
_DEPARTMENT = "dept."


class Hit(NamedTuple):
    """A word that was found: ``text[start:end]`` says ``code``."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Said:
    """What a text says of an address. ``unclear`` is why it cannot be taken at its word; empty when it can.

    ``yes`` agrees to what was asked, ``no`` denies it; ``everything`` is said of all purposes.
    """

    yes: bool = False
    no: bool = False
    standing: Standing | None = None
    never: bool = False
    everything: Role | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    kind: MailboxKind | None = None
    department: Department | None = None
    unclear: str = ""

    @property
    def is_something(self) -> bool:
        """Whether anything was said that can be carried out or doubted."""
        return self != Said()


class AnswerWords:
    """Words and phrases by what they say: purposes by code, "dept.…", yes, no, not, but, retired, never, cc ….

    A phrase that ends in "*" also stands for what begins with it. All are compared without accents and capitals.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], purposes: Iterable[str]) -> None:
        self.purposes = frozenset(purposes)
        self._exact: dict[str, str] = {}
        self._stems: dict[str, str] = {}
        for code, words in phrases.items():
            for word in words:
                plain = _plain(word)
                kept = self._stems if plain.endswith("*") else self._exact
                kept.setdefault(plain.rstrip("*"), code)
        self._pattern = self._compiled()

    def hits(self, text: str) -> list[Hit]:
        """The words found in a text, in order, the longest where several begin; places are those of ``plain``."""
        return [Hit(*found.span(), self._code(found[0])) for found in self._pattern.finditer(_plain(text))]

    def said(self, text: str) -> Said:
        """What a text says of the address that it is about."""
        plain = _plain(text).strip(" \t:–—->=*•·\"'")
        hits = [Hit(*found.span(), self._code(found[0])) for found in self._pattern.finditer(plain)]
        if not hits:
            return Said()
        if plain.rstrip().endswith(("?", "？", "؟")) or any(each.code == "doubt" for each in hits):
            return Said(unclear="answer-not-sure")
        clauses = list(_clauses(plain, hits))
        return _joined([self._clause(codes) for codes, _ in clauses], [turned for _, turned in clauses])

    def before_copy(self, text: str) -> str:
        """What stands before "cc" or "copy to" at the end of a text, which is said of the address that follows."""
        plain = _plain(text)
        hits = list(self._pattern.finditer(plain))
        if not hits or self._code(hits[-1][0]) != "cc" or not _LEADS_ON.fullmatch(plain[hits[-1].end() :]):
            return text
        return plain[: hits[-1].start()]

    def ends_a_letter(self, line: str) -> bool:
        """Whether a line is "Kind regards" and the like, with at most a name behind it."""
        plain = _plain(line).strip(" \t,.!，。！،")
        found = self._pattern.match(plain)
        if found is None or self._code(found[0]) != "closing":
            return False
        rest = plain[found.end() :]
        return len(rest.split()) <= 3 and "@" not in rest and not any(char.isdigit() for char in rest)

    def _clause(self, codes: list[str]) -> Said:
        purposes = tuple(dict.fromkeys(code for code in codes if code in self.purposes))
        negated = "not" in codes or "never" in codes
        if any(code in ("retired", "bounced") for code in codes):
            # "No longer for invoices" puts nothing away; "not closed" even less.
            if purposes or "not" in codes:
                return Said(unclear="answer-ambiguous")
            return Said(standing=Standing.RETIRED if "retired" in codes else Standing.BOUNCED)
        if purposes:
            return self._of_purposes(codes, purposes, negated=negated)
        return Said(never=True) if "never" in codes else _of_the_address(codes, negated=negated)

    @staticmethod
    def _of_purposes(codes: list[str], purposes: tuple[str, ...], *, negated: bool) -> Said:
        if "no" in codes:
            # "No invoices" and "no: invoices" are one and the same to a program.
            return Said(unclear="answer-ambiguous")
        role = Role.NEVER if negated else Role.CC if "cc" in codes else Role.TO
        kind, department = (None, None) if negated else _kind(codes)
        yes = codes[0] in ("yes", "yes-all") and not negated
        return Said(yes=yes, roles=tuple((code, role) for code in purposes), kind=kind, department=department)

    def _code(self, word: str) -> str:
        bare = " ".join(word.split())
        if bare in self._exact:
            return self._exact[bare]
        for end in range(len(bare), 0, -1):
            if bare[:end] in self._stems:
                return self._stems[bare[:end]]
        # An Arabic word with what is written together with it.
        for start in range(1, min(5, len(bare))):
            if bare[start:] in self._exact:
                return self._exact[bare[start:]]
        return ""

    def _compiled(self) -> re.Pattern[str]:
        words = [(word, False) for word in self._exact] + [(word, True) for word in self._stems]
        words.sort(key=lambda each: -len(each[0]))
        spaced: list[str] = []
        joined: list[str] = []
        arabic: list[str] = []
        for word, is_stem in words:
            pattern = re.escape(word).replace("\\ ", r"\s+") + (r"\w*" if is_stem else "")
            (arabic if _ARABIC.search(word) else joined if _NO_SPACES.search(word) else spaced).append(pattern)
        parts = []
        if spaced:
            parts.append(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)")
        if arabic:
            parts.append(rf"(?<!\w)(?:(?:{'|'.join(arabic)})(?!\w)|{_ARABIC_BEFORE}(?:{'|'.join(arabic)})(?!\w))")
        if joined:
            parts.append("|".join(joined))
        return re.compile("|".join(parts) or r"(?!)")


def _plain(text: str) -> str:
    return fold(text).replace("\u2019", "'").replace("\u2018", "'")


def _clauses(text: str, hits: list[Hit]) -> Iterator[tuple[list[str], bool]]:
    """The codes by clause, which punctuation or a "but" ends; with whether a "but" began it."""
    turns = {each.start for each in hits if each.code == "but"}
    inside_words = {place for each in hits for place in range(each.start, each.end)}
    ends = {found.start() for found in _CLAUSE_ENDS.finditer(text)} - inside_words | turns
    start, turned = 0, False
    for end in (*sorted(ends), len(text) + 1):
        codes = [each.code for each in hits if start <= each.start < end and each.code not in ("but", "closing")]
        turned = turned or start in turns
        if codes:
            yield codes, turned
            turned = False
        start = end


def _of_the_address(codes: list[str], *, negated: bool) -> Said:
    """A clause without a purpose speaks of the address as a whole."""
    kind, department = _kind(codes)
    if codes[0] in ("yes", "yes-all"):
        return Said(yes=True, kind=kind, department=department, unclear="answer-ambiguous" if negated else "")
    if "all" in codes:
        role = Role.CC if "cc" in codes else Role.TO
        return Said(unclear="answer-ambiguous") if negated or "no" in codes else Said(everything=role)
    if negated or codes[0] == "no":
        return Said(no=True)
    return Said(unclear="answer-copy-of-what") if "cc" in codes else Said(kind=kind, department=department)


def _kind(codes: list[str]) -> tuple[MailboxKind | None, Department | None]:
    departments = {code for code in codes if code.startswith(_DEPARTMENT)}
    if len(departments) == 1 and "not" not in codes:
        return MailboxKind.DEPARTMENT, Department(departments.pop().removeprefix(_DEPARTMENT))
    if departments or "not" in codes:
        return None, None
    if ("official" in codes) != ("personal" in codes):
        return (MailboxKind.COMPANY if "official" in codes else MailboxKind.PERSONAL), None
    return None, None


def _joined(clauses: list[Said], turned: list[bool]) -> Said:
    """The clauses of one statement together; where they speak against one another it is not clear."""
    roles: dict[str, Role] = {}
    unclear = next((each.unclear for each in clauses if each.unclear), "")
    for each in clauses:
        for code, role in each.roles:
            if roles.setdefault(code, role) is not role:
                unclear = unclear or "answer-ambiguous"
    kinds = list({(each.kind, each.department) for each in clauses if each.kind is not None})
    standings = list({each.standing for each in clauses if each.standing is not None})
    kind, department = kinds[0] if len(kinds) == 1 else (None, None)
    joined = Said(
        yes=any(each.yes for each in clauses),
        no=any(each.no for each in clauses),
        standing=standings[0] if standings else None,
        never=any(each.never for each in clauses),
        everything=next((each.everything for each in clauses if each.everything is not None), None),
        roles=tuple(roles.items()),
        kind=kind,
        department=department,
        unclear=unclear,
    )
    if unclear or len(standings) > 1 or _contradicts(joined) or _trails(clauses, turned):
        return Said(unclear=unclear or "answer-ambiguous")
    return joined


def _contradicts(said: Said) -> bool:
    uses = said.yes or said.everything is not None or any(role is not Role.NEVER for _, role in said.roles)
    return (said.standing is not None and (uses or said.never)) or (said.never and uses) or (said.yes and said.no)


def _trails(clauses: list[Said], turned: list[bool]) -> bool:
    """ "Not for invoices, contracts": what follows a "not" without a "but" may belong to it."""
    after_never = False
    for said, is_turned in zip(clauses, turned, strict=True):
        roles = {role for _, role in said.roles}
        if after_never and not is_turned and roles - {Role.NEVER}:
            return True
        after_never = (after_never and not is_turned) or Role.NEVER in roles
    return False
