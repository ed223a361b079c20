"""What time has brought to a ticket by now, as one decision: the gate's second word, endings, warnings."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.second_answers import decide_lapsing
from shared.domain.clocks.digesting import CatchUp
from shared.domain.clocks.escalating import decide_escalation
from shared.domain.clocks.settling import decide_settling
from shared.domain.clocks.unsent_answers import decide_unsent
from shared.domain.facts.ticket import TicketState
from shared.domain.messages.asking_again import Asker, decide_asking_again
from shared.domain.sessions.session_holding import decide_lapses
from shared.domain.tickets.changes import Changes
from shared.domain.values.house import House

type Part = Callable[[TicketState], Changes]


class GateAsked(NamedTuple):
    """What was learnt for the turns that wait, ``under`` these keys by which it had been listed before.

    ``second``: the instant for which the gate was asked anew, where it had come.
    """

    askers: tuple[Asker, ...] = ()
    under: tuple[str, ...] | None = None
    second: datetime | None = None


class Passed(NamedTuple):
    """The header once it is committed, the changes, and why a part of them could not be decided."""

    header: TicketHeader
    changes: Changes
    failed: tuple[Exception, ...]


def decide_passing(
    header: TicketHeader, asked: GateAsked, now: datetime, house: House, hold: CatchUp | None = None
) -> Passed:
    """All that time has brought, as much as one transaction carries: decide again until nothing is left.

    A part that fails keeps no other. ``hold``: see ``decide_escalation``.
    """
    changes, failed = _together(header.state, asked, now, house, hold)
    listed = header.to_list_as_waiting() and asked.under == header.known_by
    after = header.listed_as_waiting() if listed else header
    after = after.after(changes) if changes != Changes() else after
    if asked.second and asked.second == after.ask_again and _all_asked(after, asked, now, house):
        after = after.asked()
    return Passed(after, changes, failed)


def _all_asked(header: TicketHeader, asked: GateAsked, now: datetime, house: House) -> bool:
    """Whether the gate has no more to say; not where that could not be decided, which is noted already."""
    try:
        return decide_asking_again(header.state, asked.askers, now, house) == Changes()
    except Exception:  # noqa: BLE001 - whatever it is, a later look asks again, and the ticket's mails leave now
        return False


def _together(
    state: TicketState, asked: GateAsked, now: datetime, house: House, hold: CatchUp | None
) -> tuple[Changes, tuple[Exception, ...]]:
    changes, failed = Changes(), list[Exception]()
    for part in _parts(asked, now, house, hold):
        try:
            found = part(state)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised when the ticket's mails have left
            failed.append(error)
            continue
        if changes != Changes() and not (changes + found).fits():
            break
        changes, state = changes + found, found.state_after(state)
    return changes, tuple(failed)


def _parts(asked: GateAsked, now: datetime, house: House, hold: CatchUp | None) -> Iterator[Part]:
    """In order: each is decided on what the ones before have come to."""
    yield lambda state: decide_asking_again(state, asked.askers, now, house)
    yield lambda state: decide_settling(state, now, house)
    yield lambda state: decide_lapses(state, now, house)
    yield lambda state: decide_lapsing(state, now, house)
    yield lambda state: decide_escalation(state, now, house, hold)
    yield lambda state: decide_unsent(state, now, house)
