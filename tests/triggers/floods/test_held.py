"""What is held at the door: confirmed by its writer, or taken and thrown away by supporters, many at once."""

import re
from datetime import timedelta

import pytest

from shared.domain.refusals.errors import AuthorUnknown
from shared.web.http.problem_kinds import kind_of
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, call
from tests.triggers.examples import EVA, REQUEST, STRANGER
from tests.triggers.floods.knocking import held, letters_to, queued, sent

ANNA = "anna@example.com"
DROP = {"author": "anna", "reason": "Spam."}


async def held_ticket(fake: FakeDesk, **fields: str) -> str:
    """A stranger's ticket at the door, its mail sent."""
    ticket: str = (await sent(**fields)).json["ticket"]
    await fake.rest()
    return ticket


def link_mailed(fake: FakeDesk) -> str:
    """Where the last mail's link leads."""
    found = re.search(r"/api/member/ticket/\S+", fake.mailer.delivered[-1].text)
    assert found
    return found[0]


async def confirm(link: str) -> int:
    """The button on the page is pressed."""
    return (await call("POST", link, b"act=confirm", FORM | BROWSER)).status


async def sift(act: str, *tickets: str, **fields: str) -> list[str]:
    """What came of each."""
    answer = await call("POST", f"/api/held/{act}", DROP | fields | {"tickets": list(tickets)})
    assert answer.status == 200, answer.text
    return [each["outcome"] for each in answer.json["tickets"]]


async def test_reading_the_mailed_link_writes_nothing_and_its_button_lets_the_ticket_through(
    fake: FakeDesk,
) -> None:
    ticket = await held_ticket(fake)
    link = link_mailed(fake)
    before = fake.store.everything()
    page = await call("GET", link, headers={"Accept-Language": "en"})
    assert "Bekräfta här nedanför att adressen är din" in page.text
    assert fake.store.everything() == before
    assert await confirm(link) == 303
    await fake.rest()
    assert await held() == []
    assert await queued() == {ticket}
    assert len(letters_to(fake, ANNA)) == 1
    assert len(letters_to(fake, STRANGER)) == 2  # confirm, then the choices


async def test_confirmed_twice_it_is_let_through_once(fake: FakeDesk) -> None:
    await held_ticket(fake)
    link = link_mailed(fake)
    for _ in range(2):
        assert await confirm(link) == 303
        await fake.rest()
    assert (len(letters_to(fake, ANNA)), len(letters_to(fake, STRANGER))) == (1, 2)


async def test_a_further_message_by_the_mailed_link_lets_the_ticket_through_too(fake: FakeDesk) -> None:
    ticket = await held_ticket(fake)
    body = b"act=message&message=It+is+really+me.&token=abcdefghijklmnopqrstuvwxyz"
    assert (await call("POST", link_mailed(fake), body, FORM | BROWSER)).status == 303
    await fake.rest()
    assert await held() == []
    assert await queued() == {ticket}


async def test_a_mail_that_asks_to_confirm_repeats_nothing_that_the_stranger_wrote(fake: FakeDesk) -> None:
    await held_ticket(fake, name="Buy Pills", subject="Cheap pills", message="pills.example.com")
    mail = fake.mailer.delivered[-1]
    for part in (mail.subject, mail.text, mail.html):
        assert "ills" not in part


async def test_taken_in_bulk_each_has_a_clock_from_now_and_its_writer_is_told(fake: FakeDesk) -> None:
    tickets = [await held_ticket(fake, email=f"asker@{n}.example.org") for n in range(3)]
    fake.clock.instant += timedelta(minutes=30)
    assert await sift("take", *tickets, reason="A prospect.") == ["done"] * 3
    await fake.rest()
    assert await held() == []
    entries = (await call("GET", "/api/queue?state=running")).json["tickets"]
    assert {each["ticket"] for each in entries} == set(tickets)
    assert {each["seconds_left"] for each in entries} == {24 * 3600}
    (turn,) = (await call("GET", f"/api/tickets/{tickets[0]}")).json["turns"]
    assert (turn["taken_by"], turn["taken_because"]) == ("anna", "A prospect.")
    assert len(letters_to(fake, "asker@1.example.org")) == 2


async def test_thrown_away_in_bulk_each_is_closed_told_to_nobody_and_read_whole(fake: FakeDesk) -> None:
    tickets = [await held_ticket(fake, message=f"Spam {n}.") for n in range(3)]
    mailed = len(fake.mailer.delivered)
    assert await sift("drop", *tickets) == ["done"] * 3
    await fake.rest()
    assert len(fake.mailer.delivered) == mailed
    assert await held() == []
    assert await queued() == set()
    view = (await call("GET", f"/api/tickets/{tickets[1]}")).json
    assert view["turns"][0]["text"] == "Spam 1."
    assert view["closed"] is not None
    assert (view["held"], view["dropped"]["author"], view["dropped"]["reason"]) == (None, "anna", "Spam.")
    dropped = [each for each in view["events"] if each["event"] == "ticket_dropped"]
    assert [(each["author"], each["reason"]) for each in dropped] == [("anna", "Spam.")]


