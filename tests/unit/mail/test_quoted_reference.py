"""A new mail that quotes a ticket's reference: whose it must be, and where it lands."""

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.incoming.incoming import Automatic, Forwarded, IncomingMail
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.values.identity import short_code
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.mail.take_mail import TakenAs
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, take
from tests.fakes.desk import VENDOR
from tests.triggers.examples import ACME

RUNE = "rune@acme.example.org"
STRANGER = "someone@elsewhere.example.org"
ANNA = VENDOR.supporters[0].address
NEW = "<second@acme.example.org>"


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member."""
    return await desk_with(ACME)


async def opened(fake: MailedDesk, name: str = "first", sender: str = EVA) -> str:
    """The ticket of a mail of this name."""
    first = mail(f"<{name}@acme.example.org>", sender=sender, fresh=f"It is {name}.")
    return (await take(fake, first)).ticket


def about(*tickets: str, name: str = NEW, **changed: object) -> IncomingMail:
    """A new mail for which the receiving service vouches; its words name these tickets."""
    words = f"It concerns {' and '.join(tickets)}."
    return mail(name, **({"subject": "More about it", "fresh": words, "authenticated": True} | changed))


async def test_a_new_mail_that_quotes_a_tickets_reference(fake: MailedDesk) -> None:
    """That ticket's turn, where it comes from its requester's address and the receiving service vouches.

    From anybody else a ticket of its own.
    """
    ticket = await opened(fake)
    taken = await take(fake, about(ticket))
    assert (taken.taken_as, taken.ticket, taken.turn) == (TakenAs.TURN, ticket, "m2")
    assert (await fake.view(ticket)).turns[1].text == f"It concerns {ticket}."
    for number, other in enumerate(
        (
            about(ticket, sender=RUNE),
            about(ticket, sender=STRANGER),
            about(ticket, authenticated=False),
            about(ticket, forged=True),
        )
    ):
        named = other.model_copy(update={"message_id": f"<{number}@x.example.org>"})
        assert (await take(fake, named)).taken_as is TakenAs.TICKET
    assert len((await fake.view(ticket)).turns) == 2


@pytest.mark.parametrize("subject", ["Re: [{}] Receipt", "{}", "Ang. {}"])
async def test_the_subject_alone_is_enough(fake: MailedDesk, subject: str) -> None:
    ticket = await opened(fake)
    reply = about(subject=subject.format(ticket.upper()), fresh="Still so.")
    assert (await take(fake, reply)).ticket == ticket


@pytest.mark.parametrize("subject", ["SV: [{}] Receipt", "{}", "Ang. {}"])
async def test_the_code_that_a_mail_shows_is_enough(fake: MailedDesk, subject: str) -> None:
    ticket = await opened(fake)
    code = short_code(ticket)
    assert f"[{code}]" in fake.mailed(EVA)[0].subject
    reply = about(subject=subject.format(code.upper()), fresh="Still so.")
    assert (await take(fake, reply)).ticket == ticket
    theirs = about(name="<third@x.example.org>", sender=RUNE, subject=f"[{code}]", fresh="Still so.")
    assert (await take(fake, theirs)).taken_as is TakenAs.TICKET


async def test_the_address_counts_in_any_spelling(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    assert (await take(fake, about(ticket, sender="Eva@ACME.example.ORG"))).ticket == ticket


async def test_a_mail_that_comes_again_is_the_same_turn(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    first, again = [await take(fake, about(ticket)) for _ in range(2)]
    assert first == again
    assert len((await fake.view(ticket)).turns) == 2


async def test_an_answered_and_closed_ticket_opens(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    answer = AnswerBody(author="anna", text="Press Save.", answers_up_to="m1", close=True)
    await answer_ticket(fake.desk, ticket, answer)
    await fake.rest()
    await take(fake, about(ticket))
    seen = await fake.view(ticket)
    assert (seen.closed, [clock.state for clock in seen.clocks]) == (None, ["met", "running"])


async def test_of_a_merged_ticket_it_lands_where_the_matter_goes_on(fake: MailedDesk) -> None:
    ticket, into = await opened(fake), await opened(fake, "other", RUNE)
    await merge_ticket(fake.desk, ticket, MergeBody(into=into, author="anna"))
    await fake.rest()
    first, again = [await take(fake, about(ticket)) for _ in range(2)]
    assert (first.taken_as, first.ticket, again) == (TakenAs.TURN, into, first)


async def test_two_of_the_writers_own_are_a_ticket_of_its_own_and_stay_one(fake: MailedDesk) -> None:
    ticket, other = await opened(fake), await opened(fake, "other")
    both = about(ticket, other)
    first = await take(fake, both)
    assert (first.taken_as, await fake.tickets()) == (TakenAs.TICKET, 3)
    await merge_ticket(fake.desk, ticket, MergeBody(into=other, author="anna"))
    await fake.rest()
    assert await take(fake, both) == first
    assert (await take(fake, about(ticket, other, name="<third@x.example.org>"))).ticket == other


async def test_what_the_subject_names_goes_before_the_words(fake: MailedDesk) -> None:
    ticket, other = await opened(fake), await opened(fake, "other")
    assert (await take(fake, about(other, subject=f"About {ticket}"))).ticket == ticket


async def test_another_persons_beside_the_writers_own_changes_nothing(fake: MailedDesk) -> None:
    ticket, other = await opened(fake), await opened(fake, "other", RUNE)
    assert (await take(fake, about(ticket, subject=f"As {other}"))).ticket == ticket


async def test_one_in_a_quote_or_a_signature_is_not_the_writers_word(
    fake: MailedDesk,
) -> None:
    ticket = await opened(fake)
    new = about(fresh=f"Something else.\n\n-- \nEva, {ticket}", quoted=f"> [{ticket}]", text=f"> [{ticket}]")
    assert (await take(fake, new)).taken_as is TakenAs.TICKET


async def test_what_a_mail_answers_goes_before_what_it_quotes(fake: MailedDesk) -> None:
    other, ticket = await opened(fake, "other"), await opened(fake)
    assert (await take(fake, about(other, recipients=(fake.answered_by(),)))).ticket == ticket


async def test_a_machines_mail_is_kept_as_one(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    taken = await take(fake, about(ticket, automatic=Automatic.OUT_OF_OFFICE))
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, "")


async def test_a_supporter_who_quotes_a_members_ticket_answers_nobody(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    taken = await take(fake, about(ticket, sender=ANNA))
    assert taken.taken_as is TakenAs.TICKET
    seen = await fake.view(ticket)
    assert (len(seen.turns), [clock.state for clock in seen.clocks]) == (1, ["running"])


async def test_a_supporter_who_asked_something_quotes_as_any_requester(fake: MailedDesk) -> None:
    ticket = await opened(fake, sender=ANNA)
    assert (await take(fake, about(ticket, sender=ANNA))).ticket == ticket


async def test_what_a_supporter_forwards_is_a_ticket_of_its_own(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    inner = Forwarded(sender=EVA, message_id=NEW, subject=f"About {ticket}", fresh="Still so.")
    taken = await take(fake, about(ticket, name="<f@example.com>", sender=ANNA, forwarded=inner))
    assert taken.taken_as is TakenAs.TICKET


async def test_a_ticket_that_was_split_off_is_quoted_by_its_own_reference(fake: MailedDesk) -> None:
    ticket = await opened(fake)
    await take(fake, mail(NEW, recipients=(fake.answered_by(),), fresh="Another matter."))
    header = await split_turn(fake.desk, ticket, SplitBody(author="anna"), about="m2")
    split = header.state.turn("m2").split_into
    await fake.rest()
    taken = await take(fake, about(split, name="<third@acme.example.org>"))
    assert (taken.taken_as, taken.ticket) == (TakenAs.TURN, split)
