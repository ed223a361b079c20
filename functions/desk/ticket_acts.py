"""What each form of a ticket's page does: the body of the API's own act, and the use case that it calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from functions.starting import imported_when_used
from shared.domain.values.vendor import Vendor
from shared.ports.desk import Desk
from shared.web.http.bodies import Body
from shared.web.http.submissions import parse_fields

with imported_when_used():
    from shared.domain.answers import answering, closing, keeping_material, noting
    from shared.domain.conferences import conference_outcomes, conferring
    from shared.domain.messages import merging
    from shared.domain.register import tying
    from shared.domain.sessions import session_holding, session_offering
    from shared.domain.values import fields
    from shared.domain.work import logging_minutes, quoting
    from shared.usecases.answers import answer_ticket
    from shared.usecases.conferences import confer
    from shared.usecases.documentation import keep_material
    from shared.usecases.messages import ask_gate_again, move_turns
    from shared.usecases.register import tie_ticket
    from shared.usecases.sessions import hold_session
    from shared.usecases.work import quote_work
    from shared.web.desk.queue import queue_page
    from shared.web.desk.ticket import conference_fields, ticket_forms

type Done = Callable[[Desk, str, Body, str, str], Awaitable[object]]
"""What is done at the desk with a ticket: the body, the act's key, and what it is about."""

_LOCAL = ("at", "start1", "start2", "planned")
"""Fields in which a browser gives a time without its zone: the vendor's is meant."""


async def carry_out(
    desk: Desk, ticket: str, act: ticket_forms.DeskAct, body: Body, author: str, key: str
) -> str | None:
    """Do what the form asks for, in this supporter's name, under the form's key.

    The path of the page where the ticket goes on, if on another.

    Raises:
        FieldsInvalid: as the act's own body.
        Refused: what the act refuses; nothing was done.
    """
    about = body.fields.get("about")
    given = _in_zone(body.fields, desk.vendor) | {"author": author}
    filled = Body(given, body.repeated, body.files)
    await _ACTS[act](desk, ticket, filled, key, about if isinstance(about, str) else "")
    return f"{queue_page.TICKETS_PATH}/{given['into']}" if act is ticket_forms.DeskAct.MERGE else None


def _in_zone(sent: Mapping[str, object], vendor: Vendor) -> dict[str, object]:
    """The fields, with the vendor's zone beside each time that has none; what is no time stays as it is."""
    return dict(sent) | {name: _zoned(sent[name], vendor) for name in _LOCAL if sent.get(name)}


def _zoned(sent: object, vendor: Vendor) -> object:
    try:
        at = datetime.fromisoformat(str(sent))
    except ValueError:
        return sent
    return at.replace(tzinfo=at.tzinfo or vendor.zone).isoformat()


async def _answer(desk: Desk, ticket: str, body: Body, key: str, _: str) -> object:
    given = parse_fields(body, answering.AnswerBody)
    return await answer_ticket.answer_ticket(desk, ticket, given, key, body.files)


async def _note(desk: Desk, ticket: str, body: Body, key: str, _: str) -> object:
    return await answer_ticket.write_note(desk, ticket, parse_fields(body, noting.NoteBody), key)


async def _end(desk: Desk, ticket: str, body: Body, key: str, about: str) -> object:
    given = parse_fields(body, fields.ReasonBody)
    return await answer_ticket.end_turn(desk, ticket, given, key, about=about)


