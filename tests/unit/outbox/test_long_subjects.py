"""A mail's subject has at most 250 characters, the code among them; the ticket has all that was written."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.answers.answering import AnswerBody
from shared.domain.letters.sends import Recipient, Send
from shared.domain.mail.outgoing_threads import MOST_IN_SUBJECT, Threading, subject_of
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Submission
from shared.domain.values.vendor import Language
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.escalation_examples import desk_of_acme
from tests.fakes.desk import START
from tests.letters.letters import letters

CODE = " [k3f7-q2mz]"
SEND = Send(
    id="6f1a2b3c-0000-4000-8000-00000000000a",
    letter=next(letters()),
    to=Recipient(address="eva@acme.example.org"),
    language=Language.ENGLISH,
    not_before=START,
)
SUBJECT = " ".join(f"word{number:03}" for number in range(70))[:500]


async def test_an_answer_to_a_very_long_subject_keeps_its_beginning_and_the_code() -> None:
    fake = await desk_of_acme()
    told = {"email": "eva@acme.example.org", "kind": "error", "message": "It stops.", "subject": SUBJECT}
    request = Request(submission=Submission.model_validate(told), channel="form", key="k")
    ticket = (await open_ticket(fake.desk, request)).state.id
    await answer_ticket(fake.desk, ticket, AnswerBody(author="anna", text="Save.", answers_up_to="m1"))
    await fake.rest()
    assert max(len(mail.subject) for mail in fake.mailer.delivered) <= MOST_IN_SUBJECT
    (answer,) = [mail.subject for mail in fake.mailer.delivered if mail.subject.startswith("Re: ")]
    assert answer.startswith("Re: word000 word001")
    assert answer.endswith(f"… [{short_code(ticket)}]")
    assert (await read_ticket(fake.desk, ticket)).turns[0].subject == SUBJECT


@given(
    subject=st.text(max_size=600) | st.text(min_size=200, max_size=600).map(lambda text: f"{text}{CODE}"),
    proof=st.sampled_from(["", "s" * 70]),
)
def test_no_subject_is_longer_and_none_that_is_short_enough_is_touched(subject: str, proof: str) -> None:
    shown = subject_of(SEND, subject, None, Threading(reply_to="", headers={}, token=proof))
    end = f" [{proof}]" if proof else ""
    assert len(shown) <= MOST_IN_SUBJECT
    assert shown.endswith(end)
    if len(subject) + len(end) <= MOST_IN_SUBJECT:
        assert shown == f"{subject}{end}"
    elif subject.endswith(CODE):
        assert shown.endswith(f"…{CODE}{end}")
