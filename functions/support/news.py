"""News, for the vendor: with the function key."""

import azure.functions as func

from functions.http import answered, json_answer, read_body, reference
from shared import wiring
from shared.domain.news.news import NewsRequest
from shared.domain.values.errors import NewsUnknown
from shared.usecases.news.publish_news import publish_news
from shared.usecases.news.read_news import read_news
from shared.web.tickets.support_bodies import NewsBody

blueprint = func.Blueprint()


@blueprint.route("news", methods=["POST"])
@answered
async def write_news(req: func.HttpRequest) -> func.HttpResponse:
    """News goes to the responsible persons, each once; with ``dry_run``, only who would get it."""
    body = read_body(req, NewsBody)
    request = NewsRequest(title=body.title, text=body.text, products=body.products)
    key = req.headers.get("idempotency-key")
    view = await publish_news(wiring.desk(), request, key, dry_run=body.dry_run)
    return json_answer(view, status=200 if body.dry_run else 202)


@blueprint.route("news/{news}", methods=["GET"])
@answered
async def news(req: func.HttpRequest) -> func.HttpResponse:
    """The item with everybody's record."""
    return json_answer(await read_news(wiring.desk(), reference(req, "news", NewsUnknown)))
