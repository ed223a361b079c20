"""A March that is small enough to be reckoned by hand, and yet has of each sort: late, offered, not needed.

Instants are local. Beside each answer stands how long it took. The clock is set, and nothing is scanned: what
the books say needs nobody to have been warned.
"""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import act, asked, offer, pick
from tests.triggers.tickets import opened

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIGURES: dict[str, Any] = {
    "messages": 6,  # the conference, the error, the slow one, the thanks, the night's, the last
    "reply_clocks": 6,
    "answered_in_time": 3,  # 1, 2.5 and 23.5 h
    "answered_late": 1,  # 48 h
    "answered_same_day": 2,  # 1 and 2.5 h
    "reply_clocks_not_needed": 1,  # the thanks
    "reply_clocks_open": 1,  # the last
    "median_hours": 13.0,  # 1, 2.5, 23.5, 48: between 2.5 and 23.5
    "worst_hours": 48.0,
    "breaches": 1,
    "reply_breaches": 1,
    "conference_breaches": 0,
    "conferences_asked_for": 1,
    "conferences_in_time": 0,
    "conferences_by_offer": 1,  # two slots in time were offered, and a later one was picked
    "no_answer_needed": 1,
    "errors_reported": 1,
    "errors_open": 1,
    "billable_minutes": 0,
}


async def a_small_month(fake: FakeDesk) -> str:
    """From Monday the 2nd of March to nine o'clock on the 1st of April; the ticket that is still open."""
    talk = await asked(fake)
    at(fake, "03-02 11:00")
    await answer(talk.partition("/conferences/")[0], "anna")  # 1 h
    await offer(fake, talk, 4, 6, 50, after_due=True, reason="Or on Wednesday.")
    await pick(fake, 2)
    at(fake, "03-04 12:30")
    await act(fake, talk, "held")
    error = await opened(fake, kind="error", message="The calendar stays empty.")
    at(fake, "03-04 15:00")
    await answer(error, "anna")  # 2.5 h
    at(fake, "03-09 10:00")
    slow = await opened(fake, kind="question", message="How long are things kept?")
    at(fake, "03-11 10:00")
    await answer(slow, "bo")  # 48 h
    await call("POST", f"{error}/messages", {"message": "Thank you!"})
    await call("POST", f"{error}/turns/m2/no-answer-needed", {"author": "anna", "reason": "Thanks."})
    at(fake, "03-28 12:00")
    night = await opened(fake, kind="question", message="Which view is best?")
    at(fake, "03-29 12:30")
    await answer(night, "anna")  # 23.5 h: summer time has begun in the night
    at(fake, "03-31 22:00")
    last = await opened(fake, kind="question", message="Is there a shortcut?")
    at(fake, "04-01 09:00")
    return last


def at(fake: FakeDesk, local: str) -> None:
    """It is this day and time of 2026."""
    fake.clock.instant = datetime.strptime(f"2026-{local}", "%Y-%m-%d %H:%M").replace(tzinfo=STOCKHOLM)


async def answer(ticket: str, author: str) -> None:
    """This supporter answers the ticket's first message."""
    body = {"author": author, "text": "This is how.", "answers_up_to": "m1"}
    assert (await call("POST", f"{ticket}/answers", body)).status == 202
