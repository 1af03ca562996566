"""The list of carriers can be changed by the user; a link leads to a host that the list names, by https, encoded."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tradedesk.domain.carrier import NumberKind, anywhere, link_for, may_open, pattern, problems
from tradedesk.domain.errors import NeighbourFailed
from tradedesk.integrations.carriers import load_carriers


@pytest.fixture
def carriers():
    return load_carriers()


def test_the_shipped_list_has_nothing_that_would_not_be_opened(carriers):
    assert problems(carriers) == ()
    assert len({each.code for each in carriers.every}) == len(carriers.every)


def test_every_host_of_the_list_is_used_by_a_link(carriers):
    links = [url for each in carriers.every for url in (*each.links.values(), each.page)]
    links += [url for each in carriers.services for url in each.links.values()]
    assert {host for host in carriers.hosts if not any(may_open(url, {host}) for url in links)} == set()


def test_no_container_and_no_airline_belongs_to_two(carriers):
    for of in ("owners", "airlines", "bills"):
        every = [each for carrier in carriers.every for each in getattr(carrier, of)]
        assert sorted(set(every)) == sorted(every), of
    assert {each for carrier in carriers.every for each in carrier.owners} & carriers.lessors == set()


def test_a_carrier_is_known_by_every_name_it_is_written_by(carriers):
    for name in ("DHL", "dhl express", "Maersk Line", "马士基", "CMA-CGM", "Hapag Lloyd", "顺丰"):
        assert carriers.named(name) is not None, name
    assert carriers.named("") is None
    assert carriers.named("PortLink Forwarding") is None


def test_the_number_is_encoded_and_a_bill_is_asked_for_without_its_letters(carriers):
    maersk, dhl = carriers.get("maersk"), carriers.get("dhl")
    found = link_for(carriers, maersk, NumberKind.BILL, "MAEU123456789")
    assert found.url == "https://www.maersk.com/tracking/123456789"
    found = link_for(carriers, dhl, NumberKind.PARCEL, "1&2#3/4")
    assert found.url.endswith("tracking-id=1%262%233%2F4")


def test_a_page_that_takes_no_number_is_opened_with_the_number_to_be_pasted(carriers):
    found = link_for(carriers, carriers.get("msc"), NumberKind.CONTAINER, "MSCU6639870")
    assert (found.url, found.by_hand) == ("https://www.msc.com/en/track-a-shipment", True)


def test_several_numbers_are_asked_at_once_each_once_and_forty_at_most(carriers):
    service = carriers.services[0]
    found = anywhere(service, carriers, ["A1", "B 2", "A1", ""], "zh_CN")
    assert found.url == "https://t.17track.net/zh-cn#nums=A1,B%202"
    many = anywhere(service, carriers, [f"N{number}" for number in range(60)])
    assert many.url.count(",") == 39
    assert anywhere(service, carriers, []) is None


@pytest.mark.parametrize(
    "url",
    ["http://www.dhl.com/", "https://www.dhl.com@evil.example/", "https://www.dhl.com:8443/", "javascript:alert(1)",
     "https://evil.example/", "https://www.dhl.com.evil.example/", "https://[", "file:///etc/passwd", ""],
)  # fmt: skip
def test_only_https_to_a_listed_host_is_opened(carriers, url):
    assert not may_open(url, carriers.hosts)


@pytest.mark.parametrize(
    ("shape", "fits", "not_"),
    [("#10-12", "12345678901", "123456789"), ("1Z*16", "1Z5R89390357567127", "2Z5R89390357567127"),
     ("4PX#13CN", "4PX3000123456789CN", "4PX3000123456789US"), ("@2#9GB", "RB123456785GB", "R1123456785GB")],
)  # fmt: skip
def test_shapes_say_how_many_digits_and_letters(shape, fits, not_):
    assert pattern(shape).fullmatch(fits)
    assert not pattern(shape).fullmatch(not_)


@pytest.mark.parametrize("shape", ["", "(a+)+", "#12-10", "a", "#1-", "[0-9]"])
def test_a_shape_that_cannot_be_read_is_refused(shape):
    with pytest.raises(ValueError, match=r".*"):
        pattern(shape)


def test_the_users_own_list_comes_first_and_replaces_entries_of_the_same_code(tmp_path):
    own = {
        "hosts": ["track.example.com"],
        "carriers": [
            {"code": "dhl", "name": "DHL Express", "shapes": [["#10"]], "links": {"": "https://track.example.com/{n}"}},
            {"code": "own-van", "name": "Our own van", "shapes": [["VAN#4"]]},
        ],
    }
    own["carriers"][0]["shapes"] = [["#10", "parcel", "mod7"]]
    own["carriers"][1]["shapes"] = [["VAN#4", "parcel"]]
    (tmp_path / "carriers.json").write_text(json.dumps(own), encoding="utf-8")
    found = load_carriers(tmp_path)
    assert [each.code for each in found.every[:2]] == ["dhl", "own-van"]
    assert sum(each.code == "dhl" for each in found.every) == 1
    assert link_for(found, found.get("dhl"), NumberKind.PARCEL, "1").url == "https://track.example.com/1"


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"carriers": [{"code": "x"}]}',
     '{"carriers": [{"code": "x", "name": "X", "shapes": [["(", "parcel"]]}]}',
     '{"carriers": [{"code": "x", "name": "X", "links": {"": "https://elsewhere.example/{n}"}}]}',
     '{"carriers": [{"code": "x", "name": "X", "links": {"": "http://www.dhl.com/{n}"}}]}'],
)  # fmt: skip
def test_an_own_list_that_cannot_be_read_is_said_and_not_half_used(tmp_path, text):
    (tmp_path / "carriers.json").write_text(text, encoding="utf-8")
    with pytest.raises(NeighbourFailed) as refused:
        load_carriers(tmp_path)
    assert refused.value.code == "carriers-unreadable"


def test_a_profile_without_an_own_list_has_the_shipped_one(tmp_path, carriers):
    assert replace(load_carriers(tmp_path)).every == carriers.every
