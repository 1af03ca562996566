"""Abbreviations and slang of the trade, and the plain words for them (C5).

What stands within a number (PI-2026-0160) is none, and what the text itself explains needs no other words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

#: Abbreviation: what it stands for, by language. Small letters: however it is written.
ABBREVIATIONS: Mapping[str, Mapping[str, str]] = {
    short: dict(zip(("en", "de", "fr", "es"), told.split(" | "), strict=False))
    for short, told in {
        "ETD": "estimated time of departure | voraussichtliche Abfahrt | départ prévu | salida prevista",
        "ETA": "estimated time of arrival | voraussichtliche Ankunft | arrivée prévue | llegada prevista",
        "ETS": "estimated time of sailing | voraussichtliches Auslaufen | appareillage prévu | zarpe previsto",
        "ATD": "actual time of departure | tatsächliche Abfahrt | départ effectif | salida real",
        "ATA": "actual time of arrival | tatsächliche Ankunft | arrivée effective | llegada real",
        "MOQ": "minimum order quantity | Mindestbestellmenge | quantité minimale de commande | "
        "cantidad mínima de pedido",
        "T/T": "bank transfer | Banküberweisung | virement bancaire | transferencia bancaria",
        "TT": "bank transfer | Banküberweisung | virement bancaire | transferencia bancaria",
        "L/C": "letter of credit | Akkreditiv | lettre de crédit | carta de crédito",
        "LC": "letter of credit | Akkreditiv | lettre de crédit | carta de crédito",
        "D/P": "documents against payment | Dokumente gegen Zahlung | documents contre paiement | "
        "documentos contra pago",
        "D/A": "documents against acceptance | Dokumente gegen Akzept | documents contre acceptation | "
        "documentos contra aceptación",
        "O/A": "open account | offene Rechnung | compte ouvert | cuenta abierta",
        "B/L": "bill of lading | Konnossement | connaissement | conocimiento de embarque",
        "BL": "bill of lading | Konnossement | connaissement | conocimiento de embarque",
        "AWB": "air waybill | Luftfrachtbrief | lettre de transport aérien | guía aérea",
        "PI": "proforma invoice | Proforma-Rechnung | facture pro forma | factura proforma",
        "CI": "commercial invoice | Handelsrechnung | facture commerciale | factura comercial",
        "PL": "packing list | Packliste | liste de colisage | lista de empaque",
        "PO": "purchase order | Bestellung | bon de commande | orden de compra",
        "C/O": "certificate of origin | Ursprungszeugnis | certificat d'origine | certificado de origen",
        "CBM": "cubic metres | Kubikmeter | mètres cubes | metros cúbicos",
        "FCL": "full container load | voller Container | conteneur complet | contenedor completo",
        "LCL": "less than a container load | Sammelcontainer | conteneur de groupage | carga consolidada",
        "POL": "port of loading | Ladehafen | port de chargement | puerto de carga",
        "POD": "port of discharge | Löschhafen | port de déchargement | puerto de descarga",
        "GW": "gross weight | Bruttogewicht | poids brut | peso bruto",
        "NW": "net weight | Nettogewicht | poids net | peso neto",
        "G.W": "gross weight | Bruttogewicht | poids brut | peso bruto",
        "N.W": "net weight | Nettogewicht | poids net | peso neto",
        "QC": "quality control | Qualitätskontrolle | contrôle qualité | control de calidad",
        "QA": "quality assurance | Qualitätssicherung | assurance qualité | aseguramiento de calidad",
        "QTY": "quantity | Menge | quantité | cantidad",
        "OEM": "made under your brand | unter Ihrer Marke gefertigt | fabriqué sous votre marque | "
        "fabricado con su marca",
        "ODM": "our design under your brand | unser Entwurf unter Ihrer Marke | notre modèle sous votre marque | "
        "nuestro diseño con su marca",
        "SKU": "article | Artikel | article | artículo",
        "asap": "as soon as possible | so bald wie möglich | dès que possible | lo antes posible",
        "fyi": "for your information | zu Ihrer Information | pour information | para su información",
        "btw": "by the way | übrigens | d'ailleurs | por cierto",
        "tbd": "to be decided | noch offen | à décider | por definir",
        "tba": "to be announced | wird noch mitgeteilt | à annoncer | por anunciar",
        "tbc": "to be confirmed | noch zu bestätigen | à confirmer | por confirmar",
        "n/a": "not applicable | entfällt | sans objet | no aplica",
        "eod": "by the end of the day | bis heute Abend | d'ici ce soir | al final del día",
        "rgds": "regards",
        "pls": "please | bitte",
        "plz": "please | bitte",
        "pcs": "pieces | Stück | pièces | piezas",
        "ctns": "cartons | Kartons | cartons | cajas",
        "ctn": "carton | Karton | carton | caja",
        "qty": "quantity | Menge | quantité | cantidad",
        "pkgs": "packages | Packstücke | colis | bultos",
        "thx": "thank you | danke | merci | gracias",
        "tks": "thank you | danke | merci | gracias",
        "ur": "your",
        "u": "you",
        "2mrw": "tomorrow",
        "mgmt": "management",
        "wk": "week | Woche | semaine | semana",
        "wks": "weeks | Wochen | semaines | semanas",
    }.items()
}

#: Slang and figures of speech that a reader may take by the word, and plain English for them.
SLANG: Mapping[str, str] = {
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "have to",
    "kinda": "rather",
    "lemme": "let me",
    "gimme": "give me",
    "dunno": "do not know",
    "yeah": "yes",
    "yep": "yes",
    "nope": "no",
    "okey dokey": "all right",
    "no worries": "that is all right",
    "no biggie": "that is all right",
    "hey guys": "hello",
    "hi guys": "hello",
    "you guys": "you",
    "touch base": "talk",
    "ballpark figure": "rough figure",
    "heads up": "notice",
    "are on the same page": "agree",
    "a piece of cake": "easy",
    "ping me": "write to me",
    "hit me up": "write to me",
    "in the loop": "informed",
    "the ball is in your court": "we wait for your decision",
    "back to square one": "to start again",
    "low hanging fruit": "easy part",
    "think outside the box": "look for a new way",
    "long time no see": "we have not met for a long time",
    "bear with us": "please be patient",
    "a.s.a.p": "as soon as possible",
    "awesome": "very good",
    "cheap price": "good price",
    "lol": "",
    "omg": "",
}

#: Words of the net that have no place in a letter, and what is written instead.
NET_WORDS: Mapping[str, str] = {
    "亲们": "各位",
    "哈喽": "您好",
    "么么哒": "",
    "木有": "没有",
    "酱紫": "这样",
    "肿么": "怎么",
    "好滴": "好的",
    "好哒": "好的",
    "嗯呐": "好的",
    "给力": "得力",
    "绝绝子": "很好",
    "yyds": "最好",
    "3q": "谢谢",
    "hold住": "控制住",
    "搞定": "办妥",
    "咋": "怎么",
    "啥": "什么",
}

_TOKEN = re.compile(r"[^\W_](?:[\w/.&\-]*[^\W_])?")
_SLANG = re.compile(
    r"(?<![\w'’-])(?:" + "|".join(re.escape(each) for each in sorted(SLANG, key=len, reverse=True)) + r")(?![\w'’-])",
    re.IGNORECASE,
)
_NET = re.compile("|".join(re.escape(each) for each in sorted(NET_WORDS, key=len, reverse=True)), re.IGNORECASE)
#: "(ETD)" behind words, or "ETD (words": the text explains it itself.
_EXPLAINED_BEFORE = re.compile(r"[^\W\d_]{2,40}[ -][^\W\d_]{2,40}[ ]*\(([A-Z][A-Z/.]{1,6})\)")
_EXPLAINED_BEHIND = re.compile(r"\b([A-Z][A-Z/.]{1,6})[ ]?(?:\([^\W\d_]{2,40}[ -][^\W\d_]{2,40}|=|: the |, that is)")


class Plain(NamedTuple):
    """A word as it is written, and the plain one; empty where it is better left out."""

    written: str
    plain: str


def abbreviations(paragraph: str, language: str) -> tuple[Plain, ...]:
    """The abbreviations of a paragraph, each once; none in a language for which there are no plain words."""
    return _abbreviations(paragraph, language) if paragraph else ()


@lru_cache(maxsize=4096)
def slang(paragraph: str) -> tuple[Plain, ...]:
    """Slang and figures of speech of an English paragraph, each once."""
    found = {hit[0]: SLANG[hit[0].casefold()] for hit in _SLANG.finditer(paragraph.replace("’", "'"))}
    return tuple(Plain(written, plain) for written, plain in found.items())


@lru_cache(maxsize=4096)
def net_words(paragraph: str) -> tuple[Plain, ...]:
    """Words of the net in a Chinese paragraph; not figures that are part of a longer one."""
    found: dict[str, str] = {}
    for hit in _NET.finditer(paragraph):
        around = paragraph[max(0, hit.start() - 1) : hit.start()] + paragraph[hit.end() : hit.end() + 1]
        if hit[0].isascii() and any(char.isascii() and (char.isalnum() or char in "+-./") for char in around):
            continue
        found[hit[0]] = NET_WORDS[hit[0].casefold()]
    return tuple(Plain(written, plain) for written, plain in found.items())


@lru_cache(maxsize=4096)
def explained(paragraph: str) -> frozenset[str]:
    """The abbreviations that a paragraph itself explains: "estimated time of departure (ETD)"."""
    if "(" not in paragraph and "=" not in paragraph and ":" not in paragraph and "," not in paragraph:
        return frozenset()
    found = {hit[1] for each in (_EXPLAINED_BEFORE, _EXPLAINED_BEHIND) for hit in each.finditer(paragraph)}
    return frozenset(each.strip(".") for each in found)


def is_spelled_out(plain: str, folded_text: str) -> bool:
    """Whether the plain words stand in the (casefolded) text already, so that the abbreviation beside them is clear."""
    return bool(plain) and plain.casefold() in folded_text


def used_in(text: str) -> frozenset[str]:
    """Every abbreviation of the list that a text uses, as the list writes it: what its writer knows."""
    lines = (line for line in text.split("\n") if not line.lstrip().startswith(">"))
    return frozenset(listed(each.written) for line in lines for each in _abbreviations(line.strip()[:20_000], "en"))


def listed(written: str) -> str:
    """An abbreviation as the list has it: "ASAP" is "asap"."""
    return written if written in ABBREVIATIONS else written.lower()


def places(text: str, written: str) -> list[tuple[int, int]]:
    """Where a word or an expression stands as a whole in a text: (start, end) in characters, in order."""
    if _is_listed(written):
        found = []
        for token in _TOKEN.finditer(text):
            for start, end in _parts(token[0]):
                if token[0][start:end] == written:
                    found.append((token.start() + start, token.start() + end))
        return found
    edge = r"[\w'’]" if written[:1].isascii() and written[:1].isalnum() else None
    pattern = re.escape(written)
    if edge:
        pattern = rf"(?<!{edge}){pattern}(?!{edge})"
    return [hit.span() for hit in re.finditer(pattern, text)]


def put_for(text: str, start: int, plain: str) -> str:
    """The plain words as they stand at a place: with a capital at the beginning of a sentence or a point of a list."""
    before = text[max(0, start - 40) : start].rstrip(" ")
    begins = (
        not before or before[-1] in ".!?\n•" or (before[-1] in "-*–" and before[:-1].rstrip(" ")[-1:] in ("", "\n"))
    )
    return plain[:1].upper() + plain[1:] if begins else plain


@lru_cache(maxsize=4096)
def _abbreviations(paragraph: str, language: str) -> tuple[Plain, ...]:
    found: dict[str, str] = {}
    for token in _TOKEN.finditer(paragraph):
        for start, end in _parts(token[0]):
            written = token[0][start:end]
            plain = ABBREVIATIONS[listed(written)].get(language, "") if _is_listed(written) else ""
            if plain and not (written == "PO" and paragraph[token.end() :].startswith(" Box")):
                found.setdefault(written, plain)
    return tuple(Plain(written, plain) for written, plain in found.items())


def _parts(token: str) -> list[tuple[int, int]]:
    """The token itself, or its parts about a stroke ("ETD/ETA"); nothing of a token with figures or a dash in it."""
    if _is_listed(token):
        return [(0, len(token))]
    if "/" not in token or "-" in token or any(char.isdigit() for char in token):
        return []
    found, at = [], 0
    for part in token.split("/"):
        if _is_listed(part):
            found.append((at, at + len(part)))
        at += len(part) + 1
    return found


def _is_listed(word: str) -> bool:
    if word in ABBREVIATIONS:
        return True
    # "U" and "UR" in capitals are a shape or a code.
    return 2 < len(word) <= 4 and word.lower() in ABBREVIATIONS


def without(found: Collection[Plain], known: Collection[str]) -> tuple[Plain, ...]:
    """The abbreviations that are not among the known ones."""
    return tuple(each for each in found if listed(each.written) not in known)
