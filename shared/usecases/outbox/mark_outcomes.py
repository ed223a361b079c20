"""What the attempts came to is marked with its events: as many as one transaction carries, each whole."""

import logging
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from shared.domain.outbox.leasing import Attempted, decide_attempted
from shared.domain.tickets.changes import Changes
from shared.ports.desk import Desk
from shared.usecases.records.acting import until_committed, write_hints
from shared.usecases.records.outbox_rows import TicketAtHand, commit_at_hand, reopened, with_sends

_log = logging.getLogger(__name__)


class _Marks(NamedTuple):
    """What one transaction marks, and the outcomes that are left for the next."""

    changes: Changes
    left: Sequence[Attempted]


async def mark_outcomes(
    desk: Desk, at_hand: TicketAtHand, outcomes: Sequence[Attempted], etags: Mapping[str, str]
) -> tuple[TicketAtHand, dict[str, Exception]]:
    """The ticket once these are marked, and those that could not be, by mail: they stay leased.

    On a conflict only this is repeated, never a call. A mail whose row is not at the version of ``etags``
    any more, somebody else has leased: it is left out, and no other.

    Raises:
        StoreUnavailable: what was not marked goes out once more when its lease has run out.
    """
    failed: dict[str, Exception] = {}
    left = outcomes
    while left:
        at_hand, left = await _mark(desk, at_hand, left, etags, failed)
    return at_hand, failed


async def _mark(
    desk: Desk,
    at_hand: TicketAtHand,
    outcomes: Sequence[Attempted],
    etags: Mapping[str, str],
    failed: dict[str, Exception],
) -> tuple[TicketAtHand, Sequence[Attempted]]:
    """Mark as many as fit, at least one; those that are left."""

    async def attempt(number: int) -> tuple[TicketAtHand, Sequence[Attempted]]:
        here, ours = at_hand, outcomes
        if number:
            here = await with_sends(desk.store, await reopened(desk.store, at_hand), etags)
            ours = [each for each in ours if here.sends[each.send.id].etag == etags[each.send.id]]
        changes, left = _decided(desk, here, ours, failed)
        if changes == Changes():
            return here, left
        after = here.header.after(changes)
        if not all(each.ended for each in changes.sends):
            await write_hints(desk, after)
        marked = {each.send.id: etags[each.send.id] for each in ours if each not in left}
        return await commit_at_hand(desk.store, here, after, changes, marked), left

    return await until_committed(desk, at_hand.header.state.id, attempt)


def _decided(
    desk: Desk, at_hand: TicketAtHand, outcomes: Sequence[Attempted], failed: dict[str, Exception]
) -> _Marks:
    state, changes = at_hand.header.state, Changes()
    for place, outcome in enumerate(outcomes):
        try:
            part = decide_attempted(state, outcome, desk.clock.now(), desk.house())
        except Exception as error:  # noqa: BLE001 - what cannot be marked must not keep the others' marks
            _log.error("a mail of the ticket %s could not be marked (%s)", state.id, type(error).__name__)
            failed[outcome.send.id] = error
            continue
        if changes != Changes() and not (changes + part).fits():
            return _Marks(changes, outcomes[place:])
        changes, state = changes + part, part.state_after(state)
    return _Marks(changes, ())
