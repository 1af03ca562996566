"""Is a mail that was found the one that was handed over?

What cannot be told with certainty is asked and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from difflib import SequenceMatcher

from tradedesk.domain import sent_text
from tradedesk.domain.reason import Reason, because
from tradedesk.domain.sent_difference import compare
from tradedesk.domain.sent_mail import Candidate, Handed, Likeness, SentMail, Verdict, same_address

#: The clock of the mail program may be this much behind ours.
CLOCKS_DIFFER = timedelta(minutes=2)
#: Mails that are shown when it is not certain which of them it is.
MOST_CANDIDATES = 5
#: Two mails (or two hand-overs) whose likeness differs by less cannot be told apart.
_TOO_CLOSE = 0.06
_WEIGHTS = {"subject": 3.0, "people": 3.0, "text": 4.0, "files": 2.0}


def may_be(handed: Iterable[Handed], at: datetime | None, subject: str, addresses: Iterable[str]) -> bool:
    """Whether a mail is worth reading whole, by what its headers say."""
    known = {same_address(each) for each in addresses}
    bare = sent_text.bare_subject(subject)
    return any(
        _in_time(each, at) and ((bare and bare == each.bare_subject) or not known.isdisjoint(each.addresses))
        for each in handed
    )


def decide(handed: Sequence[Handed], mails: Iterable[SentMail], taken: frozenset[str] = frozenset()) -> list[Verdict]:
    """Which mail each hand-over became; the same mail in two folders counts once, ``taken`` ones belong to others.

    A hand-over gets a mail only when neither of them is nearly as much like another one; copies of one notice to a
    group share theirs.
    """
    once = {each.key: each for each in mails if each.key not in taken}
    like: dict[tuple[int, str], Likeness] = {}
    for one in handed:
        for key, mail in once.items():
            found = likeness(one, mail)
            if found is not None:
                like[one.id, key] = found
    by_id = {each.id: each for each in handed}
    sure: dict[int, str] = {}
    while more := _certain(by_id, once, like, sure):
        sure.update(more)
    return [_verdict(each, once, like, sure) for each in handed]


def likeness(handed: Handed, mail: SentMail) -> Likeness | None:
    """How much a mail is like a hand-over; None when it cannot be it at all."""
    if mail.key in handed.refused or not _in_time(handed, mail.at):
        return None
    subject = _subject_likeness(handed.bare_subject, sent_text.bare_subject(mail.subject))
    people = _people_likeness(handed, mail)
    if handed.group and not people and _shows_bcc(mail):
        # Another mail of the same notice.
        return None
    text = max((sent_text.share(handed.pairs, each) for each in mail.pairs), default=0.0)
    files = _files_likeness(handed, mail)
    if not (people and (subject >= 0.6 or text >= 0.5)) and not (subject == 1 and text >= 0.5):
        return None
    parts = {"subject": subject, "people": people, "text": text, **({} if files is None else {"files": files})}
    score = sum(_WEIGHTS[name] * value for name, value in parts.items()) / sum(_WEIGHTS[name] for name in parts)
    certain = (
        mail.at is not None
        and people >= (1.0 if handed.group else 0.5)
        and ((subject == 1 and text >= 0.5) or (subject >= 0.6 and text >= 0.9) or (text >= 0.97 and people == 1))
    )
    return Likeness(score, certain, _why(subject, people, text, files))


def _certain(
    by_id: Mapping[int, Handed], mails: Mapping[str, SentMail], like: Mapping[tuple[int, str], Likeness],
    sure: Mapping[int, str],
) -> dict[int, str]:  # fmt: skip
    """The pairs that can be told now; each of them makes room for others."""
    gone = {key: by_id[number].group for number, key in sure.items()}
    left = {
        pair: each.score
        for pair, each in like.items()
        if pair[0] not in sure and (pair[1] not in gone or _share(gone[pair[1]], by_id[pair[0]].group))
    }
    found: dict[int, str] = {}
    for (number, key), score in sorted(left.items(), key=lambda each: -each[1]):
        one = by_id[number]
        if number in found or not like[number, key].certain:
            continue
        rivals = [
            (other, value) for other, value in left.items()
            if (other[0] == number) != (other[1] == key) and value > score - _TOO_CLOSE
        ]  # fmt: skip
        if all(_no_rival(one, mails[key], by_id[other[0]], mails[other[1]]) for other, _ in rivals):
            found[number] = key
            if not one.group:
                return found
    return found


def _no_rival(one: Handed, mail: SentMail, other: Handed, another: SentMail) -> bool:
    """Copies of one notice share their mail; of two mails that say the very same the first is taken."""
    if other.id != one.id:
        return _share(one.group, other.group)
    if mail.at is None or another.at is None or mail.at > another.at:
        return False
    return compare(one, mail) == compare(one, another)


def _share(group: str, other: str) -> bool:
    return bool(group) and group == other


def _verdict(
    one: Handed, mails: Mapping[str, SentMail], like: Mapping[tuple[int, str], Likeness], sure: Mapping[int, str]
) -> Verdict:
    def candidate(key: str) -> Candidate:
        return Candidate(mails[key], like[one.id, key], compare(one, mails[key]))

    if one.id in sure:
        return Verdict(one, candidate(sure[one.id]))
    others = set(sure.values())
    left = [key for number, key in like if number == one.id and key not in others]
    best = sorted(left, key=lambda key: -like[one.id, key].score)[:MOST_CANDIDATES]
    return Verdict(one, None, tuple(candidate(key) for key in best))


def _in_time(handed: Handed, at: datetime | None) -> bool:
    return at is None or at >= handed.at - CLOCKS_DIFFER


def _subject_likeness(was: str, now: str) -> float:
    if was == now:
        return 1.0
    found = SequenceMatcher(None, was[:300], now[:300], autojunk=False).ratio()
    # Another order's number makes it another letter.
    return found if _numbers(was) == _numbers(now) else found / 2


def _numbers(text: str) -> set[str]:
    return {word for word in text.split() if any(char.isdigit() for char in word)}


def _people_likeness(handed: Handed, mail: SentMail) -> float:
    """How many of the people that it was meant for it went to; oneself counts only when nobody else was meant."""
    own = same_address(mail.sender)
    meant = handed.addresses
    seen = {same_address(each.value) for each in mail.people}
    if not handed.group and not _shows_bcc(mail):
        # Many programs do not write down who was on Bcc; of a notice to a group it must be seen.
        hidden = {same_address(each.value) for each in handed.people if each.role == "bcc"}
        meant = (meant - hidden) or meant
    meant = (meant - {own}) or meant
    return len(meant & seen) / len(meant) if meant else 0.0


def _shows_bcc(mail: SentMail) -> bool:
    return any(each.role == "bcc" for each in mail.people)


def _files_likeness(handed: Handed, mail: SentMail) -> float | None:
    if not handed.files or not mail.whole:
        return None
    hashes = {each for one in mail.files for each in one.hashes}
    names = {one.name.casefold() for one in mail.files}
    same = sum(1.0 if each.sha256 in hashes else 0.5 * (each.name.casefold() in names) for each in handed.files)
    return same / len(handed.files)


def _why(subject: float, people: float, text: float, files: float | None) -> tuple[Reason, ...]:
    found = []
    if subject == 1:
        found.append(because("sent-like-subject"))
    if people:
        found.append(because("sent-like-people" if people == 1 else "sent-like-some-people"))
    if text >= 0.97:
        found.append(because("sent-like-text"))
    elif text >= 0.5:
        found.append(because("sent-like-most-text", percent=str(int(text * 100))))
    if files == 1:
        found.append(because("sent-like-files"))
    return tuple(found)
