"""Countries by every spelling that traders use, and the zone a customer lives in (D6)."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from zoneinfo import available_timezones

import pytest

from tradedesk.domain.country import Countries, Country, ZoneFound, folded, zone_for
from tradedesk.domain.money import digits_of
from tradedesk.integrations.geography import load_cities, load_countries


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"),
        ("U.K.", "GB"),
        ("England", "GB"),
        ("USA", "US"),
        ("u.s.a.", "US"),
        ("United States of America", "US"),
        ("美国", "US"),
        ("Holland", "NL"),
        ("The Netherlands", "NL"),
        ("Türkiye", "TR"),
        ("TURKEY", "TR"),
        ("UAE", "AE"),
        ("阿联酋", "AE"),
        ("Korea", "KR"),
        ("Korea, Republic of", "KR"),
        ("Ivory Coast", "CI"),
        ("Côte d'Ivoire", "CI"),
        ("Cote d’Ivoire", "CI"),
        ("Deutschland", "DE"),
        ("México", "MX"),
        ("Mexico", "MX"),
        ("沙特", "SA"),
        ("KSA", "SA"),
        ("P.R. China", "CN"),
        ("中国", "CN"),
        ("Hong Kong SAR China", "HK"),
        ("台灣", "TW"),
        ("台湾", "TW"),
        ("Россия", "RU"),
        ("Viet Nam", "VN"),
        ("Republic of India", "IN"),
        ("Trinidad & Tobago", "TT"),
        ("St. Lucia", "LC"),
        ("Germany (South)", "DE"),
        ("de", "DE"),
        ("deu", "DE"),
        ("NA", "NA"),
    ],
)
def test_a_spelling_that_traders_use_finds_its_country(text: str, code: str) -> None:
    found = load_countries().find(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["", "  ", "Atlantis", "Europe", "XX", "Unknown", "()", "🦊"])
def test_a_text_that_names_no_country_finds_none(text: str) -> None:
    assert load_countries().find(text) is None


def test_every_country_of_iso_3166_is_there_with_all_its_fields() -> None:
    table = files("tzdata").joinpath("zoneinfo", "iso3166.tab").read_text("utf-8")
    official = {line.split("\t")[0] for line in table.splitlines() if not line.startswith("#")}
    countries = list(load_countries())
    assert {country.code for country in countries} == official
    for country in countries:
        assert len(country.alpha3) == len(country.currency) == 3, country
        assert country.dial.isdigit(), country
        assert country.languages, country
        assert country.name("zh-CN") != country.name("en"), country
        assert digits_of(country.currency) in (0, 2, 3)


def test_no_spelling_means_two_countries() -> None:
    meant: dict[str, set[str]] = defaultdict(set)
    for country in load_countries():
        for spelling in country.spellings:
            meant[folded(spelling)].add(country.code)
    assert {name: codes for name, codes in meant.items() if len(codes) > 1 or not name} == {}


def test_the_zones_of_every_country_are_those_of_the_time_zone_database() -> None:
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    official: dict[str, set[str]] = defaultdict(set)
    for line in table.splitlines():
        if not line.startswith("#"):
            code, _, zone = line.split("\t")[:3]
            official[code].add(zone)
    for country in load_countries():
        assert set(country.zones) == official[country.code], country.code
        assert country.main_zone == "" or country.main_zone in country.zones
        assert set(country.zones) <= available_timezones()


def test_every_city_and_region_has_a_zone_of_its_own_country() -> None:
    cities, countries = load_cities(), load_countries()
    named = [*{id(city): city for found in cities._cities.values() for city in found}.values()]
    regions = {id(region): region for region in cities._regions.values()}.values()
    assert len(named) > 350
    for place in (*named, *regions):
        country = countries.get(place.country)
        assert country is not None
        assert place.zone in (*country.zones, "")
    for city in named:
        assert city.zone, city
        assert city.region == "" or (city.country, folded(city.region)) in cities._regions, city


def _zone(code: str, city: str, region: str = "") -> ZoneFound:
    country = load_countries().get(code)
    assert country is not None
    return zone_for(country, city, region, load_cities())


@pytest.mark.parametrize(
    ("code", "city", "region", "zone"),
    [
        ("US", "Seattle", "", "America/Los_Angeles"),
        ("US", "西雅图", "", "America/Los_Angeles"),
        ("US", "Boise", "", "America/Boise"),
        ("US", "Portland", "", "America/Los_Angeles"),
        ("US", "Portland", "ME", "America/New_York"),
        ("US", "A small town", "Oregon", "America/Los_Angeles"),
        ("US", "Seattle, WA", "", "America/Los_Angeles"),
        ("US", "St. Louis", "", "America/Chicago"),
        ("CA", "Montréal", "Québec", "America/Toronto"),
        ("CA", "Tsawassen", "BC", "America/Vancouver"),
        ("BR", "Sao Paulo", "", "America/Sao_Paulo"),
        ("BR", "Campinas", "SP", "America/Sao_Paulo"),
        ("MX", "México D.F.", "", "America/Mexico_City"),
        ("MX", "Tijuana", "", "America/Tijuana"),
        ("RU", "莫斯科市", "", "Europe/Moscow"),
        ("AU", "Perth", "", "Australia/Perth"),
        ("CN", "深圳", "", "Asia/Shanghai"),
        ("CN", "", "", "Asia/Shanghai"),
        ("DE", "", "", "Europe/Berlin"),
        ("ES", "Madrid", "", "Europe/Madrid"),
        ("ES", "Las Palmas", "", "Atlantic/Canary"),
        ("GB", "anywhere", "", "Europe/London"),
    ],
)
def test_a_place_that_is_certain_has_its_zone(code: str, city: str, region: str, zone: str) -> None:
    assert _zone(code, city, region) == ZoneFound(zone, False)


@pytest.mark.parametrize(
    ("code", "city", "region"),
    [("US", "", ""), ("US", "Springfield", ""), ("US", "A small town", "TN"), ("CA", "Nowhere", ""), ("RU", "", "")],
)
def test_a_country_with_several_zones_asks_for_the_city(code: str, city: str, region: str) -> None:
    assert _zone(code, city, region) == ZoneFound("", True)


def test_a_country_without_any_zone_asks() -> None:
    nowhere = Country("BV", "BVT", "Bouvet Island", "布韦岛", (), "", "47", "NOK", ("no",))
    assert zone_for(nowhere, "", "", load_cities()) == ZoneFound("", True)
    assert Countries([nowhere]).find("bouvet island") == nowhere
