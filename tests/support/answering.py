"""A customer who was asked which address is for what, and the words that read the answer."""

from __future__ import annotations

from tradedesk.domain.address import Address, Channel, Department, MailboxKind, Standing
from tradedesk.domain.answers import Asked, Proposal, Reading, read
from tradedesk.domain.asking import Question, line, questions
from tradedesk.domain.purpose import SHIPPED
from tradedesk.integrations.mailboxes import answer_words, asking_words

WORDS = answer_words({})
LANGUAGES = ("en", "zh_CN", "de", "fr", "es", "pt", "it", "ru", "tr", "ar", "ja", "ko", "pl")


def _mail(number: int, value: str, kind: MailboxKind, desk: Department | None = None) -> Address:
    return Address(number, 1, None, Channel.MAIL, value, value, kind, desk)


ORDERS = _mail(1, "orders@gulf.ae", MailboxKind.COMPANY)
ACCOUNTS = _mail(2, "accounts@gulf.ae", MailboxKind.DEPARTMENT, Department.ACCOUNTING)
PRIVATE = _mail(3, "khalid@gmail.com", MailboxKind.PERSONAL)
INFO = _mail(4, "info@gulf.ae", MailboxKind.UNSURE)
ADDRESSES = (ORDERS, ACCOUNTS, PRIVATE, INFO)
QUESTIONS: tuple[Question, ...] = questions(ADDRESSES, SHIPPED, ())


def letter(language: str = "en") -> tuple[str, ...]:
    """The numbered lines of the letter in a language."""
    words = asking_words(language, {})
    return tuple(line(each, words) for each in QUESTIONS)


def answer(text: str, language: str = "en", addresses: tuple[Address, ...] = ADDRESSES) -> Reading:
    """An answer to the letter, read."""
    return read(text, addresses, SHIPPED, WORDS, Asked(QUESTIONS, letter(language)), ["chen@lantian.cn"])


def by_address(reading: Reading) -> dict[str, Proposal]:
    """The proposals by the local part of their address."""
    return {each.value.partition("@")[0]: each for each in reading.proposals}


def told(proposal: Proposal) -> str:
    """A proposal in one word or a few: "retired", "never", or the purposes with their roles."""
    if proposal.standing is not Standing.CONFIRMED:
        return str(proposal.standing)
    roles = {str(role) for _, role in proposal.roles}
    if roles == {"never"} and len(proposal.roles) == len(SHIPPED) - 1:
        return "never"
    desk = [str(proposal.department or proposal.kind)] if proposal.kind else []
    return " ".join([*desk, *(f"{code}:{role}" for code, role in proposal.roles)])
