"""The words of the page of lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tradedesk.services import exchange
from tradedesk.services.exchange import (
    Field,
    ListKind,
    Options,
    PartyKind,
    Preview,
    Report,
    RowProblem,
    SameOrNew,
    Severity,
    Sheet,
)
from tradedesk.ui.exchange.presenter import ListFile
from tradedesk.ui.wording import formats, joined, language, reasons, tr, trn

#: What a list can hold: the code of the choice, and what it stands for.
KINDS: dict[str, tuple[ListKind, PartyKind | None]] = {
    "customers": (ListKind.PARTIES, PartyKind.CUSTOMER),
    "suppliers": (ListKind.PARTIES, PartyKind.SUPPLIER),
    "forwarders": (ListKind.PARTIES, PartyKind.FORWARDER),
    "colleagues": (ListKind.PARTIES, PartyKind.COLLEAGUE),
    "products": (ListKind.PRODUCTS, None),
    "orders": (ListKind.ORDERS, None),
    "lines": (ListKind.LINES, None),
    "receipts": (ListKind.RECEIPTS, None),
}
ENCODINGS = (
    *("utf-8", "gb18030", "big5", "cp1252", "cp1250", "cp1251", "koi8-r", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp1257", "cp1258", "cp874", "cp932", "euc-kr", "utf-16", "utf-32"),
)
DELIMITERS = (",", ";", "\t", "|")
#: Where the rows of a list can be seen once they are in.
PLACES = {"customers": "customers", "suppliers": "customers", "forwarders": "customers", "colleagues": "customers",
          "orders": "orders", "lines": "orders", "receipts": "receivables"}  # fmt: skip
#: The role of a problem's chip.
_ROLES = {Severity.LIST: "bad", Severity.ROW: "bad", Severity.VALUE: "warn", Severity.NOTE: "info"}
#: The letters that an encoding is for.
_ENCODINGS: Mapping[str, Callable[[], str]] = {
    "utf-8": lambda: tr("All (UTF-8)"),
    "utf-16": lambda: tr("All (UTF-16)"),
    "gb18030": lambda: tr("Chinese (GB 18030)"),
    "big5": lambda: tr("Chinese (Big5)"),
    "cp1252": lambda: tr("Western (1252)"),
    "cp1250": lambda: tr("Central Europe (1250)"),
    "cp1251": lambda: tr("Cyrillic (1251)"),
    "koi8-r": lambda: tr("Cyrillic (KOI8-R)"),
    "cp1253": lambda: tr("Greek (1253)"),
    "cp1254": lambda: tr("Turkish (1254)"),
    "cp1255": lambda: tr("Hebrew (1255)"),
    "cp1256": lambda: tr("Arabic (1256)"),
    "cp1257": lambda: tr("Baltic (1257)"),
    "cp1258": lambda: tr("Vietnamese (1258)"),
    "cp874": lambda: tr("Thai (874)"),
    "utf-32": lambda: tr("All (UTF-32)"),
    "cp932": lambda: tr("Japanese (932)"),
    "euc-kr": lambda: tr("Korean (EUC-KR)"),
}
#: How many of what, by word: the number, and the number as it is written.
_ROWS: Mapping[str, Callable[[int, str], str]] = {
    "customers": lambda n, told: trn("1 customer", "{n} customers", n, n=told),
    "suppliers": lambda n, told: trn("1 supplier", "{n} suppliers", n, n=told),
    "forwarders": lambda n, told: trn("1 forwarder", "{n} forwarders", n, n=told),
    "colleagues": lambda n, told: trn("1 colleague's firm", "{n} colleagues' firms", n, n=told),
    "products": lambda n, told: trn("1 product", "{n} products", n, n=told),
    "orders": lambda n, told: trn("1 order", "{n} orders", n, n=told),
    "lines": lambda n, told: trn("1 order line", "{n} order lines", n, n=told),
    "receipts": lambda n, told: trn("1 receipt", "{n} receipts", n, n=told),
    "contacts": lambda n, told: trn("1 contact", "{n} contacts", n, n=told),
    "postal": lambda n, told: trn("1 postal address", "{n} postal addresses", n, n=told),
    "addresses": lambda n, told: trn("1 number or mailbox", "{n} numbers and mailboxes", n, n=told),
    "zone-questions": lambda n, told: trn("1 city to ask for", "{n} cities to ask for", n, n=told),
    "alike": lambda n, told: trn("1 that looks like another", "{n} that look like others", n, n=told),
    "not-taken": lambda n, told: trn("1 row with more than is taken", "{n} rows with more than is taken", n, n=told),
    "fields-changed": lambda n, told: trn("1 field changed", "{n} fields changed", n, n=told),
    "finished": lambda n, told: trn("1 of them finished", "{n} of them finished", n, n=told),
    "shipments": lambda n, told: trn("1 shipment", "{n} shipments", n, n=told),
    "orders-with-lines": lambda n, told: trn("for 1 order", "for {n} orders", n, n=told),
}


def kind(word: str) -> str:
    """What a list holds."""
    return {
        "customers": tr("Customers"),
        "suppliers": tr("Suppliers"),
        "forwarders": tr("Forwarders"),
        "colleagues": tr("Colleagues"),
        "products": tr("Products"),
        "orders": tr("Orders"),
        "lines": tr("Order lines"),
        "receipts": tr("Receipts"),
    }.get(word, tr("Not known yet"))


def rows(word: str, n: int) -> str:
    """How many of what: "91 customers"."""
    told = formats.count(n)
    return _ROWS[word](n, told) if word in _ROWS else trn("1 row", "{n} rows", n, n=told)


def all_counts(counts: Mapping[str, int]) -> str:
    """All counts in one line: "91 customers · 91 contacts · 160 numbers and mailboxes"."""
    return joined(rows(word, n) for word, n in counts.items())


def bring_in(seen: Preview | None) -> str:
    """The words of the one button: they name the number."""
    if seen is not None and seen.changed and not seen.new:
        return tr("Bring {rows} up to date", rows=rows(seen.word, seen.changed))
    if seen is None or not seen.word or not seen.new:
        return tr("Bring in")
    return tr("Bring in {rows}", rows=rows(seen.word, seen.new))


def look_alike(n: int) -> str:
    """The words of the way to the rows that look like another."""
    return trn("See the look-alike", "See {n} look-alikes", n, n=formats.count(n))


def beside(left_out: int, already_there: int, changed: int = 0) -> str:
    """What does not come in, and why that is."""
    parts = []
    if changed:
        parts.append(trn("1 already there, changed", "{n} already there, changed", changed, n=formats.count(changed)))
    if left_out:
        parts.append(trn("1 row left out", "{n} rows left out", left_out, n=formats.count(left_out)))
    already_there -= changed
    if already_there > 0:
        parts.append(
            trn(
                "1 already there, left as it is",
                "{n} already there, left as they are",
                already_there,
                n=formats.count(already_there),
            )
        )
    return joined(parts)


def standing(file: ListFile) -> tuple[str, str, str]:
    """A file in the list of files: what it holds, and a chip (words, role)."""
    if file.report is not None:
        return rows(file.report.word, file.report.new), tr("Brought in"), "good"
    seen = file.preview
    if seen is None:
        return (tr("Cannot be read"), "", "") if file.problem else (tr("Not looked at yet"), "", "")
    if file.problem or seen.refused or file.asks:
        return kind(seen.word), tr("Needs you"), "warn"
    if not seen.new + seen.changed:
        return kind(seen.word), *((tr("Needs you"), "warn") if seen.left_out else (tr("Nothing new"), "neutral"))
    return rows(seen.word, seen.row_count), "", ""


def delimiter(sign: str) -> str:
    """A separator by its name."""
    names = {",": tr("Comma"), ";": tr("Semicolon"), "\t": tr("Tab"), "|": tr("Bar")}
    return names.get(sign, sign)


def encoding(code: str) -> str:
    """An encoding with the letters it is for."""
    name = code.removesuffix("-sig")
    return _ENCODINGS[name]() if name in _ENCODINGS else code


def sheet(each: Sheet) -> str:
    """A sheet of a workbook with how much it holds."""
    lines = trn("1 line", "{n} lines", each.rows, n=formats.count(each.rows))
    told = tr("{sheet} – {rows}", sheet=each.name, rows=lines)
    return told if each.visible else tr("{sheet} (hidden)", sheet=told)


def decimals() -> list[tuple[str, str]]:
    """The decimal signs to choose from."""
    return [("", tr("As each cell shows")), (".", tr("Point: 1,234.50")), (",", tr("Comma: 1.234,50"))]


def day_orders() -> list[tuple[str, str]]:
    """The orders of day and month to choose from."""
    return [
        ("", tr("As each cell shows")),
        ("dmy", tr("Day first: 21/11/2026")),
        ("mdy", tr("Month first: 11/21/2026")),
        ("ymd", tr("Year first: 2026/11/21")),
    ]


def for_existing() -> list[tuple[str, str]]:
    """What can be done with parties that are there already."""
    return [
        (exchange.LEAVE, tr("Left as they are")),
        (exchange.FILL, tr("Empty fields are filled")),
        (exchange.UPDATE, tr("Brought up to date")),
    ]


def discounts() -> list[tuple[str, str]]:
    """The ways to write a discount."""
    return [("", tr("As each cell shows")), ("percent", tr("25 is a quarter")), ("fraction", tr("0.25 is a quarter"))]


def finished(options: Options) -> str:
    """The option that closes old deals, with its number of days."""
    return tr("Orders shipped more than {n} days ago are finished", n=options.close_after_days or 180)


def label(name: Field) -> str:
    """A field's label."""
    return name.label_zh if language() == "zh_CN" else name.label_en


