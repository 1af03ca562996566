"""Whatever is written for others is there whole or not at all, and what the disk refuses is said with its place."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.test_customer_export import TOLD
from tests.services.test_order_export import words
from tests.support.desk_bench import bench_at
from tests.support.letter_desk import LetterDesk
from tests.support.small_disk import fill, only_small_disk
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations.files.refusal import not_written
from tradedesk.runtime.safe_write import written_beside
from tradedesk.services import composing, customer_sheet, draft_pictures, handing_over, spelling, takeover
from tradedesk.services.customer_export import Form, write_customers
from tradedesk.services.order_export import OrderForm, write_orders
from tradedesk.ui import wording
from tradedesk.ui.wording import errors


def _writings(bench, draft, folder):
    """Every way in which a file is written for others or beside the ledger."""
    yield from ((lambda form=form: write_customers(bench, [2], folder / f"c.{form}", form, TOLD)) for form in Form)
    yield from ((lambda form=form: write_orders(bench, [1], folder / f"o.{form}", form, words)) for form in OrderForm)
    yield lambda: takeover.hand_over(bench, 2, folder / "d.tradedesk-customer")
    yield lambda: customer_sheet.keep(str(folder / "s.pdf"), b"%PDF" * 20_000)
    yield lambda: draft_pictures.keep(bench, draft, b"x" * 50_000, "png")
    yield lambda: spelling.learn(bench, "Möbelhaus")
    yield lambda: handing_over.hand_over_as_file(bench, draft, folder / "d.eml", "The bank asks for it")


def test_without_room_nothing_is_left_half_written_and_the_folder_is_named(tmp_path):
    with only_small_disk(tmp_path) as place, bench_at(place / "profile") as bench:
        LetterDesk(bench)
        draft = composing.draft_update(bench, order_id=1)
        (place / "c.csv").write_text("the list of last week")
        film = fill(place)
        for write in _writings(bench, draft, place):
            with pytest.raises(NeighbourFailed, match="disk-full") as refused:
                write()
            assert str(place) in refused.value.facts["folder"]
        assert {each.name for each in place.iterdir()} == {"profile", "c.csv", film.name}
        assert (place / "c.csv").read_text() == "the list of last week"
        film.unlink()
        for write in _writings(bench, draft, place):
            write()
        assert not [each for each in place.iterdir() if each.name.startswith(".")]


@pytest.mark.parametrize(
    ("language", "number", "why"),
    [
        ("en", errno.EACCES, "permission denied"),
        ("en", errno.EROFS, "read-only file system"),
        ("zh_CN", errno.EACCES, "没有权限"),
        ("zh_CN", errno.EROFS, "磁盘只读"),
    ],
)
def test_why_a_file_was_not_written_is_said_in_the_users_language(language, number, why):
    refused = not_written(Path("list.xlsx"), OSError(number, os.strerror(number)))
    before = wording.language()
    wording.set_language(language)
    try:
        assert why in errors.sentence(refused)
    finally:
        wording.set_language(before)


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_where_the_half_written_file_would_be_is_not_written_through(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (tmp_path / f".list.csv.{os.getpid()}.part").symlink_to(victim)
    with written_beside(tmp_path / "list.csv") as part:
        part.write_text("a list")
    assert (victim.read_text(), (tmp_path / "list.csv").read_text()) == ("untouched", "a list")


_TRACED = """
import sys
from pathlib import Path
from tradedesk.runtime.safe_write import write_whole, written_beside
with written_beside(Path(sys.argv[1]) / "list.csv") as part:
    part.write_text("a list")
write_whole(Path(sys.argv[1]) / "sheet.pdf", b"a sheet")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the order of the system's calls is seen by strace")
def test_a_file_is_on_the_disk_before_it_takes_its_name_and_the_name_before_it_is_said(tmp_path):
    trace = tmp_path / "trace"
    try:
        subprocess.run(
            ["strace", "-f", "-y", "-e", "trace=fsync,rename,renameat,renameat2", "-o", str(trace),
             sys.executable, "-c", _TRACED, str(tmp_path)], check=True, timeout=60,
        )  # fmt: skip
    except FileNotFoundError:
        pytest.skip("strace is not here")
    done = [line.split(maxsplit=1)[1] for line in trace.read_text().splitlines() if str(tmp_path) in line]
    told = [(line.partition("(")[0], ".part" in line or ".tmp" in line) for line in done]
    assert told == [("fsync", True), ("rename", True), ("fsync", False)] * 2
