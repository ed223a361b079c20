"""A quote's page: read, accepted in writing, or declined."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.member.pages import acted, path_of, read_form, reader_language, see_again, shown, token_of
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.refusals.errors import QuoteExpired, QuoteSettled, QuoteTakenBack, QuoteUnknown
from shared.web.http.bodies import Body
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.http.wished import wants_html

with imported_when_used():
    from shared.usecases.work import decide_on_quote
    from shared.web.links import member_pages
    from shared.web.work import quote_forms, quote_page

blueprint = Doors("Pages for members")


@shown(blueprint, "GET api/member/quote/{link}")
async def quote_shown(req: func.HttpRequest) -> Response:
    """A quote, as its requester reads it.

    What is offered at which price, the estimate and the limit, what accepting means, and until when;
    later what was decided. Opening it changes nothing.
    """
    return _page(req, await decide_on_quote.read_quote(wiring.desk(), token_of(req)))


@acted(
    blueprint,
    "POST api/member/quote/{link}",
    lambda: quote_forms.QuoteForm,
    {"act": "accept", "signature": "Eva Ek", "agreed": "yes"},
    refuses=(QuoteUnknown, QuoteExpired, QuoteTakenBack, QuoteSettled),
)
async def quote_answered(req: func.HttpRequest) -> Response:
    """Accept or decline a quote.

    `accept`, with the name typed and the box ticked, is the written acceptance: minutes can be logged
    from then on, and both sides get a mail. `decline` ends what the quote answered as `declined`.
    Either again changes nothing; the other after it is refused. Both prove the address that the link
    was mailed to.
    """
    desk, link = wiring.desk(), token_of(req)
    quote = await decide_on_quote.read_quote(desk, link)
    form, body = read_form(req, quote_forms.QuoteForm)
    if form.act is quote_forms.QuoteAct.DECLINE:
        await decide_on_quote.decline_quote(desk, link, form.words)
        return see_again(req, reader_language(req, quote.language, form), "declined")
    try:
        quote_forms.must_be_signed(form)
    except FieldsInvalid as refused:
        if not wants_html(req.headers.get("accept")):
            raise
        return _page(req, quote, form, body, refused)
    await decide_on_quote.accept_quote(desk, link, form.signature)
    return see_again(req, reader_language(req, quote.language, form), "accepted")


def _page(
    req: func.HttpRequest,
    quote: decide_on_quote.OfferedQuote,
    form: quote_forms.QuoteForm | None = None,
    body: Body | None = None,
    refused: Exception | None = None,
) -> Response:
    """The page; with the form again where it was refused."""
    typed = member_pages.Typed(body.fields, refused) if body and refused else None
    language = reader_language(req, quote.language, form)
    return quote_page.quote_page(quote, wiring.desk().vendor, language, path_of(req), typed=typed)
