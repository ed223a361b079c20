"""What the log says of a breach that was told before the desk heard how the clock had really ended."""

from datetime import timedelta

from tests.fakes.desk import START, FakeDesk
from tests.triggers.calling import call
from tests.triggers.tickets import opened


async def test_a_call_that_is_logged_late_meets_the_clock_and_the_log_keeps_that_a_breach_was_told(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    told = await fake.advance(timedelta(hours=25))
    assert [mail.subject for mail in told if mail.subject.startswith("Past due")]
    call_at = (START + timedelta(hours=3)).isoformat()
    body = {"contact": "call", "author": "bo", "at": call_at, "answers_up_to": "m1"}
    (clock,) = (await call("POST", f"{ticket}/contacts", body)).json["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "contact")
    lines = (await call("GET", f"{ticket}/clocks/reply-m1")).json["lines"]
    assert [line["facts"]["level"] for line in lines if line["rule"] == "level.told"][-1] == "breach"
