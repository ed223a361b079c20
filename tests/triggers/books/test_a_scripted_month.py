"""The books of a month that was played by its script: every figure is the one that was reckoned by hand.

At the triggers, in the product's time: the running stack would scan every five minutes of the month for many
of ours. There ``e2e/test_a_scripted_month`` plays one of a few hours.
"""

import re
from collections.abc import AsyncIterator
from html import unescape
from typing import Any

import pytest

from shared import wiring
from shared.domain.facts.links import Purpose
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.triggers.books.a_desk_in_march import (
    OWNER,
    PRODUCTS,
    RUNE,
    ULLA,
    VENDOR_OF_THREE,
    WEEKLY,
    DeskInMarch,
)
from tests.triggers.books.scripted_month import over_midnight, until_the_last_hour
from tests.triggers.calling import call
from tests.triggers.links.following import mailed_link, see

VENDOR_SIDE: dict[str, Any] = {
    # Ulla's eight tickets (2, 3, 6, 9, 12, 16, 28, 31 March), two more words of hers (thanks on the 11th, the
    # second error on the 24th), and Rune's question from what he studied on the 5th: 8 + 2 + 1.
    "messages": 11,
    "covered": 11,
    "gated": 0,
    "held": 0,
    "dropped": 0,
    "no_answer_needed": 1,  # the thanks
    "declined": 0,
    "late_entitlement": 0,
    "entitlement_unverified": 0,
    # No two messages were answered together: a clock each. Hours to the answers, in their order:
    # 2.5, 19, 1, 43, 1, 1, 1, 2, 23.5, 1; sorted 1, 1, 1, 1, 1 | 2, 2.5, 19, 23.5, 43.
    "reply_clocks": 11,
    "answered_in_time": 9,
    "answered_late": 1,  # 43 h
    "answered_same_day": 6,  # neither 19, 43 nor 23.5 h, nor the hour over midnight: 10 - 4
    "reply_clocks_not_needed": 1,
    "reply_clocks_open": 0,
    "median_hours": 1.5,  # between 1 and 2
    "worst_hours": 43.0,
    "breaches": 2,
    "reply_breaches": 1,
    "conference_breaches": 0,
    "promise_breaches": 1,  # promised by the end of the 10th, and kept on the 11th
    "conferences_asked_for": 1,
    "conferences_in_time": 1,
    "conferences_by_offer": 0,
    "conferences_no_choice": 0,
    "conferences_no_show": 0,
    "conferences_declined": 0,
    "conferences_open": 0,
    "promises_given": 2,
    "promises_kept": 1,
    "promises_open": 0,
    # Reported on the 2nd, 3rd and 16th. The first ticket was silent for 14 days, and so closed by the desk; a
    # supporter closed the third; the second was last asked about on the 24th, and is open.
    "errors_reported": 3,
    "errors_open": 1,
    "errors_fixed": 2,
    "billable_minutes": 120,  # 90 + 30; the 15 are April's
}
MEMBER_SIDE: dict[str, Any] = {
    "products_subscribed": 3,
    "seats_filled": 2,
    "seats_missing": ["archive"],
    "documentation_studied": 1,  # Planner's, not Ledger's
}
REGISTER_SIDE: dict[str, Any] = {
    "register_reported": 2,
    "register_confirmed": 2,
    "register_fixed": 1,
    "register_released": 1,
    "register_open": 1,
    "register_median_days": 17.0,  # from the 3rd at 09:00 to the 20th at 09:00
    "register_worst_days": 17.0,
}
STRANGERS: dict[str, Any] = {"messages": 1, "gated": 1}
"""One question, for which no clock runs; everything else of strangers is nothing."""


def group(name: str, hours: list[float], late: int = 0, not_needed: int = 0) -> dict[str, Any]:
    """What answers that took so many hours come to: their median and the longest, by hand."""
    ordered, middle = sorted(hours), len(hours) // 2
    even = (ordered[middle - 1] + ordered[middle]) / 2
    return {
        "id": name,
        "name": name.title() if name in PRODUCTS or name == "anna" else "",
        "reply_clocks": len(hours) + not_needed,
        "answered_in_time": len(hours) - late,
        "answered_late": late,
        "reply_clocks_not_needed": not_needed,
        "reply_clocks_open": 0,
        "median_hours": ordered[middle] if len(hours) % 2 else even,
        "worst_hours": ordered[-1],
    }


