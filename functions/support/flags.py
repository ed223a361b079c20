"""Flags of members' addresses, for the vendor: with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, read_body
from shared import wiring
from shared.usecases.members.member_views import member_view
from shared.usecases.members.put_member import read_member

blueprint = func.Blueprint()


@blueprint.route("members/{member}/flags/clear", methods=["POST"])
@answered
async def clear_flag(req: func.HttpRequest) -> func.HttpResponse:
    """The address works again, and is used again."""
    from shared.usecases.outbox.flag_seats import clear_flag as clear  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.members.flag_bodies import ClearFlagBody  # noqa: PLC0415 - asked for now and then: no start waits for it

    desk, name = wiring.desk(), req.route_params["member"]
    await clear(desk, name, read_body(req, ClearFlagBody).address)
    return json_answer(member_view(await read_member(desk, name), desk.clock.now(), desk.vendor))