async def _take(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    return await ask_gate_again.take_turn(desk, ticket, parse_fields(body, fields.ReasonBody), about=about)


async def _owner(desk: Desk, ticket: str, body: Body, _: str, __: str) -> object:
    return await answer_ticket.name_owner(desk, ticket, parse_fields(body, closing.OwnerBody))


async def _call(desk: Desk, ticket: str, body: Body, key: str, _: str) -> object:
    return await answer_ticket.log_contact(desk, ticket, parse_fields(body, answering.ContactBody), key)


async def _offer(desk: Desk, ticket: str, body: Body, key: str, about: str) -> object:
    given = conference_fields.offered(body)
    return await confer.offer_slots(desk, ticket, given, key, about=about)


async def _move(desk: Desk, ticket: str, body: Body, key: str, about: str) -> object:
    given = conference_fields.moved(body)
    return await confer.move_conference(desk, ticket, given, key, about=about)


async def _cancel(desk: Desk, ticket: str, body: Body, key: str, about: str) -> object:
    given = parse_fields(body, conferring.CancelBody)
    return await confer.cancel_conference(desk, ticket, given, key, about=about)


async def _held(desk: Desk, ticket: str, body: Body, key: str, about: str) -> object:
    given = parse_fields(body, conference_outcomes.HeldBody)
    return await confer.conference_held(desk, ticket, given, key, about=about)


async def _no_show(desk: Desk, ticket: str, body: Body, key: str, about: str) -> object:
    given = parse_fields(body, conference_outcomes.NoShowBody)
    return await confer.record_no_show(desk, ticket, given, key, about=about)


async def _quote(desk: Desk, ticket: str, body: Body, key: str, _: str) -> object:
    return await quote_work.give_quote(desk, ticket, parse_fields(body, quoting.QuoteBody), key)


async def _minutes(desk: Desk, ticket: str, body: Body, key: str, _: str) -> object:
    return await quote_work.log_minutes(desk, ticket, parse_fields(body, logging_minutes.MinutesBody), key)


async def _session(desk: Desk, ticket: str, body: Body, key: str, _: str) -> object:
    return await hold_session.offer_session(
        desk, ticket, parse_fields(body, session_offering.SessionBody), key
    )


async def _session_back(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    given = parse_fields(body, fields.ReasonBody)
    return await hold_session.take_offer_back(desk, ticket, given, about=about)


async def _session_start(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    given = parse_fields(body, session_holding.SessionStartBody)
    return await hold_session.start_session(desk, ticket, given, about=about)


async def _session_end(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    given = parse_fields(body, session_holding.SessionEndBody)
    return await hold_session.end_session(desk, ticket, given, about=about)


async def _keep(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    given = parse_fields(body, keeping_material.MaterialBody)
    return await keep_material.keep_material(desk, ticket, given, about=about)


async def _drop(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    given = parse_fields(body, fields.ReasonBody)
    return await answer_ticket.drop_material(desk, ticket, given, about=about)


async def _tie(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    name = fields.entry_called(about) or about
    return await tie_ticket.tie_ticket(desk, ticket, parse_fields(body, tying.TieBody), name)


async def _split(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    return await move_turns.split_turn(desk, ticket, parse_fields(body, merging.SplitBody), about=about)


async def _merge(desk: Desk, ticket: str, body: Body, _: str, __: str) -> object:
    return await move_turns.merge_ticket(desk, ticket, parse_fields(body, merging.MergeBody))


async def _withdraw(desk: Desk, ticket: str, body: Body, _: str, about: str) -> object:
    given = parse_fields(body, fields.ReasonBody)
    return await answer_ticket.withdraw_entry(desk, ticket, given, about=about)


async def _close(desk: Desk, ticket: str, body: Body, _: str, __: str) -> object:
    return await answer_ticket.close_ticket(desk, ticket, parse_fields(body, closing.CloseBody))


_ACTS: Mapping[str, Done] = {
    "answer": _answer,
    "note": _note,
    "end": _end,
    "take": _take,
    "owner": _owner,
    "call": _call,
    "offer": _offer,
    "move": _move,
    "cancel": _cancel,
    "held": _held,
    "no_show": _no_show,
    "quote": _quote,
    "minutes": _minutes,
    "session": _session,
    "session_back": _session_back,
    "session_start": _session_start,
    "session_end": _session_end,
    "keep": _keep,
    "drop": _drop,
    "tie": _tie,
    "split": _split,
    "merge": _merge,
    "withdraw": _withdraw,
    "close": _close,
}
