"""What is published of the newest version is read strictly, and versions are told apart by their numbers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tradedesk.domain.newest import is_newer, read

HOST = "example.com"
_PARTS = st.none() | st.booleans() | st.integers() | st.text()
_VALUES = st.recursive(_PARTS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


def published(**changed: object) -> str:
    told = {"version": "0.3.0", "date": "2026-12-01", "notes": {"en": f"https://{HOST}/notes"},
            "downloads": {"linux": f"https://{HOST}/get"}}  # fmt: skip
    return json.dumps({**told, **changed})


@pytest.mark.parametrize(("version", "than"), [("0.10.0", "0.9.1"), ("1.0", "0.9.9"), ("0.2.1", "0.2")])
def test_a_version_follows_another_by_its_numbers(version: str, than: str) -> None:
    assert is_newer(version, than)
    assert not is_newer(than, version)


def test_a_version_is_not_newer_than_itself_however_many_noughts_it_has() -> None:
    assert not is_newer("1.0.0", "1.0")
    assert not is_newer("1.0", "1.0.0")


def test_the_list_that_publishers_are_shown_is_one_that_is_read() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    told = read(readme.split("```json")[1].split("```")[0], HOST)
    assert set(told.notes) == {"en", "zh_CN"}
    assert set(told.downloads) == {"linux", "windows", "macos"}


def test_what_is_published_besides_is_left_for_later_versions() -> None:
    told = read(published(signature="…", more=[1]), HOST)
    assert (told.version, told.day.isoformat(), told.notes["en"]) == (
        "0.3.0",
        "2026-12-01",
        "https://example.com/notes",
    )


@pytest.mark.parametrize("link", [
    "http://example.com/get", "https://example.org/get", "https://example.com.evil.org/", "https://a@example.com/",
    "https://example.com:444/", "file:///etc/passwd", "https://example.com/\u202e", "//example.com/", 7, None,
])  # fmt: skip
def test_a_list_that_leads_elsewhere_is_not_believed_at_all(link: object) -> None:
    with pytest.raises(ValueError, match="downloads"):
        read(published(downloads={"linux": link}), HOST)


@pytest.mark.parametrize("changed", [
    {"version": "newest"}, {"version": "1"}, {"version": 3}, {"version": "1.0\n"}, {"version": "٣.٠"}, {"date": "soon"},
    {"date": None}, {"notes": []}, {"downloads": "https://example.com"},
])  # fmt: skip
def test_what_is_not_meant_so_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        read(published(**changed), HOST)


@given(st.text() | _VALUES.map(json.dumps))
def test_no_text_breaks_it(text: str) -> None:
    with pytest.raises(ValueError):
        read(text, HOST)
