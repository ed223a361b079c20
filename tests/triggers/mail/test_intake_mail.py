"""The door for mails: size, type, what became of it, and the mail as it came."""

import pytest

from shared.domain.incoming.raw_mail import MAIL_LIMIT
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import EVA

ADDRESS = "/api/intake/mail"
MAIL = {"Content-Type": "message/rfc822"}
RAW = (
    b"From: Eva <eva@acme.example.org>\r\n"
    b"To: desk@example.com\r\n"
    b"Subject: Planner: the calendar stays empty\r\n"
    b"Message-ID: <first@acme.example.org>\r\n"
    b"\r\n"
    b"It has been empty since this morning.\r\n"
)
AWAY = RAW.replace(b"<first", b"<away").replace(b"\r\n\r\n", b"\r\nAuto-Submitted: auto-replied\r\n\r\n")


async def hand_over(fake: FakeDesk, raw: bytes) -> Answer:
    """The mail is handed over, and what it causes happens."""
    answer = await call("POST", ADDRESS, raw, MAIL)
    await fake.rest()
    return answer


async def test_a_mail_is_a_ticket_and_is_answered_to(fake: FakeDesk) -> None:
    answer = await hand_over(fake, RAW)
    assert (answer.status, answer.json["taken_as"], answer.json["turn"]) == (202, "ticket", "m1")
    seen = (await call("GET", f"/api/tickets/{answer.json['ticket']}")).json
    assert (seen["product"], seen["turns"][0]["email"]) == ("planner", EVA)
    assert [mail.to.address for mail in fake.mailer.delivered].count(EVA) == 1


async def test_the_same_mail_again_gets_the_same_answer(fake: FakeDesk) -> None:
    first, again = [await hand_over(fake, RAW) for _ in range(2)]
    assert (first.status, first.body) == (again.status, again.body)
    assert len((await call("GET", "/api/queue")).json["tickets"]) == 1


async def test_a_mail_that_took_another_way_is_the_same_mail(fake: FakeDesk) -> None:
    first, again = await hand_over(fake, RAW), await hand_over(fake, b"Received: by x.example.net\r\n" + RAW)
    assert first.json["ticket"] == again.json["ticket"]
    assert len((await call("GET", "/api/queue")).json["tickets"]) == 1


async def test_the_mail_can_be_fetched_from_its_ticket_as_a_download(fake: FakeDesk) -> None:
    taken = (await hand_over(fake, RAW)).json
    fetched = await call("GET", f"/api/tickets/{taken['ticket']}/mails/{taken['mail']}")
    assert (fetched.body, fetched.media) == (RAW, "application/octet-stream")
    assert fetched.headers["Content-Disposition"] == f'attachment; filename="{taken["mail"]}.eml"'
    assert fetched.headers["X-Content-Type-Options"] == "nosniff"


async def test_a_mail_is_fetched_from_no_other_ticket(fake: FakeDesk) -> None:
    taken = (await hand_over(fake, RAW)).json
    other = (await hand_over(fake, RAW.replace(b"<first", b"<other"))).json
    fetched = await call("GET", f"/api/tickets/{other['ticket']}/mails/{taken['mail']}")
    assert (fetched.status, fetched.problem) == (404, "mail-unknown")


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("path", ["/api/mails/aaaaaaaaaaaaaaaa", "/api/mails/..", "/api/tickets/x/mails/y"])
async def test_what_is_not_there_is_not_found(path: str) -> None:
    assert (await call("GET", path)).status == 404


async def test_a_machines_mail_of_no_ticket_is_listed_and_can_be_fetched(fake: FakeDesk) -> None:
    taken = (await hand_over(fake, AWAY)).json
    assert (taken["taken_as"], taken["ticket"], taken["turn"]) == ("automatic", "", "")
    (listed,) = (await call("GET", "/api/mails")).json["mails"]
    assert (listed["email"], listed["why"], listed["mail"]) == (EVA, "auto_submitted", taken["mail"])
    assert (await call("GET", f"/api/mails/{taken['mail']}")).body == AWAY
    assert fake.mailer.delivered == []


async def test_a_mail_of_many_megabytes_is_kept_to_the_last_byte(fake: FakeDesk) -> None:
    raw = RAW + bytes(range(256)) * (MAIL_LIMIT // 256 - 10)
    taken = (await hand_over(fake, raw)).json
    assert (await call("GET", f"/api/mails/{taken['mail']}")).body == raw


@pytest.mark.parametrize(
    ("raw", "headers", "status", "problem"),
    [
        (RAW + b"x" * MAIL_LIMIT, MAIL, 413, "mail-too-large"),
        (RAW, {"Content-Type": "text/plain"}, 415, "mail-needed"),
        (RAW, {}, 415, "mail-needed"),
        (b"", MAIL, 400, "body-malformed"),
    ],
)
async def test_what_is_no_mail_is_refused_and_leaves_nothing(
    fake: FakeDesk, raw: bytes, headers: dict[str, str], status: int, problem: str
) -> None:
    before = fake.store.everything()
    answer = await call("POST", ADDRESS, raw, headers)
    assert (answer.status, answer.problem) == (status, problem)
    assert fake.store.everything() == before


@pytest.mark.parametrize(
    "raw", [b"\x00\xff\xfe", b"From\r\n\r\n", b"\r\n\r\n", b"Subject: =?x?q?=FF?=\n\nHej"]
)
async def test_a_bad_mail_is_a_ticket_that_can_be_read_and_blocks_nothing(fake: FakeDesk, raw: bytes) -> None:
    taken = (await hand_over(fake, raw)).json
    assert taken["taken_as"] == "ticket"
    assert (await call("GET", f"/api/tickets/{taken['ticket']}/mails/{taken['mail']}")).body == raw
    assert (await hand_over(fake, RAW)).json["taken_as"] == "ticket"
    assert [mail.to.address for mail in fake.mailer.delivered if mail.to.address == "desk@example.com"] == []
