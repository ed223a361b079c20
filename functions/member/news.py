"""An item of news by its reader's link: read, handed over, ended, asked for again."""

from __future__ import annotations

import azure.functions as func

from functions.doors.doors import Doors
from functions.doors.parts import ANY_BODY, LANGUAGE
from functions.member import pages
from functions.starting import imported_when_used
from shared import wiring
from shared.domain.facts.links import Purpose
from shared.domain.refusals.errors import LinkInvalid, LinkRevoked
from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.domain.refusals.news_errors import NewsLinkExpired
from shared.domain.values.vendor import Language
from shared.web.api import operation
from shared.web.http.field_texts import Code
from shared.web.http.language import DEFAULT, accepted_language
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid

with imported_when_used():
    from shared.usecases.news import open_news, stop_news
    from shared.web.news import news_forms, news_page, way_out_page

blueprint = Doors("Pages for members")

_PAGE = (operation.page(200, "The page, in its reader's language unless another is named."),)
_ONE_CLICK = {"List-Unsubscribe": "`One-Click`: a mail program ends news for its reader (RFC 8058)."}


@blueprint.own(
    "GET api/member/news/{link}",
    _PAGE,
    pages.refused_page,
    parameters=(pages.LINK_IN_PATH, LANGUAGE),
    refuses=(LinkInvalid, NewsLinkExpired, LinkRevoked, TooManyGuesses),
    auth=operation.Auth.ANONYMOUS,
    pages=True,
)
async def news_shown(req: func.HttpRequest) -> Response:
    """Read an item of news.

    The item behind the link in its mail, in either language. Opening it changes nothing.
    """
    desk = wiring.desk()
    item = await open_news.open_news(desk, pages.token_of(req))
    return news_page.news_page(item, desk.vendor, _language(req, item.language), pages.path_of(req))


@blueprint.own(
    "GET api/member/unsubscribe/{link}",
    _PAGE,
    pages.refused_page,
    parameters=(pages.LINK_IN_PATH, LANGUAGE),
    refuses=(LinkInvalid, NewsLinkExpired, TooManyGuesses),
    auth=operation.Auth.ANONYMOUS,
    pages=True,
)
async def news_way_out(req: func.HttpRequest) -> Response:
    """See how to end news.

    For whom the news is, what ending it means, and the button for it; later, the one for getting it again.
    Opening it changes nothing.
    """
    desk = wiring.desk()
    way = await stop_news.read_way_out(desk, pages.token_of(req))
    return way_out_page.way_out_page(way, desk.vendor, _language(req, way.language), pages.path_of(req))


@blueprint.own(
    "POST api/member/unsubscribe/{link}",
    (
        operation.page(200, "To a mail program: done."),
        operation.DeclaredAnswer(
            303, "Done; on to the page as it is now.", headers={"Location": "The page's address."}
        ),
    ),
    pages.refused_page,
    parameters=(pages.LINK_IN_PATH, LANGUAGE),
    refuses=(LinkInvalid, NewsLinkExpired, TooManyGuesses, *ANY_BODY),
    auth=operation.Auth.ANONYMOUS,
    body=operation.Content(
        lambda: news_forms.WayOutForm,
        {"act": "stop"},
        (operation.URLENCODED, operation.PARTS, operation.JSON),
        lenient=True,
        extra=_ONE_CLICK,
    ),
    pages=True,
)
async def news_ended(req: func.HttpRequest) -> Response:
    """End news, or ask for it again.

    `stop`, and the one field that a mail program sends by itself, take effect at once: no more news to the
    address that the link was mailed to, not even of what is on its way. Its seats are marked, and the
    contract contact of its member is told, once. All other mail still goes there. `again` takes it back.
    Repeated, either changes nothing.
    """
    desk, token = wiring.desk(), pages.token_of(req)
    open_news.read_news_link(desk, token, Purpose.UNSUBSCRIBE)  # before anything of the form is told
    form, body = pages.read_form(req, news_forms.WayOutForm)
    field, one_click = news_forms.ONE_CLICK
    if body.fields.get(field) == one_click:
        await stop_news.stop_news(desk, token)
        return await news_way_out(req)
    if form.act is None:
        raise FieldsInvalid([FieldError("act", Code.MISSING)])
    stops = form.act is news_forms.NewsWish.STOP
    await (stop_news.stop_news if stops else stop_news.ask_for_news_again)(desk, token)
    await pages.note_use(req)
    way = await stop_news.read_way_out(desk, token)
    return pages.see_again(req, pages.reader_language(req, way.language or DEFAULT, form), form.act)


def _language(req: func.HttpRequest, reader: Language | None) -> Language:
    """The language named in the address, else the reader's, else the browser's."""
    accepted = accepted_language(req.headers.get("accept-language"))
    return pages.reader_language(req, reader or accepted or DEFAULT)
