"""A machine's mail starts nothing and is answered by nobody; it can be read."""

from datetime import timedelta

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.incoming.incoming import Automatic, DeliveryReport
from shared.domain.letters.supporter_letters import MailUnproved
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.mail.take_mail import TakenAs
from shared.usecases.mail.tell_supporter import tell_supporter
from shared.usecases.mail.unfiled_mails import list_unfiled
from shared.usecases.records.ticket_rows import load_ticket
from tests.examples.mails import EVA, MailedDesk, desk_with, mail, take
from tests.fakes.desk import VENDOR
from tests.triggers.examples import ACME


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member."""
    return await desk_with(ACME)


MACHINES = [each for each in Automatic if each not in {Automatic.DELIVERY_REPORT, Automatic.LIST}]
AWAY = Automatic.OUT_OF_OFFICE
ANNA = VENDOR.supporters[0].address


@pytest.mark.parametrize("why", MACHINES)
async def test_a_machines_mail_about_a_ticket_is_kept_there_and_does_nothing(
    fake: MailedDesk, why: Automatic
) -> None:
    first = await take(fake, mail())
    await answer_ticket(
        fake.desk, first.ticket, AnswerBody(author="anna", text="Press Save.", answers_up_to="m1", close=True)
    )
    await fake.rest()
    before, sent = await fake.view(first.ticket), len(fake.mailer.delivered)
    away = mail(
        "<away@acme.example.org>", recipients=(fake.answered_by(),), automatic=why, fresh="I am away."
    )
    for _ in range(2):
        taken = await take(fake, away)
    after = await fake.view(first.ticket)
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, first.ticket)
    assert [(each.why, each.text) for each in after.automatic_mails] == [(why, "I am away.")]
    assert (after.closed, after.clocks, after.turns) == (before.closed, before.clocks, before.turns)
    assert len(fake.mailer.delivered) == sent


async def test_a_valid_token_of_its_thread_outweighs_a_mailing_lists_marks(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    through_list = mail(
        "<l@acme.example.org>", recipients=(fake.answered_by(),), automatic=Automatic.LIST, fresh="Still so."
    )
    assert (await take(fake, through_list)).taken_as is TakenAs.TURN
    assert len((await fake.view(first.ticket)).turns) == 2


async def test_a_mail_of_ours_that_is_only_named_does_not_outweigh_a_mailing_lists_marks(
    fake: MailedDesk,
) -> None:
    first = await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"]
    taken = await take(fake, mail("<l@acme.example.org>", in_reply_to=ours, automatic=Automatic.LIST))
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, first.ticket)


async def test_a_set_form_counts_where_the_mail_answers_one_of_ours_and_nowhere_else(
    fake: MailedDesk,
) -> None:
    first = await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"]
    named = mail("<1@acme.example.org>", set_form=AWAY, in_reply_to=ours)
    proved = mail("<2@acme.example.org>", set_form=AWAY, recipients=(fake.answered_by(),))
    for each in (named, proved):
        taken = await take(fake, each)
        assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, first.ticket)
    asked = await take(fake, mail("<new@acme.example.org>", set_form=AWAY))
    assert asked.taken_as is TakenAs.TICKET


async def test_a_set_form_counts_where_the_mail_answers_one_of_ours_that_is_of_no_ticket(
    fake: MailedDesk,
) -> None:
    about = ("seat", "x")
    await tell_supporter(fake.desk, VENDOR.supporters[0], MailUnproved(ticket="a" * 16), "", about)
    await fake.rest()
    ours = fake.mailed(ANNA)[0].headers["Message-ID"]
    taken = await take(fake, mail("<a@x.example.com>", sender=ANNA, in_reply_to=ours, set_form=AWAY))
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, "")


@pytest.mark.parametrize("in_answer", [True, False])
async def test_a_bounce_in_a_set_form_undoes_an_answer_only_where_it_answers_one_of_ours(
    fake: MailedDesk,
    in_answer: bool,  # noqa: FBT001 - a row of the table
) -> None:
    await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"] if in_answer else "<other@x.example.org>"
    report = DeliveryReport(original_message_id=ours, address=EVA, permanent=True, status="5.1.1")
    form = Automatic.DELIVERY_REPORT
    taken = await take(
        fake, mail("<b@x.example.org>", sender="pm@x.example.org", set_form=form, report=report)
    )
    assert (taken.taken_as is TakenAs.AUTOMATIC) is in_answer


async def test_a_machines_mail_of_no_ticket_stands_in_a_list_once(fake: MailedDesk) -> None:
    for name in ("one", "two", "two"):
        away = mail(f"<{name}@acme.example.org>", automatic=Automatic.OUT_OF_OFFICE, fresh=f"Away {name}.")
        taken = await take(fake, away)
        fake.clock.instant += timedelta(seconds=1)
    listed, more = await list_unfiled(fake.desk)
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, "")
    assert ([each.said.text for each in listed], more) == (["Away two.", "Away one."], False)
    assert fake.mailer.delivered == []


async def test_a_bounce_that_names_one_of_our_mails_is_kept_in_its_ticket(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"]
    report = DeliveryReport(original_message_id=ours, address=EVA, permanent=True, status="5.1.1")
    bounce = mail(
        "<b@mx.example.org>",
        sender="",
        automatic=Automatic.DELIVERY_REPORT,
        report=report,
        fresh="No such user.",
    )
    assert (await take(fake, bounce)).ticket == first.ticket
    assert len((await fake.view(first.ticket)).automatic_mails) == 1


async def test_a_machine_that_goes_on_writing_does_not_fill_the_ticket(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    address = fake.answered_by()
    for number in range(103):
        await take(
            fake, mail(f"<{number}@x.example.org>", recipients=(address,), automatic=Automatic.PRECEDENCE)
        )
    loaded = await load_ticket(fake.desk.store, first.ticket)
    assert loaded is not None
    assert len(loaded.header.state.automatic_mails) == 100
    assert len((await list_unfiled(fake.desk))[0]) == 3


async def test_one_of_our_own_mails_that_comes_back_is_kept_in_its_ticket(fake: MailedDesk) -> None:
    first = await take(fake, mail())
    ours = fake.mailed(EVA)[0].headers["Message-ID"]
    taken = await take(fake, mail(ours, sender="support@example.com"))
    assert (taken.taken_as, taken.ticket) == (TakenAs.AUTOMATIC, first.ticket)


async def test_a_mail_program_at_our_own_domain_writes_mails_of_its_own(fake: MailedDesk) -> None:
    written = mail("<6f1a2b3c-0000-4000-8000-00000000000a@example.com>", sender="carl@example.com")
    assert (await take(fake, written)).taken_as is TakenAs.TICKET


@pytest.mark.parametrize("in_thread", [True, False])
async def test_other_words_under_a_message_id_that_a_machine_used_before_are_kept_too(
    fake: MailedDesk,
    in_thread: bool,  # noqa: FBT001 - a row of the table
) -> None:
    first = await take(fake, mail())
    to = (fake.answered_by(),) if in_thread else ()
    for text in ("One day late.", "One day late.", "Given up."):
        sent = mail(
            "<again@x.example.org>", recipients=to, automatic=Automatic.PRECEDENCE, text=text, fresh=text
        )
        await take(fake, sent)
    kept = (await fake.view(first.ticket)).automatic_mails
    unfiled, _ = await list_unfiled(fake.desk)
    texts = sorted([each.text for each in kept] + [each.said.text for each in unfiled])
    assert texts == ["Given up.", "One day late."]
