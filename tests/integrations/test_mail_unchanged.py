"""An attached file that was changed is noticed by its bytes, and a file that nobody touched is read once."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

import pytest

from tradedesk.domain.errors import RuleSaysNo
from tradedesk.domain.message import Attachment
from tradedesk.integrations.mail import attached
from tradedesk.integrations.mail.unchanged import ReadFiles


@pytest.fixture
def invoice(tmp_path) -> Attachment:
    path = tmp_path / "PI.pdf"
    path.write_bytes(b"USD 18,000")
    return Attachment("PI.pdf", str(path), 10, sha256(b"USD 18,000").hexdigest())


def refused(files: ReadFiles, file: Attachment) -> str:
    with pytest.raises(RuleSaysNo) as no:
        files.check(file)
    return no.value.code


def test_other_bytes_of_the_same_size_in_the_same_moment_are_noticed(invoice):
    files = ReadFiles()
    files.check(invoice)
    before = Path(invoice.path).stat()
    with Path(invoice.path).open("r+b") as file:
        file.write(b"USD 81,000")
    os.utime(invoice.path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert refused(files, invoice) == "attachment-changed"


def test_a_file_put_in_its_place_with_the_old_times_is_noticed_after_a_long_rest(invoice, tmp_path):
    files = ReadFiles(clock=lambda: time.time() + 60)
    files.check(invoice)
    before = Path(invoice.path).stat()
    other = tmp_path / "other"
    other.write_bytes(b"USD 81,000")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(invoice.path)
    assert refused(files, invoice) == "attachment-changed"


def test_a_file_saved_again_with_the_same_bytes_is_the_same(invoice):
    files = ReadFiles()
    files.check(invoice)
    with Path(invoice.path).open("wb") as file:
        file.write(b"USD 18,000")
    files.check(invoice)


def test_a_file_that_has_lain_untouched_is_read_once(invoice, monkeypatch):
    read: list[str] = []
    digest_of = attached.digest_of
    monkeypatch.setattr(attached, "digest_of", lambda file: (read.append(file.path), digest_of(file))[1])
    files = ReadFiles(clock=lambda: time.time() + 60)
    for _ in range(3):
        files.check(invoice)
    assert read == [invoice.path]
    fresh = ReadFiles()
    fresh.check(invoice)
    fresh.check(invoice)
    assert len(read) == 3


def test_a_file_that_is_gone_is_missing(invoice, tmp_path):
    (tmp_path / "PI.pdf").unlink()
    assert refused(ReadFiles(), invoice) == "attachment-missing"
