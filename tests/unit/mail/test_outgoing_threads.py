"""What every mail of the desk carries so that its answer comes back to where it belongs."""

from datetime import UTC, datetime

import pytest

from shared.domain.incoming.mail_threads import Thread, find_thread, token
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.letters.letters import Answer, Letter
from shared.domain.letters.sends import Recipient, Send
from shared.domain.mail.outgoing_threads import Threading, subject_of, thread_of, threading_of
from shared.domain.tickets.changes import Said
from shared.domain.values.identity import short_code
from shared.domain.values.vendor import Language
from tests.fakes.desk import VENDOR
from tests.letters.letters import TICKET, letters

KEY = b"a key"
CODE = short_code(TICKET)
OPERATION = "6f1a2b3c-0000-4000-8000-00000000000a"
EVA = "eva@acme.example.org"
STAFF = [each.id for each in VENDOR.supporters]
MAILED = Said(id="m2", email=EVA, subject="SV: Re: Kalendern är tom", message_id="<x.y@acme.example.org>")
ANSWER = Answer(ticket=TICKET, answer="a1", author="anna", words="Press Save.")


def send(letter: Letter = ANSWER, to: str = EVA, turn: str = "m2") -> Send:
    """A mail that waits."""
    return Send(
        id=OPERATION,
        letter=letter,
        to=Recipient(address=to),
        language=Language.ENGLISH,
        not_before=datetime(2026, 3, 2, tzinfo=UTC),
        turn=turn,
    )


def threading(sent: Send, answered: Said | None = MAILED) -> Threading:
    return threading_of(sent, answered, VENDOR, KEY)


LONG = VENDOR.model_copy(update={"mailbox_address": f"{'support' * 5}@example.com"})
"""A vendor whose mailbox has no room for a token before the at sign."""


def read_back(sent: Send) -> list[Thread | None]:
    """The thread as the Reply-To address says it, and as the subject does where that has no room for it."""
    made, long = threading(sent), threading_of(sent, MAILED, LONG, KEY)
    assert long.reply_to == LONG.mailbox
    subject = subject_of(sent, "Something", None, long)
    return [
        find_thread([made.reply_to], "", [KEY], STAFF),
        find_thread([LONG.mailbox], f"RE: {subject}", [KEY], STAFF),
    ]


OF_TICKETS = [each for each in letters() if hasattr(each, "ticket")]


@pytest.mark.parametrize("letter", OF_TICKETS, ids=lambda letter: letter.letter)
def test_every_mail_about_a_ticket_says_ticket_and_turn_in_its_answers_address_and_subject(
    letter: Letter,
) -> None:
    thread = Thread(ticket=TICKET, turn="m2")
    assert read_back(send(letter)) == [thread, thread]


@pytest.mark.parametrize("letter", OF_TICKETS, ids=lambda letter: letter.letter)
def test_the_proof_stands_in_no_subject_where_the_address_has_it(letter: Letter) -> None:
    assert subject_of(send(letter), "Something", None, threading(send(letter))) == "Something"


NOTICES = [each for each in OF_TICKETS if each.letter in {"new_ticket", "new_turn", "escalation"}]


@pytest.mark.parametrize("letter", NOTICES, ids=lambda letter: letter.letter)
def test_a_supporters_mail_says_whose_it_was(letter: Letter) -> None:
    thread = Thread(ticket=TICKET, turn="m2", supporter="bo")
    assert read_back(send(letter, "BO@example.com")) == [thread, thread]


def test_a_supporter_who_asks_something_is_a_requester_there() -> None:
    assert thread_of(send(to="bo@example.com"), VENDOR) == Thread(ticket=TICKET, turn="m2")


def test_what_goes_to_the_fallback_address_gives_nobody_a_role() -> None:
    assert thread_of(send(NOTICES[0], VENDOR.fallback_address), VENDOR) is None
    assert threading(send(NOTICES[0], VENDOR.fallback_address)).reply_to == VENDOR.mailbox


@pytest.mark.parametrize("letter", [each for each in letters() if not hasattr(each, "ticket")])
def test_a_mail_about_no_ticket_is_answered_to_the_mailbox(letter: Letter) -> None:
    assert threading(send(letter)).reply_to == VENDOR.mailbox
    assert subject_of(send(letter), "Planner 9", None, threading(send(letter))) == "Planner 9"


def test_a_mail_that_shows_no_turn_claims_to_have_shown_the_first_only() -> None:
    assert thread_of(send(turn=""), VENDOR) == Thread(ticket=TICKET, turn="m1")


def test_the_mailbox_of_the_settings_is_what_is_answered_to() -> None:
    vendor = VENDOR.model_copy(update={"mailbox_address": "help@example.net"})
    assert threading_of(send(), None, vendor, KEY).reply_to.startswith(f"help+{TICKET}-m2-")


def test_the_message_id_is_the_operation_at_the_senders_domain() -> None:
    assert threading(send()).headers["Message-ID"] == f"<{OPERATION}@example.com>"


def test_who_wrote_the_turn_gets_its_own_message_id_and_subject_back() -> None:
    made = threading(send())
    assert made.headers["In-Reply-To"] == made.headers["References"] == "<x.y@acme.example.org>"
    assert subject_of(send(), "Answer", MAILED, made) == f"Re: Kalendern är tom [{CODE}]"


@pytest.mark.parametrize("own", ["Kalendern är tom", "Fel [42]: Kalendern är tom"])
@pytest.mark.parametrize(
    "first",
    [
        "SV: {own} [{ticket}] [{proof}]",
        "SV: [{ticket}] Re: {own} [{proof}]",
        "SV: [{ticket}-{proof}] {own}",
        "SV: [{code}] Re: {own}",
    ],
)
def test_what_we_put_into_a_subject_stands_there_once_however_often_it_is_answered(
    own: str, first: str
) -> None:
    made = threading(send())
    proof = token(Thread(ticket=TICKET, turn="m2"), KEY).removeprefix(f"{TICKET}-")
    subject = first.format(own=own, ticket=TICKET.upper(), proof=proof, code=CODE.upper())
    for _ in range(3):
        answered = MAILED.model_copy(update={"subject": f"SV: {subject}"})
        subject = subject_of(send(), "Answer", answered, made)
        assert subject == f"Re: {own} [{CODE}]"


def test_nobody_else_gets_them() -> None:
    other = send(to="rune@acme.example.org")
    assert set(threading(other).headers) == {"Message-ID"}
    assert "Kalendern" not in subject_of(other, "Answer", MAILED, threading(other))


@pytest.mark.parametrize("letter", [each for each in OF_TICKETS if not isinstance(each, PersonsAnswer)])
def test_no_automatic_mail_repeats_the_subject(letter: Letter) -> None:
    sent = send(letter)
    assert "Kalendern" not in subject_of(sent, "Received", MAILED, threading(sent))


ODD = (
    "",
    "no@brackets.org",
    "<a b@x.org>",
    "<a@x.org>\r\nBcc: b@x.org",
    "<åäö@x.org>",
    f"<{'a' * 300}@x.org>",
)


@pytest.mark.parametrize("message_id", ODD)
def test_an_odd_message_id_is_not_sent_on(message_id: str) -> None:
    answered = MAILED.model_copy(update={"message_id": message_id})
    assert set(threading(send(), answered).headers) == {"Message-ID"}
