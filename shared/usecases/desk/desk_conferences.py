"""The conferences of a ticket that are still to be held, and when a supporter is free for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.conferences.conference_mail import conference_due
from shared.domain.conferences.conference_standing import (
    has_stayed_away,
    promised_slots,
    turns_to_confer_about,
)
from shared.domain.conferences.proposing import Proposal, free_times
from shared.domain.facts.conference import Slot
from shared.domain.facts.ticket import TicketState
from shared.domain.values.vendor import Supporter
from shared.ports.desk import Desk
from shared.usecases.conferences.confer import busy_slots


@dataclass(frozen=True, slots=True)
class OpenConference:
    """A conference that is still to be held. ``due``: until when it was promised, where it was.

    ``slot``: when it is to be; ``begun``: that has come; ``missed``: and the member did not. ``offered``: the
    slots to come that are on offer. ``times``: when its reader could hold it.
    """

    turn: str
    due: datetime | None
    slot: Slot | None
    begun: bool
    missed: bool
    offered: Sequence[Slot]
    times: Sequence[Proposal]


async def open_conferences(
    desk: Desk, header: TicketHeader, host: Supporter | None
) -> tuple[OpenConference, ...]:
    """Each of them, as it stands now. ``host``: who reads, and would hold it; nothing is free for nobody.

    Only where there is one, the agenda is asked which times are not free.
    """
    state = header.state
    turns = [] if state.merged else turns_to_confer_about(state)
    busy = (*await busy_slots(desk, state.id), *promised_slots(state)) if turns and host else ()
    return tuple(_open(desk, state, turn, host, busy) for turn in turns)


def _open(
    desk: Desk, state: TicketState, turn: str, host: Supporter | None, busy: Sequence[Slot]
) -> OpenConference:
    now, due = desk.clock.now(), conference_due(state, turn)
    conference = state.conference(turn)
    slot = conference.picked if conference else None
    return OpenConference(
        turn=turn,
        due=due,
        slot=slot,
        begun=slot is not None and slot.start <= now,
        missed=slot is not None and has_stayed_away(state, turn, slot),
        offered=[each for each in conference.on_offer if each.start > now] if conference else [],
        times=free_times(host, due, busy, now, desk.vendor) if host else (),
    )
