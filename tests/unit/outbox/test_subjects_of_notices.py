"""A supporter tells notices apart in a list of mails: each says whose message it is about, and what about."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.incoming.mail_threads import Thread, find_thread, token
from shared.domain.letters.letters import Digest, Escalation, Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.mail.outgoing_threads import is_to_supporters
from shared.domain.tickets.changes import Said
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import ClockKind, Language, Level
from shared.mail.render import render
from shared.mail.shown_words import who_and_what
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.outbox.hand_over import mail_of, words_to_show
from shared.usecases.records.outbox_rows import TicketWords
from shared.usecases.views.read_tickets import read_queue
from tests.examples.escalation_examples import desk_of_acme
from tests.fakes.desk import START, VENDOR, FakeDesk
from tests.letters.letters import letters

TICKET = "k7q2m4xw3bt5nz6a"


async def asked(subject: str) -> tuple[FakeDesk, str]:
    """Eva at Acme writes under this subject; the desk at rest, and the ticket."""
    fake = await desk_of_acme()
    told = {"email": "eva@acme.example.org", "name": "Eva", "kind": "error", "message": "It stops."}
    submission = Submission.model_validate(told | {"product": "Planner", "subject": subject})
    header = await open_ticket(fake.desk, Request(submission=submission, channel="form", key="k"))
    await fake.rest()
    return fake, header.state.id


async def test_a_notice_says_company_name_and_subject_and_a_members_mail_does_not() -> None:
    fake, ticket = await asked("Printing stops")
    to_eva, *notices = fake.mailer.delivered
    assert "Printing" not in to_eva.subject
    assert len(notices) == 2
    code = short_code(ticket)
    assert {each.subject for each in notices} == {
        f"Nytt ärende: Acme, Eva: Printing stops (felrapport, Planner) [{code}]",
        f"New ticket: Acme, Eva: Printing stops (error report, Planner) [{code}]",
    }


async def test_an_answer_to_a_receipt_is_told_under_the_tickets_subject_not_under_the_receipts() -> None:
    fake, ticket = await asked("Printing stops")
    receipt = f"SV: {fake.mailer.delivered[0].subject}"
    await add_message(fake.desk, ticket, Further(text="And now?", subject=receipt))
    await fake.rest()
    told = [each.subject for each in fake.mailer.delivered if each.to.address == "bo@example.com"][-1]
    assert told == f"New message: Acme, Eva: Printing stops (other, Planner) [{short_code(ticket)}]"
    assert [each.subject for each in (await read_queue(fake.desk)).tickets] == ["Printing stops"]
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Restart it.", answers_up_to="m2"))
    await fake.rest()
    answered = [each.subject for each in fake.mailer.delivered if each.to.address == "eva@acme.example.org"]
    assert answered[-1] == f"Re: Printing stops [{short_code(ticket)}]"


async def test_an_escalation_names_the_member_in_its_subject_and_in_its_text() -> None:
    fake, ticket = await asked("Printing stops")
    warnings = await fake.advance(timedelta(hours=13))
    assert {each.to.name for each in warnings} == {"Anna", "Bo"}
    ends = (f"(svar senast 3 mars kl. 10.00) [{short_code(ticket)}]", "(answer due by 3 March at 10:00)")
    for each, end in zip(warnings, ends, strict=True):
        assert f": Acme, Eva: Printing stops {end}" in each.subject
    assert all("Acme" in each.text.partition("Printing")[0] for each in warnings)


TO_SUPPORTERS = {each.letter: each for each in letters() if is_to_supporters(each)}
"""One letter of each kind that tells supporters of a ticket, whether it quotes what was written or not."""


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("letter", TO_SUPPORTERS.values(), ids=TO_SUPPORTERS)
async def test_every_mail_to_supporters_about_a_ticket_says_in_its_subject_whose_matter_it_is(
    letter: Letter, language: Language
) -> None:
    fake, ticket = await asked("Printing stops")
    told = {"ticket": ticket} | ({"member": ""} if hasattr(letter, "member") else {})
    send = Send(
        id="6f1a2b3c-0000-4000-8000-00000000000a",
        letter=letter.model_copy(update=told),
        to=Recipient(address="anna@example.com"),
        language=language,
        not_before=START,
    )
    shown = await words_to_show(fake.desk, send, TicketWords(fake.desk.store))
    mail = mail_of(fake.desk, send, shown=shown)
    assert "Acme, Eva: Printing stops" in mail.subject
    assert mail.subject.count("[") == 1
    assert f"[{short_code(ticket)}]" in mail.subject


def test_what_goes_to_the_member_says_nothing_of_it() -> None:
    others = {each.letter for each in letters() if not is_to_supporters(each)}
    assert {"receipt", "gate_notice", "answer", "slots_offer", "quote", "session_offer", "news"} <= others
    assert {"conference_set", "conference_off", "conference_reminder"} <= others & set(TO_SUPPORTERS)


def test_a_digest_names_the_companies_three_at_most() -> None:
    line = Escalation(ticket=TICKET, clock=ClockKind.REPLY, level=Level.BREACH, due=START)
    lines = tuple(line.model_copy(update={"member": name}) for name in ("A", "", "B", "A", "C", "D"))
    subject = render(Digest(lines=lines), Language.ENGLISH, VENDOR, str).subject
    assert subject.endswith(", 6 past due: A, B, C and others")
    (alone,) = lines[:1]
    assert render(Digest(lines=(alone,)), Language.SWEDISH, VENDOR, str).subject.endswith(" har passerat: A")


@pytest.mark.parametrize(
    ("wrote", "shown"),
    [
        ("Two\r\nBcc: kim@example.com", "Two Bcc: kim@example.com"),
        ("cod\u202eexe.txt\u2028next\u0085\0end", "cod exe.txt next end"),
        ("long " * 40, f"{'long ' * 11}long..."),
        ("", ""),
    ],
)
def test_what_a_stranger_wrote_is_one_line_of_plain_letters_of_a_sane_length(wrote: str, shown: str) -> None:
    assert who_and_what(Said(id="m1", subject=wrote), "", TICKET) == shown


def test_the_marks_of_an_answer_and_the_tickets_own_code_are_no_part_of_the_matter() -> None:
    told = Said(id="m2", email="eva@acme.example.org", subject=f"SV: [{short_code(TICKET)}] Re: Printing")
    assert who_and_what(told, "Acme", TICKET) == "Acme: Printing"


def test_a_proof_that_a_stranger_wrote_into_the_subject_never_stands_before_ours() -> None:
    key, ticket = b"key", TICKET
    theirs = token(Thread(ticket=ticket, turn="m1"), key).removeprefix(f"{ticket}-")
    ours = Thread(ticket=ticket, turn="m2", supporter="anna")
    about = who_and_what(Said(id="m2", subject=f"Re: {theirs.upper()} Help"), "Acme", ticket)
    subject = f"New message: {about} [{short_code(ticket)}] [{token(ours, key)}]"
    assert find_thread((), subject, [key], ["anna"]) == ours
