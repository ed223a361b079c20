"""A conference's page: its slots are picked from, others are asked for, or it is declined."""

import azure.functions as func

from functions.http import http_response
from functions.member.answering import for_member, path_of, read_form, reader_language, see_again, token_of
from shared import wiring
from shared.domain.values.errors import ConferenceOver, SlotGone, SlotPassed, SlotTaken
from shared.web.conferences.conference_forms import ConferenceAct, ConferenceForm
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.language import wants_html
from shared.web.http.submissions import FieldError, FieldsInvalid

blueprint = func.Blueprint()
SHOWN_AGAIN = (FieldsInvalid, ConferenceOver, SlotGone, SlotPassed, SlotTaken)
"""What the page itself says, above the slots as they are now."""


@blueprint.route("member/conference/{link}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def conference_page(req: func.HttpRequest) -> func.HttpResponse:
    """The promise and the slots. Changes nothing."""
    return await _page(req)


@blueprint.route("member/conference/{link}", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def conference_page_act(req: func.HttpRequest) -> func.HttpResponse:
    """A slot is picked, others are asked for, or the conference is declined; then the page again."""
    from shared.usecases.conferences.choose_slot import follow_conference  # noqa: PLC0415 - asked for now and then: no start waits for it

    form, body = read_form(req, ConferenceForm)
    followed = await follow_conference(wiring.desk(), token_of(req))
    language = reader_language(req, followed.state.language, form)
    try:
        done = await _do(token_of(req), form)
    except SHOWN_AGAIN as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return await _page(req, form, body, refused)
    return see_again(req, language, done)


async def _do(token: str, form: ConferenceForm) -> str:
    """Do what the form says; what the page then says has been done."""
    from shared.usecases.conferences.choose_slot import ask_for_others, decline_conference, pick_slot  # noqa: PLC0415 - as above

    desk = wiring.desk()
    match form.act:
        case ConferenceAct.PICK:
            if not form.slot:
                raise FieldsInvalid([FieldError("slot", Code.MISSING)])
            await pick_slot(desk, token, form.slot)
            return "picked"
        case ConferenceAct.OTHERS:
            await ask_for_others(desk, token, form.message)
            return "asked"
        case ConferenceAct.DECLINE:
            await decline_conference(desk, token)
            return "declined"


async def _page(
    req: func.HttpRequest,
    form: ConferenceForm | None = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> func.HttpResponse:
    """The page as it stands now; with what was wrong where something was refused."""
    from shared.usecases.conferences.choose_slot import follow_conference, read_conference  # noqa: PLC0415 - as above
    from shared.web.conferences.conference_page import conference_page as shown  # noqa: PLC0415 - as above
    from shared.web.links.member_pages import Typed  # noqa: PLC0415 - as above

    desk = wiring.desk()
    view = await read_conference(desk, await follow_conference(desk, token_of(req)))
    page = shown(
        view,
        desk.vendor,
        reader_language(req, view.language, form),
        path_of(req),
        done=req.params.get("done"),
        typed=Typed(body.fields, refused) if body and refused else None,
    )
    return http_response(page)
