"""Conferences, for supporters: slots proposed and offered, moved, called off, held or not."""

import azure.functions as func

from functions.http import answered, json_answer, read_body
from functions.support.acts import in_brief, key_of, ticket_of, turn_of
from shared import wiring
from shared.usecases.conferences import confer
from shared.usecases.conferences.confer import Doing
from shared.usecases.conferences.propose_slots import propose_slots
from shared.web.conferences.conference_bodies import CancelBody, HeldBody, MoveBody, NoShowBody, OfferBody

blueprint = func.Blueprint()
ROUTE = "tickets/{ticket}/conferences/{turn}"


@blueprint.route(f"{ROUTE}/proposals", methods=["GET"])
@answered
async def conference_proposals(req: func.HttpRequest) -> func.HttpResponse:
    """Slots that a supporter might offer now."""
    return json_answer(await propose_slots(wiring.desk(), ticket_of(req), turn_of(req)))


@blueprint.route(f"{ROUTE}/offers", methods=["POST"])
@answered
async def conference_offers(req: func.HttpRequest) -> func.HttpResponse:
    """Slots are offered to the requester."""
    desk, body = wiring.desk(), read_body(req, OfferBody)
    doing = _doing(req, body.author, body.reason if body.after_due else "")
    slots = tuple(each.given() for each in body.slots)
    return in_brief(await confer.offer_slots(desk, ticket_of(req), doing, slots), 202)


@blueprint.route(f"{ROUTE}/move", methods=["POST"])
@answered
async def move_conference(req: func.HttpRequest) -> func.HttpResponse:
    """The conference is at another time; the clock stays as it is."""
    desk, body = wiring.desk(), read_body(req, MoveBody)
    doing = _doing(req, body.author, body.reason)
    return in_brief(await confer.move_conference(desk, ticket_of(req), doing, body.given()), 202)


@blueprint.route(f"{ROUTE}/cancel", methods=["POST"])
@answered
async def cancel_conference(req: func.HttpRequest) -> func.HttpResponse:
    """The conference is called off."""
    desk, body = wiring.desk(), read_body(req, CancelBody)
    doing = _doing(req, body.author, body.reason)
    return in_brief(await confer.cancel_conference(desk, ticket_of(req), doing, declined=body.declined), 202)


@blueprint.route(f"{ROUTE}/held", methods=["POST"])
@answered
async def conference_held(req: func.HttpRequest) -> func.HttpResponse:
    """The conference took place."""
    desk, body = wiring.desk(), read_body(req, HeldBody)
    doing = _doing(req, body.author, body.note)
    header = await confer.conference_held(desk, ticket_of(req), doing, body.at, body.answers_up_to)
    return in_brief(header, 201)


@blueprint.route(f"{ROUTE}/no-show", methods=["POST"])
@answered
async def conference_no_show(req: func.HttpRequest) -> func.HttpResponse:
    """The member did not come."""
    desk, body = wiring.desk(), read_body(req, NoShowBody)
    doing = _doing(req, body.author, body.note)
    return in_brief(await confer.record_no_show(desk, ticket_of(req), doing), 201)


def _doing(req: func.HttpRequest, author: str, reason: str) -> Doing:
    return Doing(author=author, turn=turn_of(req), reason=reason, key=key_of(req))
