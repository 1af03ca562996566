"""Ports: found by code and by name in both languages, written on papers in English."""

from __future__ import annotations

import re

import pytest

from tradedesk.integrations.geography import load_countries, load_ports


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("CNNGB", "Ningbo"),
        ("cn ngb", "Ningbo"),
        ("宁波", "Ningbo"),
        ("宁波港", "Ningbo"),
        ("NINGBO", "Ningbo"),
        ("杰贝阿里 · Jebel Ali · AEJEA", "Jebel Ali"),
        ("Saigon", "Ho Chi Minh City"),
        ("哈利法·本·萨勒曼 · Khalifa Bin Salman · BHKBS", "Khalifa Bin Salman"),
    ],
)
def test_a_port_stands_on_papers_by_its_english_name_however_it_was_typed(text, written):
    assert load_ports().written(text) == written


@pytest.mark.parametrize("text", ["Ningbo, terminal 5", "Ningbo · Shanghai", "any Chinese port", "Anji", ""])
def test_what_names_no_port_alone_stays_as_it_was_typed(text):
    assert load_ports().written(text) == text


def test_a_written_port_is_read_in_the_users_language():
    ports = load_ports()
    assert ports.shown("Jebel Ali", "zh_CN") == "杰贝阿里"
    assert ports.shown("Jebel Ali", "en") == "Jebel Ali"
    assert ports.shown("the quay behind the mill", "zh_CN") == "the quay behind the mill"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("Jebel Ali", "杰贝阿里（Jebel Ali）"),
        ("Hamburg, Germany", "汉堡（Hamburg, Germany）"),
        ("Auckland, New Zealand", "奥克兰（Auckland, New Zealand）"),
        ("宁波", "宁波"),
        ("Hamburg, France", "Hamburg, France"),
        ("the quay behind the mill", "the quay behind the mill"),
    ],
)
def test_a_chinese_letter_names_a_port_in_chinese_and_keeps_what_papers_say(written, told):
    ports = load_ports()
    assert ports.told(written, "zh_CN") == told
    assert ports.written(told) == ports.written(written)


def test_a_letter_in_another_language_names_a_port_as_papers_do():
    assert load_ports().told("宁波", "en") == "Ningbo"
    assert load_ports().told("Hamburg, Germany", "en") == "Hamburg, Germany"


def test_the_ports_most_used_in_the_trade_have_their_chinese_name():
    ports = load_ports().leaving("CN")
    assert len(ports) >= 400
    assert all(re.search(r"[\u4e00-\u9fff]", port.name_zh) for port in ports)


def test_every_port_is_offered_and_every_offer_and_spelling_is_read_as_that_port():
    ports = load_ports()
    for port in ports.leaving("CN"):
        assert all(ports.find(port.offered(language)) == port for language in ("en", "zh_CN")), port
        assert all(ports.find(spelling) == port for spelling in port.spellings), port


def test_goods_leave_from_the_own_country_first_and_arrive_elsewhere_first():
    ports = load_ports()
    leaving, arriving = ports.leaving("CN"), ports.arriving("CN")
    assert leaving[0].code == "CNSHA"
    assert {port.code[:2] for port in leaving[:20]} == {"CN"}
    assert "CN" not in {port.code[:2] for port in arriving[:100]}
    assert sorted(port.code for port in leaving) == sorted(port.code for port in arriving)


def test_every_code_is_one_of_un_locode_in_a_country_and_stands_once():
    codes = [port.code for port in load_ports().leaving("CN")]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch("[A-Z]{2}[A-Z2-9]{3}", code) and load_countries().get(code[:2]) for code in codes)