ANSWERS: dict[str, Any] = {
    # 1, 1, 1, 1, 1 | 2, 2.5 | none | 19, 23.5 | 43 | none
    "hours": [
        {"up_to_hours": most, "answers": answers}
        for most, answers in ((1, 5), (4, 2), (8, 0), (24, 2), (48, 1), (None, 0))
    ],
    "by_product": [
        group("archive", [43.0], late=1),
        group("ledger", [19.0, 2.0]),
        # The calendar, the study, the talk with its thanks, work, the error again, the night, the shortcut.
        group("planner", [2.5, 1.0, 1.0, 1.0, 1.0, 23.5, 1.0], not_needed=1),
    ],
    "by_kind": [
        group("conference", [1.0]),
        group("error", [2.5, 19.0, 1.0]),
        group(
            "other", [2.0], not_needed=1
        ),  # further words, which name no kind: the second error, the thanks
        group("question", [1.0, 43.0, 1.0, 23.5, 1.0], late=1),
    ],
    "by_supporter": [group("anna", [2.5, 19, 1, 43, 1, 1, 1, 2, 23.5, 1], late=1, not_needed=1)],
}
REPORT: dict[str, Any] = {
    "month": "2026-03",
    "zone": "Europe/Stockholm",
    "as_of": "2026-04-01T07:00:00Z",
    "members": [
        {
            "member": "weekly",
            "name": "Weekly",
            "vendor_side": VENDOR_SIDE,
            "member_side": MEMBER_SIDE,
            "register_side": REGISTER_SIDE,
        }
    ],
    "no_member": dict.fromkeys(VENDOR_SIDE, 0) | {"median_hours": None, "worst_hours": None} | STRANGERS,
    "total": {
        "vendor_side": VENDOR_SIDE | {"messages": 11 + 1, "gated": 1},
        "member_side": MEMBER_SIDE,
        "register_side": REGISTER_SIDE,
    },
    "answers": ANSWERS,
}
MEMBERS_PAGE = {
    # At 23:00 on the 31st, before the month's last question: 9 answers, 8 in time and 6 on their day.
    "Messages from you": "10",
    "Answered within 24 hours": "8 of 9",
    "Answered the same day": "6 of 9",
    "Usual answer time (median)": "2 hours",  # 1, 1, 1, 1, | 2, | 2.5, 19, 23.5, 43
    "Conferences in time": "1 of 1",
    "Promises kept": "1 of 2",
    "Error reports": "3",
    "Work at an hourly rate": "2 hours",
    "Products with a responsible person": "2 of 3",
    "Responsible people who have studied the documentation": "1 of 2",
}


@pytest.fixture
async def march(settings: pytest.MonkeyPatch) -> AsyncIterator[DeskInMarch]:  # noqa: ARG001 - they are in force
    """The desk on Monday, the 2nd of March at 10:00: there is a document to study for two of the products."""
    fake = FakeDesk(vendor=VENDOR_OF_THREE)
    wiring.use_desk(fake.desk)
    desk = DeskInMarch(fake)
    manual = {
        "title": {"sv": "Handboken", "en": "The manual"},
        "address": {"sv": "https://docs.example.com/sv/1", "en": "https://docs.example.com/en/1"},
    }
    for product in ("planner", "ledger"):
        await desk.done("PUT", f"/api/documents/{product}/manual", version="1", **manual)
    await put_member(fake.desk, WEEKLY)
    await fake.rest()
    yield desk
    wiring.use_desk(None)


def told_once(march: DeskInMarch) -> None:
    """Confirmation, release, news and the empty seat are each told to whom they concern, once."""
    assert march.mailed("is confirmed (E-1)") == march.mailed("is confirmed (E-2)") == [ULLA]
    assert march.mailed("Planner 9.1 is here") == [RUNE, ULLA]
    assert march.mailed("We have moved") == [RUNE]
    assert march.mailed("Who is responsible for Archive") == [OWNER]


def copied_answers_alone(march: DeskInMarch) -> None:
    """Answers to the error reports have a copy, to who is responsible; no automatic mail has."""
    copied = [each for each in march.fake.mailer.delivered if each.cc]
    assert all(re.search(r"\] Answer about (Planner|Ledger) from ", each.subject) for each in copied)
    assert {(mail.to.address, *(each.address for each in mail.cc)) for mail in copied} == {(ULLA, RUNE)}
    assert len(copied) == 5  # one to the first report, two to each of the others


async def members_page(march: DeskInMarch) -> dict[str, str]:
    """The month's figures on the page for which the owner asks, by label."""
    await march.done("POST", "/api/member/seats/request", address=OWNER)
    page = unescape((await see(mailed_link(march.fake, OWNER, Purpose.SEATS))).text).replace("\xa0", " ")
    return dict(re.findall(r"<dt>(.+?)</dt><dd>(.+?)</dd>", page))


async def test_the_members_page_and_the_books_of_the_month_are_those_reckoned_by_hand(
    march: DeskInMarch,
) -> None:
    work = await until_the_last_hour(march)
    told_once(march)
    copied_answers_alone(march)
    assert await members_page(march) == MEMBERS_PAGE
    await over_midnight(march, work)
    assert (await call("GET", "/api/reports/2026-03")).json == REPORT
