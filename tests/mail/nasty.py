"""Forty messages made to be nasty: every script, every mark that some mail program cuts at, and sizes beyond use.

The same forty in every run: what chance chooses is chosen from a fixed seed.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random

from tradedesk.domain.draft import ComposeRequest
from tradedesk.domain.message import Attachment

Pairs = tuple[tuple[str, str], ...]
Make = Callable[[Path, Random], ComposeRequest]

SCRIPTS = {
    "german": "Grüße aus Köln, die Möbel sind fertig: ß ä ö ü",
    "french": "Ça va être prêt, l’acompte est reçu à Noël",
    "vietnamese": "Đơn hàng đã sẵn sàng, Tiếng Việt có dấu",
    "turkish": "İstanbul'a sevkiyat, ığüşöç IĞÜŞÖÇ",
    "polish": "Zażółć gęślą jaźń, zamówienie gotowe",
    "greek": "Η παραγγελία είναι έτοιμη, ώρα Ελλάδας",
    "russian": "Заказ готов к отгрузке, съёмка приёмки",
    "hebrew": "ההזמנה מוכנה למשלוח (PI 2026)",
    "arabic": "الطلبية جاهزة للشحن، رقم ١٢٣ (PI-2026)",
    "persian": "سفارش آماده است، می‌خواهیم",
    "hindi": "ऑर्डर तैयार है, कृपया पुष्टि करें",
    "thai": "สินค้าพร้อมส่งแล้ว กรุณายืนยัน",
    "japanese": "ご注文の品が完成いたしました。ﾊﾝｶｸ㈱",
    "korean": "주문하신 물품이 준비되었습니다",
    "chinese": "您的订单已完成，「形式发票」请查收。",
    "chinese-rare": "𠮷野家與𡃁仔：繁體、異體字",
    "emoji": "Ready 📦👩‍👩‍👧 🇨🇳 ✔️ é (e + accent)",
    "mixed": "Order طلب 订单 заказ #1, \u202aLTR\u202c",
}
MARKS = {
    "quotes": "\"A\" 'B' “C” ‘D’ «E» `F` ''G'' \"\"H\"\"",
    "commas": "a, b,, c ,d; e: f; <g>, (h) [i] {j}",
    "ampersands": "A & B && C&amp;D &bcc=eve@example.com &attach=/etc/hostname",
    "percents": "100% %20 %2C %0D%0ABcc: eve@example.com %% %41 %zz",
    "break-out": "5',attachment='/etc/hostname',bcc='eve@example.com',subject='x",
    "double-break-out": '5",attachment="file:///etc/hostname",subject="x',
    "web": "<b>x</b> <img src=file:///etc/hostname> <!-- y --> </body>",
    "shell": "$(id) `id` $HOME !! | tee ; rm -rf * > x < y \\ \\\\ ~",
    "options": "--attach /etc/hostname -compose --send",
    "address-like": "a?bcc=eve@example.com#frag /../.. mailto:eve@example.com",
}
FILE_NAMES = (
    "PI 2026-001 (final).pdf", "形式发票 2026-001.pdf", "عرض سعر.pdf", "a,b & c's #1 100%.pdf", "{[~!$^;=+@]}.pdf",
    'a "quoted" name.pdf', "%41%20.pdf", "-rf --attach.pdf", "file:x.pdf", "счёт №7.xlsx", "📦 packing list.xls",
    "no ending", ".hidden", "长" * 60 + ".pdf", " space before.pdf", "two  spaces.pdf", "é.pdf",
)  # fmt: skip
#: Octets of the message with the largest attachment.
LARGE = 25 * 1024 * 1024


def files(folder: Path, names: tuple[str, ...], size: int = 9_000) -> tuple[Attachment, ...]:
    """Files as a trader has them, in a folder with a space and two scripts."""
    made = []
    place = folder / "my papers 单证"
    place.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        content = (b"%PDF-1.4\n" + name.encode() * (size // max(len(name.encode()), 1) + 1))[:size]
        path = place / f"{number}.stored"
        path.write_bytes(content)
        made.append(Attachment(name, str(path), len(content), sha256(content).hexdigest()))
    return tuple(made)


def people(chance: Random, words: str, count: int, role: str = "to") -> Pairs:
    """So many people, some with a name made of these words; nobody stands in two roles."""
    shape = ("", "{}", "{}, {}", '{} "{}"', "{} ({})", "O'{} & {}", "{}\\{}")
    found = []
    for number in range(count):
        name = chance.choice(shape).format(*(_piece(chance, words) for _ in range(2)))
        local = chance.choice(("buyer", "o-k", "a.b+c", "x_y", "o'neil", "a&b=c", "50%"))
        found.append((name, f"{local}.{role}{number}@{chance.choice(_DOMAINS)}"))
    return tuple(found)


_DOMAINS = ("example.com", "mail.example.org", "例子.example", "long-name-of-a-company.example.net")


def _piece(chance: Random, words: str) -> str:
    found = [each for each in words.split() if "@" not in each] or [words]
    return chance.choice(found)[:24]


def _written(words: str) -> Make:
    """A message about the words, in lines of every kind."""

    def make(folder: Path, chance: Random) -> ComposeRequest:
        names = tuple(chance.sample(FILE_NAMES, chance.randint(0, 3)))
        lines = [f"Dear {_piece(chance, words)},", "", words, "  " + words, words * 3, "", "> " + words, words]
        chance.shuffle(lines)
        return ComposeRequest(
            people(chance, words, chance.randint(1, 3)),
            people(chance, words, chance.randint(0, 3), "cc"),
            people(chance, words, chance.randint(0, 2), "bcc"),
            words[:90],
            "\n".join(("Hello", *lines, "Regards,", "Chen Yu")),
            files(folder, names),
        )

    return make


def _simple(folder: Path, chance: Random) -> ComposeRequest:
    return ComposeRequest((("", "ana@example.com"),), (), (), "Order TD-2026-0131", "Dear Ana,\nthe goods are ready.")


def _thirty(folder: Path, chance: Random) -> ComposeRequest:
    everybody = tuple(("", f"buyer{n}@example.com") for n in range(30))
    return ComposeRequest(everybody[:5], everybody[5:12], everybody[12:], "Holiday notice", "Dear all,\nwe are closed.")


def _thirty_names(folder: Path, chance: Random) -> ComposeRequest:
    everybody = tuple((f"采购{n}, 王小明", f"buyer{n}@example.cn") for n in range(30))
    return ComposeRequest(everybody[:10], everybody[10:20], everybody[20:], "放假通知", "各位好，\n春节放假。")


def _long(words: str) -> Make:
    def make(folder: Path, chance: Random) -> ComposeRequest:
        lines: list[str] = []
        while sum(map(len, lines)) + len(lines) < 100_000:
            lines.append(f"{len(lines)}. {words * chance.randint(1, 4)}".rstrip())
        return ComposeRequest((("Ana", "ana@example.com"),), (), (), "Long", "\n".join(lines)[:100_000].rstrip())

    return make


def _one_line(folder: Path, chance: Random) -> ComposeRequest:
    text = "one line " * 600 + "长" * 2_000
    return ComposeRequest((("", "ana@example.com"),), (), (), "One line", text)


def _large_file(folder: Path, chance: Random) -> ComposeRequest:
    drawing = files(folder, ("图纸.zip",), LARGE)
    return ComposeRequest((("", "ana@example.com"),), (), (), "大附件", "See file.", drawing)


def _many_files(folder: Path, chance: Random) -> ComposeRequest:
    return ComposeRequest((("", "ana@example.com"),), (), (), "Papers", "All papers.", files(folder, FILE_NAMES))


def _only_hidden(folder: Path, chance: Random) -> ComposeRequest:
    return ComposeRequest((), (), people(chance, SCRIPTS["chinese-rare"], 4), "Notice, hidden", "To all of you.")


def _odd_lines(folder: Path, chance: Random) -> ComposeRequest:
    text = "\n".join(
        ("Start", "", "", "", "From the factory: all is ready.", ".", "..", ">quoted", "> > twice", "-- ", "Chen Yu",
         "--", "==", "# x", "* y", "0x20\u00a0nbsp", "zero\u200bwidth", "soft\u00adhyphen", "", "end")
    )  # fmt: skip
    return ComposeRequest((("", "ana@example.com"),), (), (), "Lines", text)


def _tabs(folder: Path, chance: Random) -> ComposeRequest:
    text = "Item\tQty\tPrice\nSofa\t120\tUSD 345.00\n  indented\ttwice  and  more"
    return ComposeRequest((("", "ana@example.com"),), (), (), "A table", text)


def _everything(folder: Path, chance: Random) -> ComposeRequest:
    words = [*SCRIPTS.values(), *MARKS.values()]
    chance.shuffle(words)
    return ComposeRequest(
        people(chance, " ".join(words), 5), people(chance, words[0], 4, "cc"),
        people(chance, words[1], 3, "bcc"),
        words[2][:60] + " | " + words[3][:60], "\n".join(words), files(folder, FILE_NAMES[:6]),
    )  # fmt: skip


MESSAGES: dict[str, Make] = {
    "simple": _simple,
    **{name: _written(words) for name, words in {**SCRIPTS, **MARKS}.items()},
    "thirty-recipients": _thirty,
    "thirty-chinese-names": _thirty_names,
    "100000-characters": _long("The goods are ready & packed, 100% checked. "),
    "100000-chinese-characters": _long("货物已备妥，包装完成，检验合格。"),
    "one-line": _one_line,
    "25-megabytes": _large_file,
    "all-file-names": _many_files,
    "only-hidden": _only_hidden,
    "odd-lines": _odd_lines,
    "tabulators": _tabs,
    "everything": _everything,
}


def message(name: str, folder: Path) -> ComposeRequest:
    """One of the forty, with its files in ``folder``."""
    return MESSAGES[name](folder, Random(f"2026-11-21 {name}"))


NAMES = tuple(MESSAGES)
