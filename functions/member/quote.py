"""A quote's page: read, accepted in writing, or declined."""

from typing import TYPE_CHECKING

import azure.functions as func

from functions.http import http_response
from functions.member.answering import for_member, path_of, read_form, reader_language, see_again, token_of
from shared import wiring
from shared.web.http.bodies import Body
from shared.web.http.language import wants_html
from shared.web.http.submissions import FieldsInvalid

if TYPE_CHECKING:
    from shared.usecases.work.decide_on_quote import OfferedQuote
    from shared.web.work.quote_forms import QuoteForm

blueprint = func.Blueprint()


@blueprint.route("member/quote/{link}", methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def quote_shown(req: func.HttpRequest) -> func.HttpResponse:
    """What is offered, what accepting means, or what was decided. Changes nothing."""
    from shared.usecases.work.decide_on_quote import read_quote  # noqa: PLC0415 - asked for now and then: no start waits for it

    return _page(req, await read_quote(wiring.desk(), token_of(req)))


@blueprint.route("member/quote/{link}", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def quote_answered(req: func.HttpRequest) -> func.HttpResponse:
    """The quote is accepted or declined, once; then the page again."""
    from shared.usecases.work.decide_on_quote import accept_quote, decline_quote, read_quote  # noqa: PLC0415 - as above
    from shared.web.work.quote_forms import QuoteAct, QuoteForm, must_be_signed  # noqa: PLC0415 - as above

    desk, link = wiring.desk(), token_of(req)
    quote = await read_quote(desk, link)
    form, body = read_form(req, QuoteForm)
    if form.act is QuoteAct.DECLINE:
        await decline_quote(desk, link, form.words)
        return see_again(req, reader_language(req, quote.language, form), "declined")
    try:
        must_be_signed(form)
    except FieldsInvalid as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return _page(req, quote, form, body, refused)
    await accept_quote(desk, link, form.signature)
    return see_again(req, reader_language(req, quote.language, form), "accepted")


def _page(
    req: func.HttpRequest,
    quote: "OfferedQuote",
    form: "QuoteForm | None" = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> func.HttpResponse:
    """The page; with the form again where it was refused."""
    from shared.web.links.member_pages import Typed  # noqa: PLC0415 - as above
    from shared.web.work.quote_page import quote_page  # noqa: PLC0415 - as above

    typed = Typed(body.fields, refused) if body and refused else None
    language = reader_language(req, quote.language, form)
    return http_response(quote_page(quote, wiring.desk().vendor, language, path_of(req), typed=typed))
