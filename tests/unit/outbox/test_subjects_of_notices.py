"""A supporter tells notices apart in a list of mails: each says whose message it is about, and what about."""

from datetime import timedelta

import pytest

from shared.domain.incoming.mail_threads import Thread, find_thread, token
from shared.domain.tickets.changes import Said
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Submission
from shared.mail.shown_words import who_and_what
from shared.usecases.messages.open_ticket import Request, open_ticket
from tests.examples.escalation_examples import desk_of_acme
from tests.fakes.desk import FakeDesk

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
        f"Nytt ärende: Acme, Eva: Printing stops (felanmälan, Planner) [{code}]",
        f"New ticket: Acme, Eva: Printing stops (error report, Planner) [{code}]",
    }


async def test_an_escalation_names_the_member_in_its_subject_and_in_its_text() -> None:
    fake, ticket = await asked("Printing stops")
    warnings = await fake.advance(timedelta(hours=13))
    assert {each.to.name for each in warnings} == {"Anna", "Bo"}
    ends = (f"(svar senast 3 mars kl. 10.00) [{short_code(ticket)}]", "(answer due by 3 March at 10:00)")
    for each, end in zip(warnings, ends, strict=True):
        assert f": Acme, Eva: Printing stops {end}" in each.subject
    assert all("Acme" in each.text.partition("Printing")[0] for each in warnings)


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
