"""News, for the vendor."""

from shared.usecases.news.read_news import NewsView
from shared.web.describing.describe_operation import Auth, Content, Operation, Parameter, Place, json_answer
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE, JSON_BODY, STORED, idempotency_key
from shared.web.kinds import problem_kinds as kinds
from shared.web.tickets.support_bodies import NewsBody

FAMILY = "News"

_EXAMPLE = {
    "title": {"sv": "Planner 9 är här", "en": "Planner 9 is out"},
    "text": {"sv": "Hämta den på sidan.", "en": "Fetch it from the page."},
    "products": ["planner"],
    "dry_run": True,
}

WRITE = Operation(
    id="write_news",
    method="POST",
    path="/api/news",
    family=FAMILY,
    summary="Publish news",
    description=(
        "The news goes to the responsible persons of every member with an active subscription to one of the "
        "products: each person once, with a record. It goes on after an interruption without mailing anybody "
        "twice. With `dry_run` nothing is written, and the answer tells who would get it."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(idempotency_key("one news item", "planner-9"), ACCEPT_LANGUAGE),
    body=Content(NewsBody, _EXAMPLE),
    answers=(
        json_answer(200, "With `dry_run`: who would get it now.", NewsView),
        json_answer(202, "Published; ask for the item to see how far it has come.", NewsView),
    ),
    problems=(*JSON_BODY, kinds.PRODUCT_UNKNOWN, kinds.KEY_REUSED, *STORED),
)

READ = Operation(
    id="news",
    method="GET",
    path="/api/news/{news}",
    family=FAMILY,
    summary="Read a news item",
    description="The item as it stands, with a record for each person.",
    auth=Auth.FUNCTION_KEY,
    parameters=(
        Parameter("news", Place.PATH, "The item's id.", example="k7q2m4xw3bt5nzla", required=True),
        ACCEPT_LANGUAGE,
    ),
    answers=(json_answer(200, "The item as it stands now.", NewsView),),
    problems=(kinds.NEWS_UNKNOWN, *STORED),
)

OPERATIONS = (WRITE, READ)
