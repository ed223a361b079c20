"""Turns: brought in by others, ended, taken, split off; tickets merged; corrections."""

from __future__ import annotations

from functions.doors.asked import Asked
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from functions.support.acts import TicketDoors
from shared.domain.refusals import errors
from shared.web.api.operation import in_path

with imported_when_used():
    from shared.domain.agenda import header
    from shared.domain.messages import merging, receiving
    from shared.domain.values import fields
    from shared.usecases.answers import answer_ticket
    from shared.usecases.messages import add_message, ask_gate_again, move_turns, open_ticket
    from shared.usecases.records import member_rows
    from shared.web.tickets import answers

blueprint = TicketDoors("Tickets")

TURN = in_path("turn", "The turn's id in the ticket.", "m2")
ENTRY = in_path(
    "entry", "The id of a logged contact or ended turn, as in the ticket's `entries`.", "p4t6yh2wq7kdm3zx"
)


@blueprint.act(
    "POST api/tickets",
    "The ticket, and what was decided of it.",
    {
        "author": "anna",
        "email": "eva@example.org",
        "name": "Eva",
        "product": "Planner",
        "kind": "error",
        "message": "She says that the calendar stays empty.",
        "language": "en",
    },
    201,
    parameters=(keyed("one ticket", "call-1207"),),
    refuses=(errors.AuthorUnknown, errors.InstantInFuture),
)
async def tickets(asked: Asked, body: receiving.CallerBody) -> answers.Decided:
    """Open a ticket for a caller.

    What somebody said on the telephone, written down by a supporter. It was received at the instant of
    the call: the gate decides as of then, and the clock runs from then.
    """
    request = open_ticket.Request(
        submission=body,
        channel="supporter",
        key=asked.key,
        accept_language=asked.accepted_language,
    )
    state = (await open_ticket.open_ticket(asked.desk, request)).state
    return answers.decided(state, await member_rows.member_id(asked.desk, state.member), asked.now)


@blueprint.act(
    "POST api/tickets/{ticket}/messages",
    "The message is kept; this is what was decided.",
    {"message": "It happens in the week view only."},
    202,
    parameters=(keyed("one turn", "message-1207"),),
    refuses=(errors.TicketUnknown, errors.TicketFull),
)
async def messages(asked: Asked, body: receiving.MessageBody) -> answers.MessageKept:
    """Add a further message.

    A message from the member's side on a ticket that is there: a turn, gated as of its own receipt. It
    opens a closed ticket again. Sent to a ticket that has been merged it lands in the other, which the
    answer names.
    """
    further = add_message.Further(
        text=body.message,
        kind=body.kind,
        email=body.email or "",
        name=body.name,
        subject=body.subject,
        product=body.product,
        key=asked.key,
    )
    after, turn = await add_message.add_message(asked.desk, asked.ticket, further)
    return answers.message_kept(after.state, turn, asked.now)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/turns/{turn}/no-answer-needed",
    {"author": "anna", "reason": "A thank-you."},
    parameters=(TURN, keyed("one entry", "thanks-7431")),
    refuses=(errors.TurnUnknown, errors.TurnGone, errors.TicketMergedAway),
)
async def no_answer_needed(asked: Asked, body: fields.ReasonBody) -> header.TicketHeader:
    """End a turn that needs no answer.

    As for a thank-you. It ends the turn's clock, and is counted apart from answers. Nobody is mailed.
    """
    return await answer_ticket.end_turn(asked.desk, asked.ticket, body, asked.key, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/turns/{turn}/take",
    {"author": "anna", "reason": "They renew this week."},
    202,
    parameters=(TURN,),
    refuses=(errors.TurnUnknown, errors.TurnCovered, errors.TicketMergedAway),
)
async def take(asked: Asked, body: fields.ReasonBody) -> header.TicketHeader:
    """Take a turn from the gate.

    The turn is answered although it is not covered: its clock starts now, and its sender is told. The
    reason is kept. Repeated, it changes nothing.
    """
    return await ask_gate_again.take_turn(asked.desk, asked.ticket, body, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/turns/{turn}/split",
    {"author": "anna"},
    202,
    parameters=(TURN,),
    refuses=(errors.TurnUnknown, errors.SplitRefused, errors.TicketMergedAway),
)
async def split(asked: Asked, body: merging.SplitBody) -> header.TicketHeader:
    """Split a turn off.

    An unanswered turn goes on in a ticket of its own, named in `split`, with its own receipt and clock;
    that ticket is there soon. Repeated, it changes nothing.
    """
    return await move_turns.split_turn(asked.desk, asked.ticket, body, about=asked.turn)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/merge",
    {"into": "m5d2s7kq3xwzafne", "author": "anna"},
    202,
    refuses=(
        errors.MergedIntoItself,
        errors.MergeRefused,
        errors.ConferenceLeftBehind,
        errors.TicketMergedAway,
        errors.TicketFull,
    ),
)
async def merge(asked: Asked, body: merging.MergeBody) -> header.TicketHeader:
    """Merge the ticket into another.

    Its matter goes on in the other: the clocks here are cancelled, the unanswered turns move soon, each
    with its own receipt, and later messages land there. Repeated, it changes nothing. Where a message
    has been answered and its conference is still to be held, merge the other way.
    """
    return await move_turns.merge_ticket(asked.desk, asked.ticket, body)


@blueprint.ticket_act(
    "POST api/tickets/{ticket}/entries/{entry}/withdraw",
    {"author": "anna", "reason": "Logged on the wrong ticket."},
    parameters=(ENTRY,),
    refuses=(errors.EntryUnknown, errors.TicketMergedAway),
)
async def withdraw(asked: Asked, body: fields.ReasonBody) -> header.TicketHeader:
    """Withdraw a mistake.

    A logged contact or an ended turn was a mistake: the clocks run as if without it, with the same due
    instants. Both stay in the ticket's events.
    """
    return await answer_ticket.withdraw_entry(asked.desk, asked.ticket, body, about=asked.named("entry"))
