"""Random histories of a desk over fakes: seeded, around the end of a month and a change to summer time."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from random import Random

from shared.domain.answers.answering import AnswerBody, ContactBody
from shared.domain.answers.closing import CloseBody
from shared.domain.events.answer_events import Contact
from shared.domain.members.member import HandSubscription, Member, Person, Seat
from shared.domain.messages.merging import MergeBody, SplitBody
from shared.domain.messages.receiving import CallerBody
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.fields import ReasonBody
from shared.domain.values.intake import Kind, Submission
from shared.usecases.answers.answer_ticket import (
    answer_ticket,
    close_ticket,
    end_turn,
    log_contact,
    withdraw_entry,
)
from shared.usecases.floods.count_knocks import AtDoor
from shared.usecases.held.sift_held import SiftBody, drop_held
from shared.usecases.members.put_member import put_member
from shared.usecases.messages.add_message import Further, add_message
from shared.usecases.messages.ask_gate_again import take_turn
from shared.usecases.messages.move_turns import merge_ticket, split_turn
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.ticket_rows import load_ticket
from tests.fakes.desk import FakeDesk, HandClock
from tests.fakes.mailer import Fate, Fault
from tests.properties.random_talks import TALKS
from tests.properties.random_work import work_at_random

BEGINNING = datetime(2026, 3, 28, 9, 0, 7, tzinfo=UTC)
MONTHS = ("2026-02", "2026-03", "2026-04", "2026-05")
PEOPLE = ("eva@acme.example.org", "bea@beta.example.org", "lars@lapsed.example.org", "x@nobody.example.org")


def _member(name: str, *subscriptions: HandSubscription, seats: tuple[Seat, ...] = ()) -> Member:
    return Member(
        id=name,
        name=name.title(),
        owner=Person(address=f"owner@{name}.example.org"),
        domains=(f"{name}.example.org",),
        seats=seats,
        subscriptions=subscriptions,
    )


_SINCE = BEGINNING - timedelta(days=400)
RUNE = Seat(product="planner", address="rune@acme.example.org")
MEMBERS = (
    _member("acme", HandSubscription(product="planner", since=_SINCE), seats=(RUNE,)),
    _member(
        "beta",
        HandSubscription(product="planner", since=_SINCE),
        HandSubscription(product="ledger", since=_SINCE, paid_until=BEGINNING),
    ),
    _member("lapsed", HandSubscription(product="planner", status="cancelled", since=_SINCE)),
)
BACK_AGAIN = _member("lapsed", HandSubscription(product="planner", since=BEGINNING - timedelta(days=1)))


@dataclass
class RandomActs:
    """One history, as the seed and what there is decide it; ``talking``: mostly about conferences."""

    random: Random
    fake: FakeDesk = field(default_factory=lambda: FakeDesk(clock=HandClock(BEGINNING)))
    tickets: list[str] = field(default_factory=list)
    refused: int = 0
    talking: bool = False
    knocks: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - to repeat, no secret

    async def run(self, steps: int) -> None:
        """Do this many acts, some of which the desk refuses, and let time pass between them."""
        for member in MEMBERS:
            await put_member(self.fake.desk, member)
        for _ in range(steps):
            acts = self._acts() if self.tickets else [self._open]
            if self.talking and self.tickets and self.random.random() < 0.9:
                talk = partial(self.random.choice(TALKS), self)
                acts = [talk] * 6 + [self._open]
            try:
                await self.random.choice(acts)()
            except Refused:
                self.refused += 1
            if self.knocks.random() < 0.1:
                await self._knock()
            if self.random.random() < 0.7:
                await self.fake.rest()
            self.fake.clock.instant += timedelta(
                minutes=self.random.choice((0, 1, 45, 300, 600 if self.talking else 1500))
            )
        await self.fake.advance(timedelta(hours=1))

    def _acts(self) -> list[Callable[[], Awaitable[object]]]:
        usual = [self._open, self._write, self._answer, self._answer, self._contact, self._end, self._close]
        usual += [self._work] * 3
        return [*usual, self._merge, self._split, self._take, self._withdraw, self._refuse, self._reactivate]

    async def _open(self) -> None:
        called = self.fake.clock.now() - timedelta(hours=self.random.randrange(30))
        by_hand = self.random.random() < 0.2
        submission = Submission(
            email=self.random.choice(PEOPLE),
            product=self.random.choice(("Planner", "Ledger", "")),
            kind=Kind.CONFERENCE if self.talking else self.random.choice(list(Kind)),
            message="=Words",
        )
        if by_hand:
            submission = CallerBody(author="anna", called_at=called, **submission.model_dump())
        request = Request(submission=submission, channel="form", key=self._key())
        self.tickets.append((await open_ticket(self.fake.desk, request)).state.id)

    async def _knock(self) -> None:
        """A stranger is held at the door; supporters may throw the request away. No other act is about it."""
        submission = Submission(email=PEOPLE[-1], kind=self.knocks.choice(list(Kind)), message="Buy.")
        key = f"knock-{self.knocks.random()}"
        held = await open_ticket(self.fake.desk, Request(submission, "form", key, at_door=AtDoor()))
        if self.knocks.random() < 0.5:
            await drop_held(self.fake.desk, SiftBody(author="anna", reason="Spam.", tickets=(held.state.id,)))

    async def _write(self) -> None:
        further = Further(text="More.", kind=self.random.choice(list(Kind)), key=self._key())
        await add_message(self.fake.desk, self._ticket(), further)

    async def _answer(self) -> None:
        ticket = self._ticket()
        turn = await self._turn(ticket)
        today = self.fake.clock.now().date()
        promised = today + timedelta(days=self.random.randrange(3)) if self.random.random() < 0.3 else None
        close = self.random.random() < 0.3
        given = AnswerBody(author="bo", text="Words.", answers_up_to=turn, promised=promised, close=close)
        await answer_ticket(self.fake.desk, ticket, given, self._key())

    async def _contact(self) -> None:
        ticket = self._ticket()
        turn = await self._turn(ticket) if self.random.random() < 0.5 else None
        at = self.fake.clock.now() - timedelta(hours=self.random.randrange(20))
        contact = self.random.choice(list(Contact))
        await log_contact(
            self.fake.desk,
            ticket,
            ContactBody(contact=contact, author="anna", at=at, answers_up_to=turn),
            self._key(),
        )

    async def _end(self) -> None:
        ticket = self._ticket()
        turn = await self._turn(ticket)
        await end_turn(
            self.fake.desk, ticket, ReasonBody(author="anna", reason="Thanks only."), self._key(), about=turn
        )

    async def _withdraw(self) -> None:
        ticket = self._ticket()
        loaded = await load_ticket(self.fake.desk.store, ticket)
        if loaded and loaded.header.state.endings:
            entry = self.random.choice(loaded.header.state.endings).id
            await withdraw_entry(
                self.fake.desk, ticket, ReasonBody(author="anna", reason="A mistake."), about=entry
            )

    async def _close(self) -> None:
        await close_ticket(
            self.fake.desk, self._ticket(), CloseBody(author="anna", reason=self.random.choice(("", "Done.")))
        )

    async def _merge(self) -> None:
        await merge_ticket(self.fake.desk, self._ticket(), MergeBody(into=self._ticket(), author="anna"))

    async def _split(self) -> None:
        ticket = self._ticket()
        header = await split_turn(
            self.fake.desk, ticket, SplitBody(author="bo"), about=await self._turn(ticket)
        )
        self.tickets += [turn.split_into for turn in header.state.turns if turn.split_into]
        await self.fake.rest()

    async def _take(self) -> None:
        ticket = self._ticket()
        await take_turn(
            self.fake.desk,
            ticket,
            ReasonBody(author="anna", reason="A favour."),
            about=await self._turn(ticket),
        )

    async def _work(self) -> None:
        loaded = await load_ticket(self.fake.desk.store, self._ticket())
        if loaded:
            await work_at_random(self.fake, loaded.header.state, self.random, PEOPLE)

    async def _refuse(self) -> None:
        self.fake.mailer.fail_next(Fault(Fate.REFUSED, to=self.random.choice(PEOPLE)))

    async def _reactivate(self) -> None:
        await put_member(self.fake.desk, self.random.choice((BACK_AGAIN, MEMBERS[-1])))

    def _ticket(self) -> str:
        return self.random.choice(self.tickets)

    async def _turn(self, ticket: str) -> str:
        loaded = await load_ticket(self.fake.desk.store, ticket)
        return self.random.choice(loaded.header.state.turns).id if loaded else "m1"

    def _key(self) -> str:
        return str(self.random.random())
