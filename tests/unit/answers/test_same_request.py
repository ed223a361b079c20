"""One way tells that a request came before, over deploys and classes that change their names."""

from datetime import date

import pytest
from pydantic import create_model

from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.noting import NoteBody
from shared.domain.refusals.errors import KeyReused
from shared.domain.tickets.entries import identified, told_by
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import answer_ticket, write_note
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.requests import request
from tests.fakes.desk import SECRET, START, FakeDesk

GIVEN = AnswerBody(author="anna", text="Press save.", answers_up_to="m1", promised=date(2026, 3, 5))
NOTE = NoteBody(author="anna", text="See the log.")


def test_a_renamed_class_with_another_field_that_has_a_default_says_the_same() -> None:
    renamed = create_model("Reply", __base__=AnswerBody, tone=(str, "kind"))
    assert told_by(renamed(**GIVEN.model_dump())) == told_by(GIVEN)


def test_what_is_given_as_the_default_says_what_is_left_out_and_the_order_says_nothing() -> None:
    told = {"close": False, "answers_up_to": "m1", "text": "Press save.", "author": "anna"}
    left_out = AnswerBody(author="anna", text="Press save.", answers_up_to="m1")
    assert told_by(AnswerBody.model_validate(told)) == told_by(left_out)


def test_what_differs_from_the_default_says_something_else() -> None:
    assert told_by(GIVEN.model_copy(update={"close": True})) != told_by(GIVEN)


def test_the_entry_of_a_request_is_what_it_was_in_the_version_before() -> None:
    entry = identified(SECRET, "answer", GIVEN, "k1", START, "entry", "k3f7q2mz5abcdwxy")
    assert (entry.id, entry.content) == ("auplzhah7lslaxlc", "msaqhvebmdemfz7l")


async def ticket_of(desk: Desk) -> str:
    return (await open_ticket(desk, request())).state.id


async def test_a_key_that_was_used_for_another_act_on_the_ticket_is_refused() -> None:
    fake = FakeDesk()
    ticket = await ticket_of(fake.desk)
    await write_note(fake.desk, ticket, NOTE, "k1")
    with pytest.raises(KeyReused):
        await answer_ticket(fake.desk, ticket, GIVEN, "k1")


async def test_without_a_key_the_same_within_the_hour_is_the_same_and_a_day_later_it_is_not() -> None:
    fake = FakeDesk()
    ticket = await ticket_of(fake.desk)
    for hours, notes in ((0, 1), (0, 1), (24, 2)):
        fake.clock.instant = START.replace(day=START.day + hours // 24)
        await write_note(fake.desk, ticket, NOTE)
        assert len((await read_ticket(fake.desk, ticket)).notes) == notes
