"""The requester's status page: read, written from, and confirmed."""

import secrets

import azure.functions as func

from functions.http import http_response
from functions.member.answering import for_member, path_of, read_form, reader_language, see_again, token_of
from shared import wiring
from shared.domain.facts.links import Purpose
from shared.domain.values.errors import KeyReused
from shared.usecases.links.follow_link import FollowedLink, follow_link
from shared.usecases.links.open_link import link_address
from shared.usecases.status.use_link import prove_address, write_by_link
from shared.web.http.bodies import Body
from shared.web.http.field_texts import Code
from shared.web.http.language import wants_html
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.http.tokens import form_token, new_token
from shared.web.links.member_forms import StatusAct, StatusForm

blueprint = func.Blueprint()


@blueprint.route("member/ticket/{link}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def ticket_page(req: func.HttpRequest) -> func.HttpResponse:
    """What was promised, what was said, what comes next. Changes nothing."""
    return await _page(req, await follow_link(wiring.desk(), token_of(req), Purpose.TICKET))


@blueprint.route("member/ticket/{link}", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def ticket_page_act(req: func.HttpRequest) -> func.HttpResponse:
    """A further message, or the address confirmed; then the page again."""
    desk, link = wiring.desk(), token_of(req)
    followed = await follow_link(desk, link, Purpose.TICKET)
    form, body = read_form(req, StatusForm)
    language = reader_language(req, followed.ticket.header.state.language, form)
    if form.act is StatusAct.CONFIRM:
        await prove_address(desk, link)
        return see_again(req, language, "confirmed")
    try:
        await _write(req, form, body)
    except (FieldsInvalid, KeyReused) as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return await _page(req, followed, form, body, refused)
    return see_again(req, language, "kept")


async def _write(req: func.HttpRequest, form: StatusForm, body: Body) -> None:
    """The form's token is the message's key where the caller names none."""
    if not form.message:
        raise FieldsInvalid([FieldError("message", Code.MISSING)])
    key = req.headers.get("idempotency-key") or form_token(body.fields)
    await write_by_link(wiring.desk(), token_of(req), form.message, key, body.files)


async def _page(
    req: func.HttpRequest,
    followed: FollowedLink,
    form: StatusForm | None = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> func.HttpResponse:
    """The page; with the form again where it was refused: the same token, unless it has been used."""
    from shared.usecases.status.read_status import read_status  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.web.links.member_pages import Typed  # noqa: PLC0415 - as above
    from shared.web.status.status_page import FormAddress, status_page  # noqa: PLC0415 - as above

    desk = wiring.desk()
    view = await read_status(desk, followed)
    used = body and not isinstance(refused, KeyReused) and form_token(body.fields)
    page = status_page(
        view,
        desk.vendor,
        reader_language(req, view.language, form),
        FormAddress(
            path_of(req), used or new_token(secrets.token_bytes), lambda link: link_address(desk, link)
        ),
        desk.clock.now(),
        done=req.params.get("done"),
        typed=Typed(body.fields, refused) if body and refused else None,
    )
    return http_response(page)
