"""The own company: set up by its first field, its zone derived and explained, its address standing for oneself."""

from __future__ import annotations

import sys

import pytest

from tests.support.small_company import SmallCompany
from tradedesk.domain.address import Channel, MailboxKind, Standing
from tradedesk.domain.errors import RuleSaysNo
from tradedesk.ledger import addresses as address_rows
from tradedesk.ledger import parties
from tradedesk.services import desk, installed, own_company


def told(bench, language="en"):
    return own_company.own_company(bench, language)


def write(bench, **fields):
    for name, text in fields.items():
        own_company.set_own_field(bench, name, text)


def own_address(bench):
    own = bench.own()
    assert own is not None
    return address_rows.of_party(bench.ledger.read, own.id)


def test_before_it_is_set_up_everything_is_empty_and_the_zone_is_asked_for(bench):
    company = told(bench)
    assert set(company.values.values()) == {""}
    assert company.zone_reason.code == "own-zone-place"


@pytest.mark.parametrize("field", ["name", "country", "city", "zone", "bank", "signer", "mail"])
def test_whichever_field_comes_first_sets_the_company_up_once(bench, field):
    first = {"country": "China", "zone": "Asia/Shanghai", "mail": "chen@lantian.cn"}.get(field, "Lantian")
    write(bench, **{field: first})
    assert told(bench).values[field] == first
    write(bench, short_name="Lantian")
    assert bench.ledger.read.value("select count(*) from parties where kind = 'own'") == 1


def test_the_country_is_taken_as_it_is_called_and_brings_the_zone(bench):
    write(bench, country="中国")
    assert told(bench).values["country"] == "China"
    assert told(bench, "zh_CN").values["country"] == "中国"
    assert (told(bench).values["zone"], told(bench).zone_reason.code) == ("Asia/Shanghai", "own-zone-main")


def test_where_a_country_has_several_zones_the_city_decides_or_it_is_asked(bench):
    write(bench, country="US")
    assert (told(bench).values["zone"], told(bench).asks_zone) == ("", True)
    write(bench, city="Seattle")
    company = told(bench)
    assert company.values["zone"] == "America/Los_Angeles"
    assert (company.zone_reason.code, company.zone_reason.fact("city")) == ("own-zone-city", "Seattle")


def test_a_country_with_one_zone_needs_no_city(bench):
    write(bench, country="AE")
    assert (told(bench).values["zone"], told(bench).zone_reason.code) == ("Asia/Dubai", "own-zone-only")


def test_a_zone_chosen_by_hand_stays_when_the_city_changes_and_gives_way_to_another_country(bench):
    write(bench, country="US", city="Seattle", zone="America/Denver")
    assert told(bench).zone_reason.code == "own-zone-chosen"
    write(bench, city="Chicago")
    assert told(bench).values["zone"] == "America/Denver"
    write(bench, country="Germany")
    assert told(bench).values["zone"] == "Europe/Berlin"


def test_an_emptied_zone_follows_the_place_again(bench):
    write(bench, country="CN", zone="Asia/Urumqi")
    write(bench, zone="")
    assert told(bench).values["zone"] == "Asia/Shanghai"


def test_the_countrys_own_zones_are_offered_first(bench):
    write(bench, country="US", city="Seattle")
    zones = told(bench).zones
    assert all(zone.startswith(("America/", "Pacific/")) for zone in zones[:10])
    assert len(set(zones)) == len(zones) > 250


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("name", "  ", "name-missing"),
        ("country", "Atlantis", "country-not-known"),
        ("zone", "Mars/Olympus", "zone-unknown"),
        ("mail", "no address", "address-no-at"),
        ("signer", "", "name-missing"),
        ("colour", "red", "field-unknown"),
    ],
)
def test_what_is_not_taken_is_said_of_its_field_and_the_good_value_stays(bench, field, text, code):
    write(bench, name="Lantian", country="CN", signer="Chen Yu", mail="chen@lantian.cn")
    before = told(bench)
    with pytest.raises(RuleSaysNo) as no:
        own_company.set_own_field(bench, field, text)
    assert (no.value.code, no.value.field) == (code, field)
    assert told(bench) == before


def test_the_own_address_is_confirmed_and_changed_in_place(bench):
    write(bench, name="Lantian", mail="Chen <chen@Lantian.CN>")
    (mail,) = own_address(bench)
    assert (mail.channel, mail.value, mail.kind) == (Channel.MAIL, "chen@lantian.cn", MailboxKind.COMPANY)
    assert (mail.kind_confirmed, mail.standing) == (True, Standing.CONFIRMED)
    write(bench, mail="sales@lantian.cn")
    assert [each.value for each in own_address(bench)] == ["sales@lantian.cn"]
    write(bench, mail="")
    assert own_address(bench) == ()


def test_another_signer_takes_the_place_of_the_one_before(bench):
    write(bench, name="Lantian", signer="Chen Yu")
    write(bench, signer="Wang Fang")
    own = bench.own()
    assert [each.name for each in parties.contacts(bench.ledger.read, own.id)] == ["Wang Fang"]


def test_what_is_the_same_is_no_change(bench):
    write(bench, name="Lantian", country="CN", signer="Chen Yu", mail="chen@lantian.cn", bank="Bank of Ningbo")
    bench.ledger.take_news()
    write(bench, name=" Lantian ", country="China", signer="Chen  Yu", mail="chen@lantian.cn", bank="Bank of Ningbo\n")
    assert bench.ledger.take_news() == []


def test_every_field_can_be_taken_back(bench):
    write(bench, name="Lantian", bank="Bank of Ningbo")
    bench.ledger.take_news()
    write(bench, bank="Bank of China")
    (news,) = bench.ledger.take_news()
    desk.undo(bench, news.undo_id)
    assert told(bench).values["bank"] == "Bank of Ningbo"


def test_customers_are_left_alone(bench):
    company = SmallCompany(bench)
    write(bench, country="Germany", city="Hamburg", mail="me@lantian.cn")
    assert parties.party(bench.ledger.read, company.gulf).country == "AE"
    assert address_rows.of_party(bench.ledger.read, company.gulf) == ()


def test_what_is_installed_is_told_with_its_places(bench, tmp_path):
    about = installed.about(bench)
    assert about.ledger == tmp_path.resolve() / "profile" / "ledger.tradedesk"
    assert about.ledger_bytes == about.ledger.stat().st_size
    assert about.sqlite.split(".")[0] == "3"
    assert about.zones[:2] == "20"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="programs are looked for otherwise elsewhere")
def test_mail_programs_are_told_once_a_way_and_looked_for_again_when_asked(bench, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    before = installed.mail_ways(bench)
    program = tmp_path / "thunderbird"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert installed.mail_ways(bench) == before
    codes = [way.code for way in installed.mail_ways_anew(bench)]
    assert "thunderbird" in codes
    assert len(set(codes)) == len(codes)
