"""The stage of a month at the desk: the stack with everybody in it, and what its report says."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page

from shared.domain.values.vendor import Language
from tests.browser.people_at_the_desk import PersonAtTheDesk
from tests.browser.supporters_at_work import MailProgram, Screen, Writer, screen
from tests.examples.running_stack import StackUnderTest, stack_in

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SEVERAL_A_DAY = "0 0 * * * *"


@dataclass(frozen=True, slots=True)
class Month:
    """The stack on which the month is played, and everybody in it."""

    stack: StackUnderTest
    olga: PersonAtTheDesk
    anna: PersonAtTheDesk
    ben: PersonAtTheDesk
    maja: Writer
    kim: Writer
    product: Screen
    folder: Path


@pytest.fixture
def month(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Generator[Month]:
    """A desk with nobody on it but its people, on the second of a month; its clocks are read every hour."""
    folder = tmp_path_factory.mktemp("month")
    with (
        stack_in(folder, DESK_SCAN_SCHEDULE=SEVERAL_A_DAY) as stack,
        screen(browser, "en-GB") as owners,
        screen(browser, "sv-SE") as swedish,
        screen(browser, "en-GB") as english,
        screen(browser, "sv-SE") as outside,
        screen(browser, "en-GB") as product,
    ):
        stack.advance(f"{(second_of_next_month(stack.now()) - stack.now()) // timedelta(minutes=1)}m")
        yield Month(
            stack,
            olga=PersonAtTheDesk(owners, stack, "Olga Olsson", Language.ENGLISH),
            anna=PersonAtTheDesk(swedish, stack, "Anna Andersson", Language.SWEDISH),
            ben=PersonAtTheDesk(english, stack, "Ben Baker", Language.ENGLISH),
            maja=writer(stack, outside, "Maja", "norrland.example.se"),
            kim=writer(stack, outside, "Kim", "kusten.example.se"),
            product=product,
            folder=folder,
        )


def second_of_next_month(now: datetime) -> datetime:
    """Eight in the morning of the second of the month that comes."""
    first = (now.astimezone(STOCKHOLM).replace(day=28) + timedelta(days=4)).replace(day=1)
    return first.replace(day=2, hour=8, minute=0, second=0, microsecond=0)


def writer(stack: StackUnderTest, window: Screen, name: str, domain: str) -> Writer:
    """Somebody at a member, who reads Swedish."""
    return Writer(window, MailProgram(stack, f"{name.lower()}@{domain}", name), Language.SWEDISH)


def figures_of(page: Page) -> dict[str, dict[str, str]]:
    """What stands on the report's cards, but for zeros, and for times that a machine decides."""
    found = {}
    for card in page.locator("section.card:has(.figures-list)").all():
        lines = card.locator(".figures-list > div").all()
        told = {in_words(each.locator("dt")): in_words(each.locator("dd")) for each in lines}
        counts = {name: value for name, value in told.items() if value not in {"0", "0 minutes"}}
        found[in_words(card.locator("h2"))] = {
            name: value for name, value in counts.items() if name not in {"Median", "Longest"}
        }
    return {title: counts for title, counts in found.items() if counts}


def in_words(where: Locator) -> str:
    """What stands there, spaces as they are typed."""
    return where.inner_text().replace("\N{NO-BREAK SPACE}", " ")
