"""The shipped tables of countries, trade cities and ports, read once when they are first needed."""

from __future__ import annotations

from functools import cache
from typing import Any

from tradedesk.domain.country import Cities, City, Countries, Country, Region
from tradedesk.domain.port import Port, Ports
from tradedesk.runtime.resources import resource_path


def _table(name: str) -> Any:
    import json

    return json.loads(resource_path(f"data/{name}").read_text(encoding="utf-8"))


@cache
def load_countries() -> Countries:
    """Return all countries; read once."""
    return Countries(
        Country(
            code=row["code"],
            alpha3=row["alpha3"],
            name_en=row["en"],
            name_zh=row["zh"],
            zones=tuple(row["zones"]),
            main_zone=row["main_zone"],
            dial=row["dial"],
            currency=row["currency"],
            languages=tuple(row["languages"]),
            aliases=tuple(row["aliases"]),
        )
        for row in _table("countries.json")["countries"]
    )


@cache
def load_cities() -> Cities:
    """Return the cities and regions by which a country of several zones is resolved; read once."""
    table = _table("cities.json")
    return Cities(
        (City(row["country"], row["zone"], row["region"], tuple(row["names"])) for row in table["cities"]),
        (Region(row["country"], row["zone"], tuple(row["names"])) for row in table["regions"]),
    )


@cache
def load_ports() -> Ports:
    """Return the ports that are known by name; read once."""
    rows = _table("ports.json")["ports"]
    ports = (Port(row["code"], row["en"], row["zh"], tuple(row["aliases"])) for row in rows)
    return Ports(ports, load_countries())
