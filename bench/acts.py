"""What each act asks of storage, counted: on the real adapters for the bench, over fakes for the tests."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bench.counting import Counts
from bench.further_acts import FURTHER
from bench.scene import (
    MEMBER,
    STRANGER,
    Scene,
    another_member,
    billing_event,
    by_open_door,
    news,
    request,
    with_more_supporters,
)
from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.answering import AnswerBody
from shared.domain.lanes.lane import Lane
from shared.domain.values.intake import Kind
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.clocks.look import look_at
from shared.usecases.clocks.scan_clocks import scan_clocks
from shared.usecases.lanes.claim_quota import claim
from shared.usecases.members.put_member import put_member
from shared.usecases.members.record_billing_event import record_billing_event
from shared.usecases.messages.open_ticket import open_ticket
from shared.usecases.news.publish_news import publish_news

DUE = 10
PEOPLE = 20
MORE = 20


@dataclass(frozen=True, slots=True)
class Cost:
    """What one act asks of storage; ``in_turn`` is None where nobody waits for an answer."""

    act: str
    requests: float
    entities_read: float
    in_turn: int | None = None


async def count_acts(scene: Scene) -> list[Cost]:
    """The cost of every act, in a desk where nothing is stored yet."""
    await put_member(scene.desk, MEMBER)
    return [cost for act in ACTS for cost in await act(scene)]


async def _intake(scene: Scene) -> list[Cost]:
    """Requests of a member, of a stranger, for a conference, and one that came before."""
    asked = {
        "intake, member": request("i1"),
        "intake, stranger": request("i2", STRANGER),
        "intake, conference": request("i3", kind=Kind.CONFERENCE),
        "intake, sent again": request("i1"),
        "open door, member": by_open_door("d1"),
        "open door, stranger": by_open_door("d2", STRANGER),
        "open door, sent again": by_open_door("d1"),
    }
    return [await _waited_for(scene, act, open_ticket(scene.desk, each)) for act, each in asked.items()]


async def _answer(scene: Scene) -> list[Cost]:
    ticket = (await open_ticket(scene.desk, request("a1"))).state.id
    scene.clock.instant += timedelta(hours=1)
    answer = answer_ticket(
        scene.desk, ticket, AnswerBody(author="anna", text="Press save.", answers_up_to="m1"), "k1"
    )
    return [await _waited_for(scene, "answer to an error report", answer)]


async def _queue(scene: Scene) -> list[Cost]:
    """The look that the queue brings after an intake, and once more when nothing is left to do."""
    opened = await open_ticket(scene.desk, request("q1"))
    block = await _counted(scene, claim(scene.desk, dict.fromkeys(Lane, 1)))
    delivery = await _counted(scene, look_at(scene.desk, opened.aggregate))
    nothing = await _counted(scene, look_at(scene.desk, opened.aggregate))
    return [
        _cost("quota, claimed for a minute", block),
        _cost("queue, nothing to do", nothing),
        _each("queue, each mail", delivery, nothing, len(opened.unsent)),
        await _further_mails(scene, delivery),
    ]


async def _further_mails(scene: Scene, few: Counts) -> Cost:
    """The same look where there are more supporters to be told."""
    many = with_more_supporters(scene.desk, MORE)
    opened = await open_ticket(many, request("q2"))
    return _each(
        "queue, each further mail", await _counted(scene, look_at(many, opened.aggregate)), few, MORE
    )


async def _scan(scene: Scene) -> list[Cost]:
    """The first scan after intakes, and one when these are half-way: it tells two supporters of each."""
    await _to_rest(scene, ())
    opened = [await open_ticket(scene.desk, request(f"s{number}")) for number in range(DUE)]
    after = await _to_rest(scene, opened)
    nothing = await _counted(scene, scan_clocks(scene.desk))
    scene.clock.instant += scene.desk.vendor.policy.reply / 2
    due = await _counted(scene, scan_clocks(scene.desk))
    return [
        _cost("scan, nothing due", nothing),
        _each("scan, each due look", due, nothing, DUE),
        _each("scan, after each intake", after, nothing, DUE),
    ]


async def _billing(scene: Scene) -> list[Cost]:
    events = {
        "billing event, first of a subscription": billing_event(1),
        "billing event": billing_event(2),
        "billing event, sent again": billing_event(2),
        "billing event, customer unknown": billing_event(3, "cus_nobody"),
    }
    return [
        await _waited_for(scene, act, record_billing_event(scene.desk, each)) for act, each in events.items()
    ]


async def _news(scene: Scene) -> list[Cost]:
    """From publication to the last mail, to many people and to nobody.

    What an item about that product costs by itself, its directory and members without a person in it, is
    no person's.
    """
    nobody = await _counted(scene, _published(scene, "archive"))
    without = await _counted(scene, _published(scene, "ledger", "before"))
    for number in range(PEOPLE):
        await put_member(scene.desk, another_member(number))
    everybody = await _counted(scene, _published(scene, "ledger"))
    return [_cost("news to nobody", nobody), _each("news, each person", everybody, without, PEOPLE)]


async def _further(scene: Scene) -> list[Cost]:
    """What is done to tickets that are there."""
    costs: list[Cost] = []

    async def counted(act: str, doing: Awaitable[object]) -> None:
        costs.append(await _waited_for(scene, act, doing))

    for acts in FURTHER:
        await acts(scene, counted)
    return costs


ACTS: Sequence[Callable[[Scene], Awaitable[list[Cost]]]] = (
    _scan,
    _intake,
    _answer,
    _queue,
    _billing,
    _further,
    _news,
)
"""In this order: the scans first, while no other ticket can come due."""


async def _published(scene: Scene, product: str, key: str = "") -> None:
    """Publish an item about this product, and look at it until everybody has been mailed."""
    item = await publish_news(scene.desk, news(product), key or product, dry_run=False)
    while await look_at(scene.desk, f"news-{item.id}") is not None:
        pass


async def _to_rest(scene: Scene, opened: Sequence[TicketHeader]) -> Counts:
    """Send what waits; the first scan that may take the looks' rows away, and one that tidies lists."""
    for each in opened:
        await look_at(scene.desk, each.aggregate)
    scene.clock.instant += timedelta(minutes=5, seconds=1)
    first = await _counted(scene, scan_clocks(scene.desk))
    scene.clock.instant += timedelta(minutes=6)
    await scan_clocks(scene.desk)
    return first


async def _counted(scene: Scene, act: Awaitable[object]) -> Counts:
    scene.store.reset()
    await act
    return scene.store.reset()


async def _waited_for(scene: Scene, act: str, doing: Awaitable[object]) -> Cost:
    counts = await _counted(scene, doing)
    return Cost(act, counts.requests, counts.entities_read, counts.in_turn)


def _cost(act: str, counts: Counts) -> Cost:
    return Cost(act, counts.requests, counts.entities_read)


def _each(act: str, several: Counts, none: Counts, number: int) -> Cost:
    """The cost of one of several, without what is asked also where there is none."""
    return Cost(
        act,
        (several.requests - none.requests) / number,
        (several.entities_read - none.entities_read) / number,
    )
