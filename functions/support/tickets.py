"""Tickets, for supporters and their programs."""

from __future__ import annotations

from functools import partial

from functions.doors.asked import Asked
from functions.doors.parts import LANGUAGE, keyed
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors
from shared.domain.answers import answer_errors
from shared.domain.refusals import errors, register_errors
from shared.web.api.operation import Parameter, Where
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import chosen, read_on, spoken

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.answers import answering, closing
    from shared.usecases.answers import answer_ticket
    from shared.usecases.views import queue_views, read_tickets, ticket_views

blueprint = TicketDoors("Tickets")

STATE = Parameter(
    "state",
    Where.QUERY,
    "Which: those with something at the gate, those with a clock or nothing unanswered, or all of them.",
    one_of=lambda: read_tickets.QueueState,
)
AFTER = Parameter(
    "after", Where.QUERY, "The page after this one: the `next` that it came with, with the same `state`."
)
CODE = Parameter(
    "code",
    Where.QUERY,
    "Instead of a page: the ticket that somebody names by its code, or by more of its reference, open or "
    "closed. Two tickets may have one code: both are shown, at most ten.",
    example="k3f7-q2mz",
)


@blueprint.view(
    "GET api/queue",
    "At most 200 tickets; `more` says whether there are others, which `after={next}` shows.",
    parameters=(STATE, AFTER, CODE, LANGUAGE),
    refuses=(FieldsInvalid,),
)
async def queue(asked: Asked) -> queue_views.QueueView:
    """The queue.

    The open tickets on which a clock runs by due instant, the most urgent first, with seconds left and
    subscription state; then the gated ones (not covered, so no clock runs) with the reason in words; then
    those that are answered and silent, which the desk closes after a while. `counts` has each list's number.
    Each says whose it is: requester, subject and company. With `code` it finds a ticket that a mail names.
    """
    if code := asked.query("code"):
        return await read_tickets.find_called(asked.desk, spoken(code), asked.language)
    wanted = chosen("state", asked.query("state"), read_tickets.QueueState, read_tickets.QueueState.ALL)
    after = read_on(asked.query("after"), partial(read_tickets.reads_on, wanted))
    return await read_tickets.read_queue(asked.desk, wanted, asked.language, after)


@blueprint.view(
    "GET api/tickets/{ticket}",
    "The ticket as it stands now.",
    parameters=(LANGUAGE,),
    refuses=(errors.TicketUnknown,),
)
async def ticket(asked: Asked) -> ticket_views.TicketView:
    """Read a ticket.

    One ticket whole: what people wrote, the files they sent (each with an address that downloads it),
    its clocks, its mails and every event.
    """
    return await read_tickets.read_ticket(asked.desk, asked.ticket, asked.language)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/answers",
    {"text": "Press Save first.", "author": "anna", "answers_up_to": "m1"},
    202,
    parameters=(keyed("one answer, mailed once", "answer-7431"),),
    refuses=(
        errors.TurnUnknown,
        errors.DayPassed,
        errors.TurnUnanswered,
        errors.TicketMergedAway,
        answer_errors.CameMeanwhile,
        answer_errors.SeenUnknown,
        errors.FileUnknown,
        errors.FileNotClean,
        errors.AttachmentsTooLarge,
        register_errors.RegisterEntryUnknown,
        register_errors.RegisterProductDiffers,
    ),
)
async def answers(asked: Asked, body: answering.AnswerBody) -> header.TicketHeader:
    """Answer the requester.

    Mails the requester and ends the reply clocks of the turns up to the one named. For an error report
    the responsible person gets a copy. The first to answer owns the ticket. More may be promised by a
    day, the ticket closed with it, and files of the ticket that are clean may go along. The ticket may be
    tied to entries of the register of errors with it. With `seen_up_to` it is sent only if nothing came
    since: else 409 says what came, and `send_anyway` sends it all the same.
    """
    return await answer_ticket.answer_ticket(asked.desk, asked.ticket, body, asked.key)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/contacts",
    {"contact": "call", "author": "anna", "note": "We solved it together.", "answers_up_to": "m1"},
    201,
    parameters=(keyed("one entry", "call-7431"),),
    refuses=(errors.TurnUnknown, errors.InstantInFuture, errors.ContactBeforeTurn, errors.TicketMergedAway),
)
async def contacts(asked: Asked, body: answering.ContactBody) -> header.TicketHeader:
    """Log a call, conference or remote session.

    It counts from the instant at which it ended, and also answers the turns up to the one named.
    """
    return await answer_ticket.log_contact(asked.desk, asked.ticket, body, asked.key)


@blueprint.ticket_act("PUT api/tickets/{ticket}/owner", {"owner": "anna"}, refuses=(errors.TicketMergedAway,))
async def owner(asked: Asked, body: closing.OwnerBody) -> header.TicketHeader:
    """Name the owner.

    The supporter who is warned of this ticket's clocks from now on.
    """
    return await answer_ticket.name_owner(asked.desk, asked.ticket, body)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/close",
    {"author": "anna", "reason": "Written in two tickets."},
    refuses=(errors.TurnUnanswered,),
)
async def close(asked: Asked, body: closing.CloseBody) -> header.TicketHeader:
    """Close the ticket.

    Stops no clock. Where a turn is unanswered it needs a reason.
    """
    return await answer_ticket.close_ticket(asked.desk, asked.ticket, body)
