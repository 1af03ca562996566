"""G12, G13 and G15 for lists: 100,000 customers from CSV, cancelled and taken back, and a workbook of as many rows.

python bringing_in.py FOLDER [ROWS]; prints its rows as JSON. Every verb runs on the ledger lane while the window's
thread beats every 10 ms, as it does in the program.
"""

from __future__ import annotations

import csv
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.rows import row
from tests.support.desk_bench import bench_at

HEADINGS = ("Customer ID", "Company", "Contact", "Email", "Phone", "City", "Country", "Website", "Notes")
CITIES = (("Hamburg", "Germany"), ("Lyon", "France"), ("Shanghai", "China"), ("Milano", "Italy"), ("Osaka", "Japan"))
TABLES = ("parties", "contacts", "addresses", "external_keys")
BEAT = 10
#: Seconds between two turns of the threads, as the program has them.
TURN = 0.001


def lines(count: int) -> list[tuple[str, ...]]:
    """Customers as an old program writes them; some of them Chinese, so that their pinyin is made too."""
    made = []
    for n in range(count):
        city, country = CITIES[n % len(CITIES)]
        name = f"宁波海天{n}贸易有限公司" if n % 10 == 3 else f"Nordlicht Handel {n} GmbH"
        mail, phone = f"einkauf{n}@firm{n}.de", f"+49 40 {1_234_567 + n}"
        made.append(
            (
                f"C{n:06}",
                name,
                f"Person {n} Falk",
                mail,
                phone,
                city,
                country,
                f"www.firm{n}.de",
                f"met in hall {n % 9}",
            )
        )
    return made


def main(folder: Path, count: int) -> int:
    from PySide6.QtCore import QCoreApplication

    app = QCoreApplication([])
    gc.disable()  # as in the program, where Tidy collects when nothing is under way
    sys.setswitchinterval(TURN)
    rows = lines(count)
    listed, few = folder / "customers.csv", folder / "few.csv"
    for path, some in ((listed, rows), (few, rows[:50])):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *some])
    with bench_at(folder / "profile") as bench:
        work = _Work(app, bench)
        found = [*work.bring_in(listed, few, folder), work.workbook(folder / "customers.xlsx", rows)]
        found.append(work.heart())
        work.lane.close()
    print(json.dumps(found))
    return 0