@pytest.mark.parametrize("act", ["take", "drop"])
async def test_said_again_nothing_is_done_twice(fake: FakeDesk, act: str) -> None:
    ticket = await held_ticket(fake)
    assert await sift(act, ticket, ticket) == ["done"]
    await fake.rest()
    before = fake.store.everything()
    assert await sift(act, ticket) == ["done"]
    assert fake.store.everything() == before


async def test_each_ticket_says_by_itself_that_it_is_not_held_or_not_there(fake: FakeDesk) -> None:
    through = (await call("POST", "/api/intake", REQUEST)).json["ticket"]
    waiting = await held_ticket(fake)
    assert await sift("drop", through, "a" * 16, waiting) == ["not_held", "unknown", "done"]
    assert await queued() == {through}


@pytest.mark.parametrize("act", ["take", "drop"])
async def test_by_nobody_that_is_known_nothing_is_done(fake: FakeDesk, act: str) -> None:
    ticket = await held_ticket(fake)
    before = fake.store.everything()
    body = {"tickets": [ticket], "author": "nobody", "reason": "Spam."}
    refused = await call("POST", f"/api/held/{act}", body)
    assert (refused.status, refused.problem) == (422, kind_of(AuthorUnknown).slug)
    mistakes: list[dict[str, object]]
    mistakes = [{"tickets": []}, {"tickets": ["x"]}, {"tickets": ["a" * 16] * 101}, {"reason": ""}]
    for wrong in mistakes:
        refused = await call("POST", f"/api/held/{act}", body | {"author": "anna"} | wrong)
        assert (refused.status, refused.problem) == (422, "fields-invalid")
    assert fake.store.everything() == before


async def test_a_flood_is_told_to_each_supporter_once_and_never_ticket_by_ticket(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(in_total=0, per_network=1000))
    for number in range(40):
        await held_ticket(fake, email=f"flood@{number}.example.org")
        fake.clock.instant += timedelta(minutes=1)
    await fake.advance(timedelta(hours=6))
    (told,) = letters_to(fake, ANNA)
    assert "ovanligt många" in told
    assert len(letters_to(fake, "bo@example.com")) == 1


async def test_what_is_confirmed_before_supporters_hear_of_it_is_no_news_to_them(fake: FakeDesk) -> None:
    await held_ticket(fake)
    await confirm(link_mailed(fake))
    await fake.advance(timedelta(hours=2))
    assert len(letters_to(fake, ANNA)) == 1  # the new ticket


async def test_what_nobody_confirms_is_told_in_one_mail(fake: FakeDesk) -> None:
    for number in range(3):
        await held_ticket(fake, email=f"asker@{number}.example.org")
    await fake.advance(timedelta(hours=2))
    (told,) = letters_to(fake, ANNA)
    assert told.startswith("3 ")


async def test_a_sender_that_is_registered_meanwhile_is_covered_and_held_no_more(fake: FakeDesk) -> None:
    ticket = await held_ticket(fake)
    member = {
        "name": "Elsewhere",
        "owner": {"address": "owner@elsewhere.example.org"},
        "contacts": [{"address": STRANGER}],
        "subscriptions": [{"product": "planner", "since": "2026-01-01T00:00:00Z"}],
    }
    assert (await call("PUT", "/api/members/elsewhere", member)).status in {200, 201}
    await fake.advance(timedelta(minutes=20))
    assert await held() == []
    entries = (await call("GET", "/api/queue?state=running")).json["tickets"]
    assert [each["ticket"] for each in entries] == [ticket]


async def test_the_list_is_paged_oldest_first_with_words_for_why(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(per_address=999, per_network=999))
    tickets = []
    for number in range(203):
        tickets.append((await sent(message=f"{number}")).json["ticket"])
        fake.clock.instant += timedelta(seconds=1)
    first = (await call("GET", "/api/held?language=sv")).json
    assert (first["more"], first["count"]["tickets"]) == (True, 203)
    assert first["tickets"][0]["because_words"] == "Adressen är inte bekräftad"
    rest = (await call("GET", f"/api/held?after={first['next']}")).json
    assert [each["ticket"] for each in (*first["tickets"], *rest["tickets"])] == tickets
    assert (rest["more"], rest["next"], rest["count"]) == (False, "", None)
    assert (await call("GET", "/api/held?after=elsewhere")).problem == "fields-invalid"


async def test_a_members_request_gets_through_in_the_midst_of_a_flood(fake: FakeDesk) -> None:
    fake.vendor = fake.vendor.but(knocks=fake.vendor.knocks.but(in_total=0))
    kept = await call("POST", "/api/intake", REQUEST | {"email": EVA})
    await fake.rest()
    assert await queued() == {kept.json["ticket"]}
    assert len(letters_to(fake, EVA)) == 1
