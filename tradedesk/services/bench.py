"""What every verb works with: the ledger, the clock, the profile's folders, and neighbours made on first use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast
from zoneinfo import ZoneInfo

from tradedesk.ledger.ledger import Ledger
from tradedesk.runtime.paths import Profile

if TYPE_CHECKING:
    from tradedesk.domain.country import Cities, Countries
    from tradedesk.domain.mailbox import Lexicon
    from tradedesk.domain.party import Party
    from tradedesk.domain.port import Ports
    from tradedesk.domain.schedule import Week
    from tradedesk.domain.template import Template
    from tradedesk.integrations.mail.programs import MailProgram
    from tradedesk.integrations.templates.renderer import TemplateRenderer

T = TypeVar("T")


class Bench:
    """Given to every verb as its first argument; used on the ledger lane only."""

    def __init__(
        self,
        ledger: Ledger,
        profile: Profile,
        *,
        now: Callable[[], datetime],
        setting: Callable[[str], Any] = lambda _name: None,
    ) -> None:
        self.ledger = ledger
        self.profile = profile
        self.now = now
        self.setting = setting
        self._holidays: dict[tuple[str, int], Mapping[date, str]] = {}
        self._kept: dict[Callable[[Bench], Any], Any] = {}
        self._worked: dict[tuple[str, int], frozenset[date]] = {}
        self._weeks: dict[tuple[str, int], Week] = {}

    def today(self, zone: str | None = None) -> date:
        """The present day in the user's own zone (or the one given)."""
        return self.now().astimezone(ZoneInfo(zone or self.own_zone())).date()

    def own(self) -> Party | None:
        """The user's own company, or None before it is set up."""
        from tradedesk.ledger import parties

        return parties.own_party(self.ledger.read)

    def own_place(self) -> tuple[str, str, str]:
        """Country, city and zone of the own company, the default zone before it is set up; lighter than ``own``."""
        row = self.ledger.read.first("select country, city, zone from parties where kind = 'own' order by id limit 1")
        if row is not None and row[2]:
            return row[0], row[1], row[2]
        from tradedesk.domain.party import DEFAULT_ZONE

        return *(row[:2] if row is not None else ("", "")), DEFAULT_ZONE

    def own_zone(self) -> str:
        """The user's zone: the own company's, else the default."""
        return self.own_place()[2]

    def stamp(self) -> str:
        """The present moment as the ledger writes it."""
        return self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    @cached_property
    def countries(self) -> Countries:
        """Countries by code and by every usual spelling."""
        from tradedesk.integrations.geography import load_countries

        return load_countries()

    @cached_property
    def cities(self) -> Cities:
        """Trade cities and regions with their zones."""
        from tradedesk.integrations.geography import load_cities

        return load_cities()

    @cached_property
    def ports(self) -> Ports:
        """Ports by UN/LOCODE and by name."""
        from tradedesk.integrations.geography import load_ports

        return load_ports()

    @cached_property
    def lexicon(self) -> Lexicon:
        """What is known of mail providers and department words."""
        from tradedesk.integrations.mailboxes import load_lexicon

        return load_lexicon()

    @cached_property
    def renderer(self) -> TemplateRenderer:
        """The template renderer with its own process."""
        from tradedesk.integrations.templates.renderer import TemplateRenderer

        return TemplateRenderer()

    @cached_property
    def shipped_templates(self) -> tuple[Template, ...]:
        """The texts that come with the program."""
        from tradedesk.integrations.templates.shipped import load_shipped
        from tradedesk.runtime.resources import resource_path

        return load_shipped(resource_path("templates"))

    @cached_property
    def mail_programs(self) -> tuple[MailProgram, ...]:
        """The ways into mail programs on this computer; looked for once a session."""
        from tradedesk.integrations.mail import programs

        return programs.detect()

    def kept(self, make: Callable[[Bench], T]) -> T:
        """What ``make`` made of this bench the first time; one for as long as the ledger is open."""
        if make not in self._kept:
            self._kept[make] = make(self)
        return cast("T", self._kept[make])

    def look_for_mail_programs_again(self) -> None:
        """Forget what was found: the next question looks anew."""
        self.__dict__.pop("mail_programs", None)

    def holidays(self, country: str, year: int) -> Mapping[date, str]:
        """A country's public holidays of a year and the next, by day; the calendars are loaded on first use."""
        from tradedesk.integrations.calendars import holidays_of

        if (country, year) not in self._holidays:
            self._holidays[country, year] = holidays_of(country, (year, year + 1))
        return self._holidays[country, year]

    def worked_days(self, country: str, year: int) -> frozenset[date]:
        """Weekend days of a year and the next that are worked in exchange for holidays (China's 调休)."""
        from tradedesk.integrations.calendars import worked_days_of

        if (country, year) not in self._worked:
            self._worked[country, year] = worked_days_of(country, (year, year + 1))
        return self._worked[country, year]

    def week(self, country: str, year: int) -> Week:
        """The working days of a country from the year before to the second one after: what a plan can touch."""
        from tradedesk.domain.schedule import Week

        if (country, year) not in self._weeks:
            years = (year - 1, year + 1)
            holidays = {day: name for first in years for day, name in self.holidays(country, first).items()}
            worked = frozenset(day for first in years for day in self.worked_days(country, first))
            self._weeks[country, year] = Week(country, holidays, worked)
        return self._weeks[country, year]

    def known_holidays(self, country: str, year: int) -> Mapping[date, str] | None:
        """The holidays if they are loaded already, else None: for what must not wait at the start."""
        return self._holidays.get((country, year))

    def close(self) -> None:
        """End the renderer's process and close the ledger."""
        if "renderer" in self.__dict__:
            self.renderer.close()
        self.ledger.close()
