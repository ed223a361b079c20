"""Members, for the vendor: all with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, read_body
from shared import wiring
from shared.domain.members.member import Member
from shared.usecases.members.member_views import member_view
from shared.usecases.members.put_member import put_member, read_member

blueprint = func.Blueprint()


@blueprint.route("members/{member}", methods=["GET"])
@answered
async def member(req: func.HttpRequest) -> func.HttpResponse:
    """The member with its subscriptions, and what they cover now."""
    desk = wiring.desk()
    facts = await read_member(desk, req.route_params["member"])
    return json_answer(member_view(facts, desk.clock.now(), desk.vendor))


@blueprint.route("members/{member}", methods=["PUT"])
@answered
async def write_member(req: func.HttpRequest) -> func.HttpResponse:
    """The member is as given from now on; its provider subscriptions are kept."""
    desk = wiring.desk()
    name = req.route_params["member"]
    new = await put_member(desk, read_body(req, Member, id=name))
    facts = await read_member(desk, name)
    return json_answer(member_view(facts, desk.clock.now(), desk.vendor), status=201 if new else 200)
