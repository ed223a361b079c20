"""News, for the vendor."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from shared.domain.refusals.errors import NewsUnknown, ProductUnknown
from shared.web.api.operation import in_path, json_answer
from shared.web.http.response import Response

with imported_when_used():
    from shared.domain.news import news as items
    from shared.usecases.news import publish_news, read_news

blueprint = Doors("News")

NEWS = in_path("news", "The item's id.", "k7q2m4xw3bt5nzla")


@blueprint.act(
    "POST api/news",
    (
        json_answer(200, "With `dry_run`: who would get it now.", lambda: read_news.NewsView),
        json_answer(
            202, "Published; ask for the item to see how far it has come.", lambda: read_news.NewsView
        ),
    ),
    {
        "title": {"sv": "Planner 9 är här", "en": "Planner 9 is out"},
        "text": {"sv": "Hämta den på sidan.", "en": "Fetch it from the page."},
        "products": ["planner"],
        "dry_run": True,
    },
    parameters=(keyed("one news item", "planner-9"),),
    refuses=(ProductUnknown,),
)
async def write_news(asked: Asked, body: items.NewsBody) -> Response:
    """Publish news.

    The news goes to the responsible persons of every member with an active subscription to one of the
    products: each person once, with a record. It goes on after an interruption without mailing anybody
    twice. With `dry_run` nothing is written, and the answer tells who would get it.
    """
    request = items.NewsRequest(title=body.title, text=body.text, products=body.products)
    view = await publish_news.publish_news(asked.desk, request, asked.key, dry_run=body.dry_run)
    return as_json(view, status=200 if body.dry_run else 202)


@blueprint.view(
    "GET api/news/{news}", "The item as it stands now.", parameters=(NEWS,), refuses=(NewsUnknown,)
)
async def news(asked: Asked) -> read_news.NewsView:
    """Read a news item.

    The item as it stands, with a record for each person.
    """
    return await read_news.read_news(asked.desk, asked.reference("news", NewsUnknown))
