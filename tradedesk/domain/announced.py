"""Whether a text says that something is attached, in the languages that letters are written in."""

from __future__ import annotations

import re
from functools import lru_cache

from tradedesk.domain.sentences import sentences
from tradedesk.domain.text_language import tongue

#: By language: what announces a paper, and what takes the announcement back.
_WORDS: dict[str, tuple[str, str]] = {
    "en": (
        r"\battached\b(?! to (?:the|each|every|it|them))|\battachments?\b|\benclosed\b|\benclosures?\b|\bI attach\b"
        r"|\bwe attach\b",
        r"\bnot (?:yet )?(?:attached|enclosed)|\b(?:no|without|any|your|large) attachments?\b"
        r"|\byou (?:have )?attached\b|\bnothing (?:is )?attached|\bopen (?:an |the )?attachment",
    ),
    "zh": (r"附件|随附|随函附|见附|附上", r"没有附件|无附件|未附|您的附件|贵方附件|您发来的附件"),
    "de": (
        r"\bim anhang\b|\bals anhang\b|\bin der anlage\b|\bals anlage\b|\bbeigefügt|\banbei\b|\bangehängt",
        r"\bnicht\b|\bohne anhang",
    ),
    "fr": (
        r"\bci-joint|\ben pièces? jointes?\b|\bpièces? jointes?\b|\bjoint à ce|\ben annexe\b",
        r"\bsans pièce|\bpas joint",
    ),
    "es": (r"\badjunt[oa]s?\b|\badjuntamos\b|\ben anexo\b", r"\bsin adjunt|\bno adjunt"),
    "pt": (r"\bem anexo\b|\banexamos\b|\banexad[oa]s?\b|\bsegue anexo\b", r"\bsem anexo|\bnão anex"),
    "it": (r"\bin allegato\b|\ballegat[oaie]\b|\balleghiamo\b", r"\bsenza allegat|\bnon allegat"),
    "ru": (r"\bво вложении\b|\bприлага|\bприложен[ыао]?\b|\bвложен[ыао]\b", r"\bне прилож|\bбез вложен"),
    "tr": (r"\bekte\b|\bekteki\b|\bekli\b|\bilişikte\b|\bekimizde\b", r"\bekli değil"),
    "ar": (r"مرفق|المرفق|مرفقات|نرفق|أرفقنا", r"بدون مرفق|لا يوجد مرفق"),
    "ja": (r"添付", r"添付(?:は)?(?:して)?(?:いません|なし|ありません)"),
    "ko": (r"첨부", r"첨부(?:파일)? ?없|첨부하지"),
    "pl": (r"\bw załączniku\b|\bw załączeniu\b|\bzałącza\w*\b|\bzałączon\w+\b", r"\bbez załączn|\bnie załącz"),
}
_SAYS = {code: re.compile(says, re.IGNORECASE) for code, (says, _) in _WORDS.items()}
_NOT = {code: re.compile(no, re.IGNORECASE) for code, (_, no) in _WORDS.items()}
#: Words in a script of their own cannot be mistaken for another language's.
_ALWAYS = ("en", "zh", "ar", "ja", "ko")


def announces(paragraphs: list[str], languages: tuple[str, ...]) -> bool:
    """Whether one of the paragraphs says that something is attached; ``languages`` are those of the text.

    >>> announces(["Please find attached our invoice."], ("en",)), announces(["No attachments, please."], ("en",))
    (True, False)
    """
    asked = tuple(dict.fromkeys((*_ALWAYS, *(tongue(each) for each in languages))))
    return any(_announces(each, asked) for each in paragraphs)


@lru_cache(maxsize=4096)
def _announces(paragraph: str, languages: tuple[str, ...]) -> bool:
    for language in languages:
        says = _SAYS.get(language)
        if says is not None and says.search(paragraph) and _said_in_earnest(paragraph, language):
            return True
    return False


def _said_in_earnest(paragraph: str, language: str) -> bool:
    """Not in a sentence that says the opposite."""
    return any(_SAYS[language].search(each) and not _NOT[language].search(each) for each in sentences(paragraph))