def field_choice(name: Field) -> str:
    """A field's label to choose; one that the list cannot do without is marked."""
    return tr("{field} (needed)", field=label(name)) if name.required else label(name)


def means(problem: RowProblem, said: SameOrNew) -> tuple[str, str]:
    """What a problem costs, or what was said of a row that looks like another: words and the role of their chip."""
    costs = {
        Severity.LIST: tr("Whole list"),
        Severity.ROW: tr("Left out"),
        Severity.VALUE: tr("Left empty"),
        Severity.NOTE: tr("Note"),
    }
    if problem.severity is not Severity.QUESTION:
        return costs[problem.severity], _ROLES[problem.severity]
    return (tr("The same"), "good") if said.same(problem.line, problem.other) else (tr("A new one"), "warn")


def filters(counts: Mapping[Severity, int]) -> list[tuple[str, str]]:
    """The filters of the problems with how many each shows."""
    titles = {
        Severity.LIST: tr("Whole list {count}", count=formats.count(counts.get(Severity.LIST, 0))),
        Severity.ROW: tr("Left out {count}", count=formats.count(counts.get(Severity.ROW, 0))),
        Severity.VALUE: tr("Left empty {count}", count=formats.count(counts.get(Severity.VALUE, 0))),
        Severity.QUESTION: tr("Look alike {count}", count=formats.count(counts.get(Severity.QUESTION, 0))),
        Severity.NOTE: tr("Notes {count}", count=formats.count(counts.get(Severity.NOTE, 0))),
    }
    everything = tr("All {count}", count=formats.count(sum(counts.values())))
    return [("", everything), *((str(each), words) for each, words in titles.items() if counts.get(each))]


