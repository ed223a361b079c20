"""A calendar's answer to an invitation is noted on its ticket; a refusal is told to who offered."""

import re

import pytest

from shared.domain.conferences.conferring import MoveBody
from shared.domain.facts.conference import Way
from shared.domain.facts.links import Purpose
from shared.domain.messages.merging import MergeBody
from shared.ports.mailer import Mail
from shared.usecases.conferences.choose_slot import pick_slot
from shared.usecases.conferences.confer import move_conference
from shared.usecases.mail.take_mail import Taken, TakenAs, take_mail
from shared.usecases.mail.unfiled_mails import list_unfiled
from shared.usecases.messages.move_turns import merge_ticket
from shared.usecases.records.ticket_rows import load_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.delivery_examples import EVA
from tests.examples.member_links import link_in, token_of
from tests.examples.raw_mails import mixed
from tests.fakes.desk import START, FakeDesk
from tests.unit.conferences.test_offers_reported import HOUR, asked, desk_of_acme, offered

SHOWN = {"ACCEPTED": "accepterat", "TENTATIVE": "kanske", "DECLINED": "avböjt"}
DECLINED = "Kundens kalender har tackat nej till inbjudan"


async def with_conference() -> tuple[FakeDesk, str, Mail]:
    """A desk on which Eva has picked a slot, her ticket, and the invitation that she got."""
    fake = await desk_of_acme()
    ticket = await asked(fake)
    mail = await offered(fake, ticket)
    loaded = await load_ticket(fake.desk.store, ticket)
    assert loaded
    slot = loaded.header.state.conferences[0].on_offer[0]
    await pick_slot(fake.desk, token_of(link_in(mail.text, Purpose.CONFERENCE)), slot.id)
    await fake.rest()
    return fake, ticket, next(each for each in reversed(fake.mailer.delivered) if each.to.address == EVA)


def uid_of(invitation: Mail) -> str:
    found = re.search(r"UID:(\S+)", invitation.attachments[0].content.decode())
    assert found
    return found[1]


def answer(
    uid: str, said: str, words: str = "", sender: str = EVA, program: str = "Microsoft Exchange Server 2010"
) -> bytes:
    """A calendar's answer, as mail programs send it."""
    calendar = f"""Content-Type: text/calendar; charset=utf-8; method=REPLY

BEGIN:VCALENDAR
METHOD:REPLY
PRODID:{program}
VERSION:2.0
BEGIN:VEVENT
ATTENDEE;PARTSTAT={said};CN=Eva:mailto:{sender}
ORGANIZER:mailto:support@example.com
UID:{uid}
SUMMARY:Conference
DTSTART:20261210T090000Z
DTEND:20261210T093000Z
DTSTAMP:20261205T120000Z
SEQUENCE:1
END:VEVENT
END:VCALENDAR
"""
    text = f"Content-Type: text/plain; charset=utf-8\n\n{words}\n"
    headers = {"from": f"Eva <{sender}>", "subject": f"{said.title()}: Conference"}
    return mixed(text, calendar, kind="alternative", **headers)


async def took(fake: FakeDesk, raw: bytes) -> tuple[Taken, list[Mail]]:
    """The mail comes twice: what became of it, and the mails that it caused."""
    before = len(fake.mailer.delivered)
    for _ in range(2):
        taken = await take_mail(fake.desk, raw)
        await fake.rest()
    return taken, fake.mailer.delivered[before:]


@pytest.mark.parametrize("said", SHOWN)
async def test_a_calendars_answer_is_noted_without_turn_clock_or_receipt(said: str) -> None:
    fake, ticket, invitation = await with_conference()
    before = await read_ticket(fake.desk, ticket)
    taken, mails = await took(fake, answer(uid_of(invitation), said))
    after = await read_ticket(fake.desk, ticket)
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, ticket)
    assert (after.turns, after.clocks) == (before.turns, before.clocks)
    assert [each.attendance for each in after.conferences] == [said.lower()]
    (noted,) = after.automatic_mails
    assert noted.why == "calendar_answer"
    assert f"Svar: {SHOWN[said]}" in noted.text
    assert [(each.to.address, DECLINED in each.subject) for each in mails] == (
        [("anna@example.com", True)] if said == "DECLINED" else []
    )