class _Work:
    def __init__(self, app: Any, bench: Any) -> None:
        from PySide6.QtCore import QTimer

        from tradedesk.ui.jobs import Lane

        self.app, self.bench, self.lane = app, bench, Lane()
        self.gaps: list[float] = []
        self._last = 0.0
        self._beat = QTimer(app, interval=BEAT)
        self._beat.timeout.connect(self._beaten)

    def bring_in(self, path: Path, few: Path, folder: Path) -> list[dict[str, str]]:
        from tradedesk.services import desk, exchange

        # What is loaded at the first list of any length is not the memory of a long one.
        self.run(lambda job: exchange.bring_in(self.bench, few, progress=job.report))
        before = _resident()
        cancelled = self.cancelled_half_way(path)
        none = self.bench.ledger.read.value("select count(*) from parties") == 50
        computed = time.process_time()
        took, report = self.run(lambda job: exchange.bring_in(self.bench, path, progress=job.report))
        computed = time.process_time() - computed
        memory = _peak() - before
        floor, floor_computed = self.floor(folder / "floor")
        back, _ = self.run(lambda job: desk.undo(self.bench, report.undo_id, progress=job.report))
        left = self.bench.ledger.read.value("select count(*) from parties") == 50
        ratio, share = took / floor, back / took
        told = f"{ratio:.1f} F ({took:.1f} v {floor:.1f} s); {computed / floor_computed:.1f} F in processor time"
        what = f"{report.new:,} customers from CSV"
        return [
            row("G12", f"bring in {what}", "<= 4 F", "2.5 F", told, ratio <= 4),
            row("G12", "memory on top", "", "100 MiB", f"{memory:.0f} MiB", memory <= 100),
            row("G12", "cancelled half way", "", "500 ms", f"{cancelled:.0f} ms", cancelled <= 500 and none),
            row("G12", "taken back", "", "", f"{back:.1f} s ({share:.1f} of bringing in)", left),
        ]

    def cancelled_half_way(self, path: Path) -> float:
        """Milliseconds from the click until the lane is free again."""
        from tradedesk.services import exchange

        clicked: list[float] = []

        def told(done: int, total: int) -> None:
            if done > 500 and not clicked:
                clicked.append(time.perf_counter())
                job.cancel()

        job = self.lane.submit(lambda job: exchange.bring_in(self.bench, path, progress=job.report), on_progress=told)
        self._until(lambda: job.finished)
        return 1000 * (time.perf_counter() - clicked[0])

    def workbook(self, path: Path, rows: list[tuple[str, ...]]) -> dict[str, str]:
        import xlsxwriter
        from python_calamine import CalamineWorkbook

        from tradedesk.integrations.files.list_file import read_table

        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            sheet = book.add_worksheet("Customers")
            for at, cells in enumerate([HEADINGS, *rows]):
                sheet.write_row(at, 0, cells)

        floors, ours = [], []
        for _ in range(3):
            began = time.perf_counter()
            CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
            floors.append(time.perf_counter() - began)
            ours.append(self.run(lambda _job: read_table(path))[0])
        floor, took = statistics.median(floors), statistics.median(ours)
        told = f"{took / floor:.1f} x calamine ({took:.1f} v {floor:.1f} s), in a process of its own"
        what = f"read a workbook of {len(rows):,} x {len(HEADINGS)}"
        return row("G13", what, "1.2 x openpyxl", "2 x calamine", told, took <= 2 * floor)

    def heart(self) -> dict[str, str]:
        gaps = sorted(self.gaps)
        p99 = gaps[int(len(gaps) * 0.99)]
        told = f"longest {gaps[-1]:.0f} ms, p99 {p99:.0f} ms of {len(gaps)}"
        met = gaps[-1] <= 100 and p99 <= 50
        return row("G15", "the window's heart while lists come in and go", "<= 100, p99 50 ms", "p99 25 ms", told, met)

    def floor(self, path: Path) -> tuple[float, float]:
        """Seconds of the bare statements, and those of the processor: the same rows and index lines, one commit."""
        from tradedesk.ledger.party_lines import party_lines

        read = self.bench.ledger.read
        kept = {table: read.all(f"select * from {table} order by id") for table in TABLES}
        numbers = [each[0] for each in kept["parties"]]
        index = [
            line for start in range(0, len(numbers), 500) for line in party_lines(read, numbers[start : start + 500])
        ]
        with bench_at(path) as other:
            connection = other.ledger.connection
            connection.execute("delete from parties")
            began, computed = time.perf_counter(), time.process_time()
            connection.execute("begin immediate")
            for table, rows in kept.items():
                connection.executemany(f"insert into {table} values ({','.join('?' * len(rows[0]))})", rows)
            connection.executemany(
                "insert into party_fts (rowid, names, rest) values (?, ?, ?)", [each[:3] for each in index]
            )
            short = [(each.id, each.short_names, each.short_rest) for each in index]
            connection.executemany("insert into party_short (rowid, names, rest) values (?, ?, ?)", short)
            connection.execute("commit")
            return time.perf_counter() - began, time.process_time() - computed

    def run(self, verb: Callable[[Any], Any]) -> tuple[float, Any]:
        """Seconds on the lane while the window's thread beats, and the result."""
        done: list[Any] = []
        began = time.perf_counter()
        job = self.lane.submit(verb, done.append, on_progress=lambda _done, _all: None)
        self._until(lambda: job.finished)
        return time.perf_counter() - began, done[0]

    def _until(self, ended: Callable[[], bool]) -> None:
        from PySide6.QtCore import QEventLoop

        self._last = time.perf_counter()
        self._beat.start()
        while not ended():
            # Asleep between the beats as the program's own loop is: one that asks all the time takes the lane's turns.
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._beat.stop()

    def _beaten(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now


def _resident() -> float:
    """MiB that this process has in memory now; the mark of the most it had is set back to it."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _status("VmRSS")


def _peak() -> float:
    return _status("VmHWM")


def _status(name: str) -> float:
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith(name)) / 1024


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000))
