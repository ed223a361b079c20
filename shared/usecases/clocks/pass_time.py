"""What time has brought to a ticket is decided and committed at once; the gate is asked before."""

from typing import NamedTuple

from shared.domain.agenda.passing import GateAsked, Passed, decide_passing
from shared.domain.clocks.digesting import CatchUp
from shared.ports.desk import Desk
from shared.ports.store import StoreUnavailable
from shared.usecases.messages.ask_gate_again import who_waits
from shared.usecases.outbox.tell_late import gather
from shared.usecases.records.acting import until_committed, write_hints
from shared.usecases.records.outbox_rows import TicketAtHand, commit_at_hand, reopened


class _Step(NamedTuple):
    at_hand: TicketAtHand
    passed: Passed
    committed: bool


async def pass_time(
    desk: Desk, at_hand: TicketAtHand, late: CatchUp | None
) -> tuple[TicketAtHand, list[Exception]]:
    """The ticket once all that is due has come about, and why a part of it could not be decided.

    ``late``: what the scan that looks catches up with; warnings are held back for its digests. What is held
    is a line of them before the scan removes the row that brought the look.

    Raises:
        StoreUnavailable: the look is to be repeated.
    """
    asked, failed = await _ask_gate(desk, at_hand)
    while True:
        step = await _step(desk, at_hand, asked, late)
        at_hand = step.at_hand
        if not step.committed:
            at_hand, untold = await _gather(desk, at_hand, late)
            return at_hand, [*failed, *step.passed.failed, *untold]


async def _step(desk: Desk, at_hand: TicketAtHand, asked: GateAsked, late: CatchUp | None) -> _Step:
    """As much as one transaction carries. Agenda row before state."""

    async def attempt(number: int) -> _Step:
        here = await reopened(desk.store, at_hand) if number else at_hand
        passed = decide_passing(here.header, asked, desk.clock.now(), desk.house(), late)
        if passed.header == here.header:
            return _Step(here, passed, committed=False)
        await write_hints(desk, passed.header)
        committed = await commit_at_hand(desk.store, here, passed.header, passed.changes)
        return _Step(committed, passed, committed=True)

    return await until_committed(desk, at_hand.header.state.id, attempt)


async def _gather(
    desk: Desk, at_hand: TicketAtHand, late: CatchUp | None
) -> tuple[TicketAtHand, list[Exception]]:
    """What the ticket holds for the digests stands in them, and why it does not."""
    if late is None:
        return at_hand, []
    try:
        return await gather(desk, late, at_hand), []
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the ticket's mails leave first
        return at_hand, [error]


async def _ask_gate(desk: Desk, at_hand: TicketAtHand) -> tuple[GateAsked, list[Exception]]:
    """What the gate says of turns that wait: where they are not listed yet, and once, ten minutes later.

    What waits is listed before, so that a member that begins to be covered finds it; what billing said
    before that did not find it.
    """
    header = at_hand.header
    listing, again = header.to_list_as_waiting(), header.ask_again
    second = again if again and again <= desk.clock.now() else None
    if not (listing or second):
        return GateAsked(), []
    if listing:
        await write_hints(desk, header.listed_as_waiting())
    try:
        askers = await who_waits(desk, header, at_hand.words)
    except StoreUnavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the ticket's mails leave first
        return GateAsked(), [error]
    return GateAsked(askers, header.known_by if listing else None, second), []