async def test_an_answer_with_words_of_its_own_is_a_turn_too() -> None:
    fake, ticket, invitation = await with_conference()
    taken, mails = await took(fake, answer(uid_of(invitation), "DECLINED", "I am ill. May we take Friday?"))
    after = await read_ticket(fake.desk, ticket)
    assert (taken.taken_as, taken.ticket) == (TakenAs.TURN, ticket)
    assert after.turns[-1].text == "I am ill. May we take Friday?"
    assert len(after.automatic_mails) == 1
    assert sum(DECLINED in each.subject for each in mails) == 1


async def test_another_time_that_a_calendar_proposes_is_a_turn_of_the_conferences_ticket() -> None:
    fake, ticket, invitation = await with_conference()
    proposed = answer(uid_of(invitation), "TENTATIVE").replace(b"REPLY", b"COUNTER")
    taken, _ = await took(fake, proposed)
    after = await read_ticket(fake.desk, ticket)
    assert (taken.taken_as, taken.ticket) == (TakenAs.TURN, ticket)
    assert "2026" in after.turns[-1].text


@pytest.mark.parametrize(
    "words",
    [
        "Eva Ek has accepted this invitation.",
        "Eva Ek har accepterat inbjudan.",
        "Hämta Outlook för iOS<https://aka.ms/o0ukef>",
        "Accepted: Conference",
        "Conference",
        "________________________________",
    ],
)
async def test_what_programs_write_of_themselves_are_nobodys_words(words: str) -> None:
    fake, ticket, invitation = await with_conference()
    taken, mails = await took(fake, answer(uid_of(invitation), "ACCEPTED", words))
    assert (taken.taken_as, taken.ticket, mails) == (TakenAs.AUTOMATIC, ticket, [])


async def test_a_program_that_marks_its_answers_as_automatic_brings_its_writers_note() -> None:
    fake, ticket, invitation = await with_conference()
    note = 'Eva has declined this invitation with this note:\n\n"Friday is better."\n\nConference\nThursday'
    raw = answer(uid_of(invitation), "DECLINED", note, program="-//Google Inc//Google Calendar 70.9054//EN")
    taken, _ = await took(fake, b"Auto-Submitted: auto-generated\r\n" + raw)
    assert taken.ticket == ticket
    assert (await read_ticket(fake.desk, ticket)).turns[-1].text == "Friday is better."


async def test_a_supporters_own_answer_tells_nobody_and_is_never_sent_on() -> None:
    fake, ticket, invitation = await with_conference()
    raw = answer(uid_of(invitation), "DECLINED", "I cannot come.", sender="anna@example.com")
    taken, mails = await took(fake, raw)
    assert (taken.taken_as, taken.ticket, mails) == (TakenAs.AUTOMATIC, ticket, [])


async def test_an_answer_to_an_invitation_that_is_none_of_ours_is_kept_in_the_list() -> None:
    fake, _, _ = await with_conference()
    taken, mails = await took(fake, answer("040000008200E00074C5B7101A82E008@x", "ACCEPTED"))
    assert (taken.taken_as, taken.ticket, mails) == (TakenAs.AUTOMATIC, "", [])
    listed, _ = await list_unfiled(fake.desk)
    assert [each.why for each in listed] == ["calendar_answer"]


async def test_after_a_merge_it_is_noted_where_the_conference_is_now() -> None:
    fake, ticket, invitation = await with_conference()
    other = await asked(fake, "Another", "question")
    await merge_ticket(fake.desk, ticket, MergeBody(into=other, author="anna"))
    await fake.rest()
    taken, _ = await took(fake, answer(uid_of(invitation), "DECLINED"))
    assert taken.ticket == other


async def test_what_was_answered_to_an_earlier_time_is_not_said_of_a_later_one() -> None:
    fake, ticket, invitation = await with_conference()
    await took(fake, answer(uid_of(invitation), "ACCEPTED"))
    to = MoveBody(
        start=START + 30 * HOUR, way=Way.TELEPHONE, place="+46 8 123 45 67", author="anna", reason="ill"
    )
    await move_conference(fake.desk, ticket, to, "k2", about="m1")
    assert [each.attendance for each in (await read_ticket(fake.desk, ticket)).conferences] == [None]
