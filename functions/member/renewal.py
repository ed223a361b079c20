"""A link that has expired, whatever it was for: its person is mailed a new one to the ticket."""

import azure.functions as func

from functions.http import http_response
from functions.member.answering import for_member, path_of, reader_language, token_of
from shared import wiring
from shared.usecases.links.follow_link import language_behind
from shared.usecases.status.use_link import renew_link
from shared.web.http.language import DEFAULT

blueprint = func.Blueprint()


@blueprint.route("member/renewal/{link}", methods=["POST"], auth_level=func.AuthLevel.ANONYMOUS)
@for_member
async def renewal(req: func.HttpRequest) -> func.HttpResponse:
    """The same page whether or not a link was mailed."""
    from shared.web.links.member_pages import renewal_page  # noqa: PLC0415 - asked for now and then: no start waits for it

    desk, token = wiring.desk(), token_of(req)
    await renew_link(desk, token)
    language = reader_language(req, await language_behind(desk, token) or DEFAULT)
    return http_response(renewal_page(desk.vendor, language, path_of(req)))
