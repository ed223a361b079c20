"""Supporters say what needs no answer, what was a mistake, who minds the ticket, and that it is closed."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.answers.telling_others import told_of_owner
from shared.domain.events.answer_events import EntryWithdrawn, TurnEnded
from shared.domain.events.message_events import TicketClosed
from shared.domain.events.note_events import OwnerNamed
from shared.domain.facts.ticket import How, TicketState, refuse_merged
from shared.domain.members.recipients import supporter
from shared.domain.refusals.errors import EntryUnknown, TurnGone, TurnUnanswered
from shared.domain.tickets.changes import Changes, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody, SupporterId
from shared.domain.values.frozen import Frozen
from shared.domain.values.house import House
from shared.domain.values.intake import Text


class OwnerBody(Frozen):
    """The supporter who owns the ticket from now on."""

    owner: SupporterId = Field(description="The id of a supporter in the settings.")
    author: SupporterId | None = Field(
        default=None, description="Who names the owner: a supporter's id; left out: the owner."
    )


class CloseBody(Frozen):
    """Closing, with a reason where a turn is unanswered."""

    author: SupporterId = Field(description="Who closes it: the id of a supporter in the settings.")
    reason: Annotated[Text, StringConstraints(strip_whitespace=True, max_length=2000)] = Field(
        default="", description="Why; needed where a turn is unanswered."
    )


def decide_no_answer_needed(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """The turn that the entry is about needs no answer, by the supporter's word and for the reason given.

    Raises:
        KeyReused, AuthorUnknown, TurnUnknown, TicketMergedAway.
        TurnGone: the turn has been ended already, or went elsewhere.
    """
    new = entry.anew(state)
    if new is None:
        return Changes()
    author = supporter(given.author, house.vendor)
    refuse_merged(state)
    turn = state.turn(entry.about).id
    if turn not in {each.id for each in state.unanswered()}:
        raise TurnGone
    at = recorded_at(state, now)
    event = TurnEnded(
        recorded=at,
        at=at,
        turn=turn,
        entry=new.id,
        author=author.id,
        reason=given.reason,
        content=new.content,
    )
    return Changes(events=(event,))


def decide_withdrawing(
    state: TicketState, given: ReasonBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """A correction: what the entry is about, a logged contact or an ended turn, was a mistake.

    The clocks run as if without it. Repeated, it changes nothing.

    Raises:
        AuthorUnknown, TicketMergedAway.
        EntryUnknown: there is no such entry, or it is an answer, which has been sent, or the member's.
    """
    named, wrong = supporter(given.author, house.vendor), entry.about
    if wrong in state.void:
        return Changes()
    refuse_merged(state)
    if not any(each.id == wrong and each.how not in {How.ANSWER, How.DECLINED} for each in state.endings):
        raise EntryUnknown(wrong)
    at = recorded_at(state, now)
    event = EntryWithdrawn(recorded=at, at=at, entry=wrong, author=named.id, reason=given.reason)
    return Changes(events=(event,))


def decide_owner(state: TicketState, given: OwnerBody, entry: Entry, now: datetime, house: House) -> Changes:
    """A supporter is named owner, and the others hear of it; naming the present owner changes nothing.

    Raises:
        AuthorUnknown, TicketMergedAway.
    """
    del entry
    named = supporter(given.owner, house.vendor)
    author = supporter(given.author or given.owner, house.vendor)
    refuse_merged(state)
    if state.owner == named.id:
        return Changes()
    at = recorded_at(state, now)
    others = told_of_owner(state, named.id, author.id, at, house)
    return Changes(events=(OwnerNamed(recorded=at, at=at, owner=named.id),), sends=others)


def decide_close(state: TicketState, given: CloseBody, entry: Entry, now: datetime, house: House) -> Changes:
    """The ticket is closed; closing a closed one changes nothing. Clocks are not stopped by it.

    Raises:
        AuthorUnknown.
        TurnUnanswered: a turn is unanswered and no reason was given.
    """
    del entry
    return closed(state, supporter(given.author, house.vendor).id, given.reason, now)


def closed(state: TicketState, author: str, reason: str, now: datetime) -> Changes:
    """The ticket is closed by this supporter. Raises ``TurnUnanswered``."""
    if state.closed:
        return Changes()
    if state.unanswered() and not reason:
        raise TurnUnanswered
    at = recorded_at(state, now)
    return Changes(events=(TicketClosed(recorded=at, at=at, author=author, reason=reason),))
