"""What a supporter can say by mail beside an answer: how people met, what was worked, who has the ticket."""

from datetime import timedelta

import pytest

from tests.examples.supporter_replies import ANNA, BO, SupportersDesk
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import asked, clock_of, go_to, offer, pick
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.tickets import opened
from tests.triggers.work.quoting import accepted, work_of


def ticket_of(conference: str) -> str:
    """The ticket's address."""
    return conference.partition("/conferences")[0]


async def reply(fake: FakeDesk, words: str, about: str = "", to: str = ANNA) -> None:
    """The supporter replies to the last mail that says this in its subject."""
    desk = SupportersDesk(fake)
    await desk.reply(desk.notice(to, about), words, sender=to)


async def reminded(fake: FakeDesk) -> str:
    """A conference that was picked and has begun, its reminder sent."""
    conference = await asked(fake)
    await offer(fake, conference, 5, 6)
    await pick(fake)
    await fake.advance(timedelta(hours=4, minutes=5))
    go_to(fake, 5.5)
    return conference


@pytest.mark.parametrize(
    "words", ["/held", "/hölls Vi löste det.", "/Hölls.", "*/held*\n\nSkickat från min iPhone"]
)
async def test_a_reply_to_the_reminder_says_that_the_conference_was_held(fake: FakeDesk, words: str) -> None:
    conference = await reminded(fake)
    await reply(fake, words, "Påminnelse")
    clock = await clock_of(conference)
    assert (clock["state"], clock["how"]) == ("met", "held")


async def test_a_reply_to_the_reminder_says_that_nobody_came(fake: FakeDesk) -> None:
    conference = await reminded(fake)
    await reply(fake, "/uteblev", "Påminnelse")
    clock = await clock_of(conference)
    assert (clock["state"], clock["how"]) == ("met", "no_show")


async def test_the_supporters_reminder_says_both_commands_and_the_members_neither(fake: FakeDesk) -> None:
    await reminded(fake)
    texts = {mail.to.address: mail.text for mail in fake.mailer.delivered if "Påminnelse" in mail.subject}
    assert "/hölls" in texts[ANNA]
    assert "/uteblev" in texts[ANNA]
    assert "/" not in texts[EVA].partition("https://")[0]


async def test_the_supporters_reminder_leads_to_both_forms_at_the_desk_and_shows_a_reply(
    fake: FakeDesk,
) -> None:
    ticket = ticket_of(await reminded(fake)).rpartition("/")[2]
    texts = {mail.to.address: mail.text for mail in fake.mailer.delivered if "Påminnelse" in mail.subject}
    for act in ("held", "no_show"):
        assert f"/desk/tickets/{ticket}?open={act}\n" in texts[ANNA]
    assert "\n/hölls Vi gick igenom veckovyn.\n" in texts[ANNA]
    assert "/desk/" not in texts[EVA]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Held", "utan snedstreck"),
        ("Hölls.\nVi löste det.", "utan snedstreck"),
        ("/held /close", "efter ett annat"),
        ("/held\nVi löste det.", "på samma rad"),
        ("/hallet", "kommandot finns inte"),
    ],
)
async def test_a_reply_to_the_reminder_that_is_not_understood_is_never_mailed_on_and_says_why(
    fake: FakeDesk, words: str, told: str
) -> None:
    conference = await reminded(fake)
    mailed = len(SupportersDesk(fake).mailed(EVA))
    await reply(fake, words, "Påminnelse")
    assert (await clock_of(conference))["how"] != "held"
    assert len(SupportersDesk(fake).mailed(EVA)) == mailed
    assert told in " ".join(SupportersDesk(fake).mailed(ANNA)[-1].text.split())


async def test_before_it_has_begun_nobody_has_stayed_away_and_the_writer_is_told(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 5, 6)
    await pick(fake)
    await reply(fake, "/no-show")
    assert (await clock_of(conference))["state"] == "running"
    assert "Konferensen har inte börjat." in SupportersDesk(fake).mailed(ANNA)[-1].text


async def test_a_call_answers_what_the_notice_showed_and_its_words_are_for_supporters(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    mailed = len(SupportersDesk(fake).mailed(EVA))
    await reply(fake, "/samtal De löste det själva.")
    (entry,) = (await call("GET", ticket)).json["entries"]
    assert (entry["how"], entry["author"], entry["text"]) == ("contact", "anna", "De löste det själva.")
    assert len(SupportersDesk(fake).mailed(EVA)) == mailed


async def test_a_call_about_what_waits_at_the_gate_asks_to_take_it_first(fake: FakeDesk) -> None:
    ticket = await opened(fake, email=STRANGER)
    await reply(fake, "/call")
    assert (await call("GET", ticket)).json["entries"] == []
    assert "/ta " in SupportersDesk(fake).mailed(ANNA)[-1].text
    await reply(fake, "/take an old friend\n/call")
    assert [clock["state"] for clock in (await call("GET", ticket)).json["clocks"]] == ["met"]


async def test_minutes_are_logged_under_the_quote_that_was_accepted(fake: FakeDesk) -> None:
    ticket = await accepted(fake)
    await reply(fake, "/minuter 30 Importen rättad.")
    (entry,) = (await work_of(ticket))["entries"]
    assert (entry["minutes"], entry["text"], entry["author"]) == (30, "Importen rättad.", "anna")


async def test_minutes_without_an_accepted_quote_are_refused_and_told(fake: FakeDesk) -> None:
    await opened(fake)
    await reply(fake, "/minutes 30 Mended the import.")
    assert "ingen tid kan loggas" in SupportersDesk(fake).mailed(ANNA)[-1].text


@pytest.mark.parametrize("name", ["bo", "Bo.", "@bo", "till Bo", "bo@example.com"])
async def test_the_ticket_is_given_to_another_who_hears_of_it(fake: FakeDesk, name: str) -> None:
    ticket = await opened(fake)
    await reply(fake, f"/ge {name}")
    assert (await call("GET", ticket)).json["owner"] == "bo"
    assert "You now have the ticket" in SupportersDesk(fake).mailed(BO)[-1].subject


async def test_a_ticket_is_given_to_nobody_who_is_not_there(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await reply(fake, "/owner nobody")
    assert (await call("GET", ticket)).json["owner"] == ""
    assert "/ge anna" in SupportersDesk(fake).mailed(ANNA)[-1].text


async def test_the_next_notice_confirms_what_a_mail_did_by_its_commands(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await reply(fake, "/samtal De löste det själva.\n/ta")
    await call("POST", f"{ticket}/messages", {"message": "And the week view."})
    await fake.rest()
    line = "Senast gjort per mejl: Anna, måndag 2 mars kl. 10.00: /samtal /ta"
    notice = SupportersDesk(fake).mailed(ANNA)[-1]
    for part in (notice.text, notice.html):
        assert line in " ".join(part.split())
    assert "själva" not in notice.text
