"""Which encoding the bytes of a list are in: certain, or a choice for the user; never guessed silently."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.table import Candidate

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Old names and their supersets, which read everything that the old ones do.
_SUPERSETS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "shift_jis": "cp932",
    "sjis": "cp932",
    "latin-1": "cp1252",
    "iso-8859-1": "cp1252",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "euc-kr": "cp949",
    "utf-8": "utf-8-sig",
}
#: Offered when the bytes do not tell.
CANDIDATES = (
    *("gb18030", "cp1252", "cp1251", "cp1250", "big5", "cp932", "euc-kr", "cp1254", "cp1253", "cp1256", "cp1255"),
    *("cp874", "cp1258", "cp1257", "koi8-r"),
)
#: These are offered however little the text looks like theirs; the others have a letter for nearly every byte.
_ALWAYS = frozenset({"gb18030", "cp1252", "cp1251", "big5", "cp932", "euc-kr"})
_HARDLY = 0.1
#: So many of them are shown; all can be chosen.
_MOST_SHOWN = 8
#: Bytes of a list that are enough for a hint.
_HINT_BYTES = 64 * 1024

# The commonest characters of Chinese company lists: names, places, goods, terms.
_COMMON_CHINESE = frozenset(
    "的一是不在有人我这中大来上国个到们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还"
    "发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其"
    "种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化"
    "由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做"
    "系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元"
    "社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量"
    "空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单"
    "据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏宝客户限贸易进出口厂号楼街镇县省州深圳莞宁波义乌苏杭佛"
    "编订货款数价格额币美欧联系电话传真邮箱址备注称型规单位箱桌椅灯具五金塑料纺织服装鞋帽玩具家居陶瓷玻璃机械设备材料配件"
    "陈刘杨赵吴徐孙朱胡郭何林罗郑梁谢宋唐邓韩冯曹彭曾萧田董袁潘蒋蔡余杜叶程魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆韦贾夏伟芳娜敏静"
    "丽强磊洋艳勇军杰娟涛超秀霞平刚桂福建浙江苏湖河四川东莞珠温厦泉青烟岛连津重庆武汉"
)
#: The letters that each of them is used for.
_KINDS = {
    "cp1251": re.compile("[А-яЁё]"),
    "big5": re.compile("[一-龥]"),
    "cp932": re.compile("[ぁ-んァ-ヶー一-龥]"),
    "euc-kr": re.compile("[가-힣]"),
    "cp1252": re.compile("[À-ÏÑ-ÖØ-Üß-ïñ-öø-üÿŒœŠšŽžŸ€‘’“”–]"),
    "cp1250": re.compile("[ĄąĆćĘęŁłŃńÓóŚśŹźŻżÁáČčĎďÉéĚěÍíŇňŘřŠšŤťÚúŮůÝýŽžŐőŰűÄäÖöÜüĂăÂâÎîŞşŢţĐđ]"),
    "cp1254": re.compile("[ÇçĞğİıÖöŞşÜüÂâÎî]"),
    "cp1253": re.compile("[Ά-ώ]"),
    "cp1256": re.compile("[ء-ي\u064b-\u0652پچژگ،؟]"),
    "cp1255": re.compile("[א-ת]"),
    "cp874": re.compile("[ก-ฮะ-ู็-์เ-ไ]"),
    "cp1258": re.compile("[ĂăÂâĐđÊêÔôƠơƯưÀÁÈÉàáèé\u0300-\u0323]"),
    "cp1257": re.compile("[ĀāČčĒēĢģĪīĶķĻļŅņŠšŪūŽžĄąĘęĖėĮįŲųÕõÄäÖöÜü]"),
    "koi8-r": re.compile("[А-яЁё]"),
}
#: Alphabets of their own, whose letters come in runs; a few accented letters between plain ones are none of them.
_ALPHABETS = frozenset({"cp1251", "koi8-r", "cp1253", "cp1256", "cp1255", "cp874"})
#: Accented letters that stand alone between plain ones. The commoner the encoding, the more it counts.
_ACCENTED = {"cp1252": 1.0, "cp1250": 0.97, "cp1254": 0.93, "cp1257": 0.9, "cp1258": 0.88}


@dataclass(frozen=True)
class Decoded:
    """The text of a list; when not ``certain``, read as the first of ``candidates`` for a preview."""

    text: str
    encoding: str
    certain: bool = True
    candidates: tuple[Candidate, ...] = ()


def decode_list(raw: bytes, encoding: str | None = None) -> Decoded:
    """Turn bytes into text. ``encoding`` is what the user chose, or None to find out.

    Byte order mark, then UTF-8, then UTF-16 without a mark, then GB18030 if it reads as plain Chinese. RuleSaysNo
    ``encoding-unknown`` for a name that is none, ``encoding-does-not-fit`` when the chosen one cannot read the bytes.
    """
    if encoding is not None:
        return Decoded(_chosen(raw, encoding), encoding)
    for mark, marked in _MARKS:
        if raw.startswith(mark) and (text := _try(raw, marked)) is not None:
            return Decoded(text, marked.removesuffix("-sig"))
    wide = _without_mark(raw)
    if wide is not None:
        return wide
    text = _try(raw, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8")
    chinese = _try(raw, "gb18030")
    if chinese is not None and _is_plain_chinese(chinese):
        return Decoded(chinese, "gb18030")
    return _choice(raw)


def _chosen(raw: bytes, encoding: str) -> str:
    name = _SUPERSETS.get(encoding.lower().replace("_", "-"), _SUPERSETS.get(encoding.lower(), encoding))
    try:
        return raw.decode(name).removeprefix("\ufeff")
    except LookupError:
        raise RuleSaysNo("encoding-unknown", "encoding", encoding=encoding) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise RuleSaysNo("encoding-does-not-fit", "encoding", encoding=encoding, line=line) from None


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _without_mark(raw: bytes) -> Decoded | None:
    """UTF-16 without a mark shows as line ends and separators with a zero byte always on the same side."""
    if b"\0" not in raw or len(raw) % 2:
        return None
    for encoding, signs in (
        ("utf-16-le", (b"\n\0", b",\0", b";\0", b"\t\0")),
        ("utf-16-be", (b"\0\n", b"\0,", b"\0;")),
    ):
        text = _try(raw, encoding)
        if text is not None and "\0" not in text and any(sign in raw for sign in signs) and _is_ordinary(text):
            return Decoded(text, encoding)
    return None


def _is_ordinary(text: str) -> bool:
    """Whether the text has line ends or separators and hardly a letter that no list has."""
    sample = text[:20_000]
    odd = sum(1 for letter in sample if not (letter.isprintable() or letter in "\r\n\t"))
    return odd * 50 <= len(sample) and any(mark in sample for mark in "\n\r,;\t")


def _is_plain_chinese(text: str) -> bool:
    """Whether the characters are the common ones of Chinese; other encodings read as GB18030 give rare ones."""
    letters = [letter for letter in text if ord(letter) > 0x7F]
    hanzi = [letter for letter in letters if "一" <= letter <= "鿿"]
    marks = [letter for letter in letters if letter in "，。、；：（）【】《》“”‘’—…！？￥·×　０１２３４５６７８９"]
    if len(hanzi) < 4 or (len(hanzi) + len(marks)) < 0.95 * len(letters):
        return False
    common = sum(1 for letter in hanzi if letter in _COMMON_CHINESE)
    usual = sum(1 for letter in hanzi if letter in _COMMON_CHINESE or 0xB0 <= letter.encode("gb18030")[0] <= 0xD7)
    return common >= 0.45 * len(hanzi) and usual >= 0.85 * len(hanzi)


def _choice(raw: bytes) -> Decoded:
    """Every encoding that can read the bytes, the likeliest first, each with a line as it would read."""
    found: list[tuple[float, str, str]] = []
    for encoding in CANDIDATES:
        text = _try(raw, "cp949" if encoding == "euc-kr" else encoding)
        likeness = _likeness(text, encoding) if text is not None else 0.0
        if text is not None and (likeness > _HARDLY or encoding in _ALWAYS):
            found.append((likeness, encoding, text))
    if not found:
        # A few bytes that no encoding has: read what can be read, the rest shows as �, and the user is asked.
        text = raw.decode("cp1252", errors="replace")
        return Decoded(text, "cp1252", False, (Candidate("cp1252", _preview(text)),))
    hinted = _hint(raw)
    found.sort(key=lambda each: -each[0] - (_HINT_WEIGHT if each[1] == hinted else 0.0))
    # Where two read every letter alike, the likelier one is offered.
    apart = {text: encoding for _, encoding, text in reversed(found)}
    found = [each for each in found if apart[each[2]] == each[1]]
    candidates = tuple(Candidate(encoding, _preview(text)) for _, encoding, text in found[:_MOST_SHOWN])
    return Decoded(found[0][2], found[0][1], False, candidates)


def _likeness(text: str, encoding: str) -> float:
    """How much the text looks like what this encoding is used for, 0 to 1."""
    runs = re.findall(r"[^\x00-\x7f]+", text[:200_000])
    letters = sum(len(run) for run in runs) or 1
    if encoding == "gb18030":
        return sum(1 for run in runs for letter in run if letter in _COMMON_CHINESE) / letters
    fitting = sum(len(_KINDS[encoding].findall(run)) for run in runs) / letters
    if encoding in _ACCENTED:
        # Accented letters stand alone between plain ones; other scripts come in runs.
        alone = sum(1 for run in runs if len(run) <= 2) / len(runs) if runs else 0.0
        return _ACCENTED[encoding] * fitting * alone
    if encoding in _ALPHABETS:
        return fitting * _cased(runs) * sum(len(run) for run in runs if len(run) > 2) / letters
    return fitting * 0.8


def _cased(runs: list[str]) -> float:
    """How well capitals stand where names begin: with the wrong table they stand in the middle of words, or nowhere."""
    words = [run for run in runs if len(run) > 2]
    if words and not any(letter.isupper() for word in words for letter in word):
        # Hebrew, Arabic and Thai have no capitals; Cyrillic and Greek names do.
        return 0.85 if any(letter.islower() for letter in words[0]) else 1.0
    odd = sum(1 for word in words if word != word.upper() and word[1:] != word[1:].lower())
    return 1.0 - 0.5 * odd / len(words) if words else 1.0


#: The hint only orders what looks much alike.
_HINT_WEIGHT = 0.025


def _hint(raw: bytes) -> str:
    """What charset-normalizer takes the telling lines for, by our name; often wrong on short text, so only a hint."""
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.WARNING)
    telling = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:_HINT_BYTES]
    best = from_bytes(telling).best()
    name = best.encoding.replace("_", "-") if best is not None else ""
    return {"cp949": "euc-kr", "gbk": "gb18030", "gb2312": "gb18030", "shift-jis": "cp932"}.get(name, name)


def _preview(text: str) -> str:
    """The first lines with letters that read differently, up to three."""
    lines = text.splitlines()
    telling = [line for line in lines[:5000] if not line.isascii()] or [line for line in lines if not line.isascii()]
    return "\n".join(line[:200] for line in (telling[:_LINES_SHOWN] or lines[:1]))


_LINES_SHOWN = 3
