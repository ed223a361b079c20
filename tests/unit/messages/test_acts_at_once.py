"""Several acts at once on one ticket: whoever is not quick enough waits a little and tries again."""

import asyncio
from collections.abc import Sequence
from random import Random

import pytest

from shared.domain.answers.answering import AnswerBody
from shared.domain.answers.noting import NoteBody
from shared.ports.store import Change, Row, Table
from shared.usecases.answers.answer_ticket import answer_ticket, write_note
from shared.usecases.clocks.look import look_at
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.views.read_tickets import read_ticket
from tests.examples.requests import request
from tests.fakes.desk import FakeDesk
from tests.fakes.store import MemoryStore


class SlowStore(MemoryStore):
    """Every call takes some moments, in which others go on."""

    def __init__(self, rng: Random) -> None:
        super().__init__()
        self._rng = rng

    async def get(self, table: Table, partition: str, key: str) -> Row | None:
        await moments(self._rng.choice((1, 2, 30)))
        return await super().get(table, partition, key)

    async def rows(
        self, table: Table, partition: str, *, first: str, before: str, limit: int = 1000
    ) -> Sequence[Row]:
        await moments(self._rng.choice((1, 2, 30)))
        return await super().rows(table, partition, first=first, before=before, limit=limit)

    async def commit(self, table: Table, partition: str, changes: Sequence[Change]) -> Sequence[str]:
        await moments(self._rng.choice((1, 2, 30)))
        return await super().commit(table, partition, changes)


async def moments(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


@pytest.mark.parametrize("seed", [1, 7, 13])
async def test_five_acts_at_once_on_one_ticket_all_succeed_while_its_mails_leave(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - one order of events of many, the same every time

    async def pause(attempts: int) -> None:
        await moments(rng.randrange(8 * 2**attempts))

    fake = FakeDesk(store=SlowStore(rng), pause=pause)
    desk = fake.desk
    ticket = (await open_ticket(desk, request())).state.id
    answer = AnswerBody(author="anna", text="Press save.", answers_up_to="m1")
    notes = [write_note(desk, ticket, NoteBody(author="bo", text=f"Note {n}."), f"k{n}") for n in range(4)]
    looks = [look_at(desk, f"ticket-{ticket}") for _ in range(2)]
    await asyncio.gather(answer_ticket(desk, ticket, answer), *notes, *looks)
    await fake.rest()
    view = await read_ticket(desk, ticket)
    assert sorted(note.text for note in view.notes) == [f"Note {n}." for n in range(4)]
    assert sum("Press save." in mail.text for mail in fake.mailer.delivered) == 1
