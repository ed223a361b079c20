"""The acts of the desk as stories: what is given, and the act that a fault is to strike.

A step gets the world and the desk of the process that makes it. The same step made again is the caller who
tries again: it carries the same key.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from shared.domain.answers.answering import AnswerBody, ContactBody
from shared.domain.answers.closing import CloseBody, OwnerBody
from shared.domain.answers.keeping_material import MaterialBody
from shared.domain.events.answer_events import Contact
from shared.domain.facts.files import GivenFile
from shared.domain.members.billing import BillingEvent
from shared.domain.members.member import Member
from shared.domain.members.member_change import MemberChange
from shared.domain.values.intake import Submission
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import (
    answer_ticket,
    close_ticket,
    keep_material,
    log_contact,
    name_owner,
)
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.members.change_member import change_member
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.news.publish_news import publish_news
from tests.examples.file_examples import PNG
from tests.fakes import mailer
from tests.faults import examples
from tests.faults.world import World

HOURS = timedelta(hours=3)
TO_THE_END = timedelta(hours=40)

type Step = Callable[[World, Desk], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Story:
    """An act, what came before it, and what somebody else does after it, however it went.

    ``watched``: how long the desk is left to itself afterwards. A few hours are enough for everything that
    was put later; a day and a half shows every level of every clock being told.
    """

    name: str
    act: Step
    given: tuple[Step, ...] = ()
    then: tuple[Step, ...] = ()
    watched: timedelta = HOURS

    async def begun(self) -> World:
        """A world in which everything given has happened, and nothing went wrong."""
        world = World.new()
        for step in self.given:
            await step(world, world.desk())
        return world

    async def followed(self, world: World) -> None:
        """The others do what they do, and nothing goes wrong with it."""
        for step in self.then:
            await step(world, world.desk())


def in_order(*steps: Step) -> Step:
    """Several steps as one."""

    async def go(world: World, desk: Desk) -> None:
        for step in steps:
            await step(world, desk)

    return go


def put(member: Member, *, move: bool = False) -> Step:
    """A member is written; with ``move``, with customers that another has."""
    return lambda _, desk: put_member(desk, member, move=move)


def patched(**fields: object) -> Step:
    """Some fields of the example member are written; whoever does has read nothing of it."""
    change = MemberChange.model_validate(fields)
    return lambda _, desk: change_member(desk, examples.MEMBER.id, change, read=("*",))


def request(
    email: str = examples.EVA,
    kind: str = "error",
    key: str = "outside-key",
    files: tuple[GivenFile, ...] = (),
) -> Step:
    """Somebody sends the form, perhaps with files."""
    told = {
        "email": email,
        "name": "Personal Name",
        "product": "Planner",
        "kind": kind,
        "subject": "Personal subject",
        "message": "Personal message.",
    }
    submission = Submission.model_validate(told)
    sent = Request(submission=submission, channel="form", key=key, files=files)
    return lambda _, desk: open_ticket(desk, sent)


def billing(*events: BillingEvent) -> Step:
    """The provider sends these events, one after the other."""

    async def send(_: World, desk: Desk) -> None:
        for event in events:
            await record_billing_event(desk, event)

    return send


async def answer(world: World, desk: Desk) -> None:
    """Anna answers."""
    given = AnswerBody(author="anna", text="Personal answer.", answers_up_to="m1")
    await answer_ticket(desk, world.ticket, given, "outside-answer")


async def answer_with_files(world: World, desk: Desk) -> None:
    """Anna answers with files that she brings along."""
    given = AnswerBody(author="anna", text="Personal answer.", answers_up_to="m1")
    brought = (GivenFile("Personal picture.png", PNG), GivenFile("Personal notes.txt", b"Personal notes."))
    await answer_ticket(desk, world.ticket, given, "outside-answer", brought)


def contact(kind: Contact, up_to: str | None) -> Step:
    """Bo logs that somebody was spoken with half an hour ago."""

    async def log(world: World, desk: Desk) -> None:
        given = ContactBody(contact=kind, author="bo", note="Personal note.", answers_up_to=up_to)
        await log_contact(desk, world.ticket, given, "outside-contact")

    return log


async def keep(world: World, desk: Desk) -> None:
    """Anna keeps the question as material for better documentation."""
    await keep_material(
        desk, world.ticket, MaterialBody(author="anna", reason="Not in the manual."), about="m1"
    )


async def own(world: World, desk: Desk) -> None:
    """Bo is named owner."""
    await name_owner(desk, world.ticket, OwnerBody(owner="bo"))


async def close(world: World, desk: Desk) -> None:
    """Anna closes the ticket."""
    await close_ticket(
        desk, world.ticket, CloseBody(author="anna", reason="Personal reason: no answer is wanted.")
    )


async def scan(_: World, desk: Desk) -> None:
    """The timer runs."""
    await scan_clocks(desk)


async def look(world: World, desk: Desk) -> None:
    """A queue message about the ticket comes."""
    await look_at(desk, f"ticket-{world.ticket}")


async def look_at_the_member(world: World, desk: Desk) -> None:
    """A queue message about the member comes."""
    key = next(key for key, member in world.witness.reading().members.items() if member.header)
    await look_at(desk, f"member-{key}")


async def look_at_the_second_member(world: World, desk: Desk) -> None:
    """A queue message about the member that was written last comes."""
    members = world.witness.reading().members
    await look_at(desk, f"member-{[key for key, member in members.items() if member.header][-1]}")


async def publish(_: World, desk: Desk) -> None:
    """News is published."""
    await publish_news(desk, examples.RELEASE, "outside-news", dry_run=False)


async def look_at_the_news(world: World, desk: Desk) -> None:
    """A queue message about the item comes."""
    (news,) = world.witness.reading().news
    await look_at(desk, f"news-{news}")


async def rest(world: World, _: Desk) -> None:
    """The queue's messages are worked off."""
    await world.take_messages()


async def messages_lost(world: World, _: Desk) -> None:
    """The queue loses what it had, or a process has it in hand."""
    world.queue.take()


def later(**by: float) -> Step:
    """Time passes, with all its scans."""

    async def recover(world: World, _: Desk) -> None:
        await world.recover(timedelta(**by))

    return recover


def unscanned(**by: float) -> Step:
    """Time passes, and the timer does not run."""

    async def move(world: World, _: Desk) -> None:
        world.clock.instant += timedelta(**by)

    return move


def mail_fails(*fates: mailer.Fate, to: str = "", retry_after: float | None = None) -> Step:
    """The provider will let the next mails (to this address) down."""

    async def fail(world: World, _: Desk) -> None:
        world.mailer.fail_next(*(mailer.Fault(fate, retry_after, to) for fate in fates))

    return fail