def sentence(problem: RowProblem) -> str:
    """What is wrong with a row, a value, or what was understood of it, and what that rests on."""
    told = reasons.sentence(problem.reason)
    why = tr("; ").join(reasons.sentence(each) for each in problem.why)
    return tr("{told}: {why}", told=told, why=why) if why else told


def whole(problem: RowProblem) -> str:
    """The sentence alone; of a row that looks like another with the row's own name, which its cell may cut off."""
    told = sentence(problem)
    return tr("“{name}”: {told}", name=problem.value, told=told) if problem.other else told


def head(report: Report) -> str:
    """What a report says first."""
    if report.changed and not report.new:
        return tr("{rows} brought up to date", rows=rows(report.word, report.changed))
    return tr("{rows} brought in", rows=rows(report.word, report.new))


def report_text(file_name: str, report: Report, said: SameOrNew) -> str:
    """The whole report as text to be copied, a line each."""
    lines = [tr("{file}: {rows} brought in", file=file_name, rows=rows(report.word, report.new))]
    lines += [rows(word, n) for word, n in report.counts.items() if word != report.word]
    told = beside(report.left_out, report.already_there, report.changed)
    lines += [told] if told else []
    for each in report.problems:
        where = tr("line {n}", n=each.line) + (f", {each.column}" if each.column else "")
        lines.append(f"{means(each, said)[0]}: {where}: {sentence(each)}")
    more = sum(report.problem_counts.values()) - len(report.problems)
    return "\n".join([*lines, *([trn("and 1 more like these", "and {n} more like these", more)] if more else [])])


def doing(code: str) -> str:
    """What is under way, for "looking", "bringing", "undoing"; "" for nothing."""
    told = {"looking": tr("Reading the list"), "bringing": tr("Bringing it in"), "undoing": tr("Taking it back")}
    return told.get(code, "")
