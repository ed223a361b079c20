"""A month of a few hours on a stack of its own, over HTTP: its report is the one that was reckoned by hand.

A member, three products, two errors, one release, one item of news, one empty seat. A whole month is played,
to the second, in ``triggers/books/test_a_scripted_month``: a stack would scan every five minutes of it.
"""

import json
from collections.abc import Generator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.running_stack import StackUnderTest, stack_in

STOCKHOLM = ZoneInfo("Europe/Stockholm")
IDS = ("planner", "ledger", "archive")
PRODUCTS = [{"id": each, "name": each.title(), "billing_ids": [f"prod_{each}"]} for each in IDS]
LASTS = timedelta(hours=6)
WORDS = {"sv": "Kalendern blir tom.", "en": "The calendar stays empty."}
VENDOR_SIDE: dict[str, Any] = {
    "messages": 2,
    "covered": 2,
    "reply_clocks": 2,
    "answered_in_time": 2,
    "answered_same_day": 2,
    "median_hours": 2,  # between 1 h and 3 h
    "worst_hours": 3,
    "errors_reported": 2,
    "errors_open": 2,  # answered, and not closed
}
"""What is not 0, hours to whole ones: the stack's own time goes on between two acts."""
MEMBER_SIDE: dict[str, Any] = {
    "products_subscribed": 3,
    "seats_filled": 2,
    "seats_missing": ["ledger"],
    "documentation_studied": 0,
}
REGISTER_SIDE: dict[str, Any] = {
    "register_reported": 2,
    "register_confirmed": 2,
    "register_fixed": 1,
    "register_released": 1,
    "register_open": 1,
    "register_median_days": 0,  # 3 h
    "register_worst_days": 0,
}


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Generator[StackUnderTest]:
    """A desk that sells three products, at an instant after which the day still lasts for a while."""
    with stack_in(tmp_path_factory.mktemp("month"), DESK_PRODUCTS=json.dumps(PRODUCTS)) as started:
        now = started.now().astimezone(STOCKHOLM)
        if (now + LASTS).date() != now.date():
            started.advance(f"{LASTS // timedelta(hours=1)}h")
        yield started


def done(desk: StackUnderTest, method: str, path: str, **body: object) -> dict[str, Any]:
    """What the desk answers to a supporter, once all that follows has happened."""
    answer = desk.keyed.request(method, path, json=body)
    assert answer.is_success, answer.text
    desk.rest()
    return dict(answer.json())


def reported(desk: StackUnderTest, member: MemberAtTheDesk, product: str, hours: int) -> str:
    """An error of this product is reported, confirmed, and answered after so many hours; its entry."""
    ticket = member.ask("The calendar stays empty.", kind="error", product=product)
    body = {"product": product, "title": WORDS, "text": WORDS, "author": "anna"}
    entry = str(done(desk, "POST", "/api/register", **body)["entry"])
    done(desk, "PUT", f"/api/register/{entry}/ties/{ticket}", author="anna")
    done(desk, "PUT", f"/api/register/{entry}/state", author="anna", state="confirmed")
    desk.advance(f"{hours}h")
    member.answer(ticket)
    return entry


def whole(side: dict[str, Any]) -> dict[str, Any]:
    """The figures of a side, spans of time in whole hours or days."""
    return {name: round(each) if isinstance(each, float) else each for name, each in side.items()}


def mailed(desk: StackUnderTest, words: str) -> list[str]:
    """Who got the mails that have these words in their subject."""
    return sorted(to["address"] for each in desk.mails() if words in each["subject"] for to in each["to"])


def test_the_report_of_the_month_is_the_one_reckoned_by_hand(desk: StackUnderTest) -> None:
    member = MemberAtTheDesk(desk, "weekly")
    rune = "rune@weekly.example.org"
    seats = [{"product": each, "address": rune, "name": "Rune"} for each in ("planner", "archive")]
    member.put(*({"product": each, "since": "2020-01-01T00:00:00Z"} for each in IDS), seats=seats)
    fixed = reported(desk, member, "planner", 3)
    reported(desk, member, "ledger", 1)
    release = {"product": "planner", "version": "9.1", "notes": WORDS, "fixes": [fixed], "author": "anna"}
    done(desk, "POST", "/api/releases", **release, address="https://download.example.com/planner-9.1.msi")
    done(desk, "POST", "/api/news", title={"sv": "Nytt", "en": "News"}, text=WORDS, products=list(IDS))
    desk.advance("5m")

    report = done(desk, "GET", f"/api/reports/{desk.now().astimezone(STOCKHOLM):%Y-%m}")
    (part,) = report["members"]
    for sides in (part, report["total"]):
        figures = whole(sides["vendor_side"])
        assert figures == dict.fromkeys(figures, 0) | VENDOR_SIDE
        assert sides["member_side"] == MEMBER_SIDE
        assert whole(sides["register_side"]) == REGISTER_SIDE
    assert set(report["no_member"].values()) == {0, None}
    assert mailed(desk, "Planner 9.1") == [rune, member.email]
    assert mailed(desk, "News") == [rune]
    assert mailed(desk, "Who is responsible for Ledger") == ["owner@weekly.example.org"]
