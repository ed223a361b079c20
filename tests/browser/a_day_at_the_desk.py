"""The stage of a day at the desk: the stack with everybody in it, and what the books count of it."""

from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser

from shared.domain.values.vendor import Language
from tests.browser.supporters_at_work import MailProgram, Screen, SupporterAtWork, Writer, screen
from tests.examples.running_stack import StackUnderTest, stack_in

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MEMBERS = {"norrland.example.se": "sv", "westland.example.org": "en", "lapsed.example.org": "sv"}
SUBSCRIBES = {"product": "planner", "since": "2020-01-01T00:00:00Z"}
NO_MORE = {"product": "planner", "status": "cancelled", "since": "2025-01-01T00:00:00Z"}
ERROR = {
    "product": "planner",
    "title": {"sv": "Kalendern blir tom", "en": "The calendar stays empty"},
    "text": {"sv": "Den blir tom efter import.", "en": "It stays empty after an import."},
    "author": "anna",
}


@dataclass(frozen=True, slots=True)
class Day:
    """The stack on which the day is played, and everybody in it."""

    stack: StackUnderTest
    anna: SupporterAtWork
    ben: SupporterAtWork
    nora: Writer
    wes: Writer
    lars: Writer
    sam: Writer

    def until(self, instant: datetime) -> None:
        """Time passes until then."""
        self.stack.advance(f"{(instant - self.stack.now()) // timedelta(minutes=1) + 1}m")

    def counted(self) -> Mapping[str, int]:
        """The vendor's side of the books, of the month in which the day began and that in which it ends."""
        now = self.stack.now().astimezone(STOCKHOLM)
        months = {f"{each:%Y-%m}" for each in (now - timedelta(days=1), now)}
        reports = [self.stack.keyed.get(f"/api/reports/{month}").json() for month in months]
        sides = [each["total"]["vendor_side"] for each in reports]
        return {name: sum(each[name] or 0 for each in sides) for name in sides[0]}


@pytest.fixture
def day(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Generator[Day]:
    """A desk with nothing on it, two members, a third that subscribes no more, and an error that is known."""
    with (
        stack_in(tmp_path_factory.mktemp("day")) as stack,
        screen(browser, "sv-SE") as swedish,
        screen(browser, "en-GB") as english,
        screen(browser, "en-GB") as outside,
    ):
        begin(stack)

        yield Day(
            stack,
            anna=supporter(stack, swedish, "Anna Andersson", Language.SWEDISH),
            ben=supporter(stack, english, "Ben Baker", Language.ENGLISH),
            nora=writer(stack, outside, "Nora Nord", "norrland.example.se", Language.SWEDISH),
            wes=writer(stack, outside, "Wes West", "westland.example.org", Language.ENGLISH),
            lars=writer(stack, outside, "Lars Lund", "lapsed.example.org", Language.SWEDISH),
            sam=writer(stack, outside, "Sam Strange", "elsewhere.example.org", Language.ENGLISH),
        )


def supporter(stack: StackUnderTest, window: Screen, name: str, language: Language) -> SupporterAtWork:
    """Somebody of the demo settings, with a browser of its own."""
    address = f"{name.partition(' ')[0].lower()}@vendor.example.com"
    return SupporterAtWork(window, MailProgram(stack, address, name), language)


def writer(stack: StackUnderTest, window: Screen, name: str, domain: str, language: Language) -> Writer:
    """Somebody outside who reads mail at this domain."""
    address = f"{name.partition(' ')[0].lower()}@{domain}"
    return Writer(window, MailProgram(stack, address, name), language)


def begin(stack: StackUnderTest) -> None:
    """What was there before the day began."""
    for domain, language in MEMBERS.items():
        name = domain.partition(".")[0]
        member = {
            "name": name.title(),
            "language": language,
            "owner": {"address": f"chief@{domain}"},
            "domains": [domain],
            "seats": [{"product": "planner", "address": f"rune@{domain}", "name": "Rune"}],
            "subscriptions": [SUBSCRIBES, *([NO_MORE] if name == "lapsed" else [])],
        }
        written = stack.keyed.put(f"/api/members/{name}", json=member)
        assert written.status_code == 201, written.text
    assert stack.keyed.post("/api/register", json=ERROR).status_code == 201
    stack.rest()
