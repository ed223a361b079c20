"""News, for the vendor."""

from __future__ import annotations

from functions.doors.answering import as_json
from functions.doors.asked import Asked
from functions.doors.doors import Doors
from functions.doors.parts import keyed
from functions.starting import imported_when_used
from shared.domain.refusals.errors import AuthorUnknown, MemberUnknown, NewsUnknown, ProductUnknown
from shared.domain.refusals.news_errors import NewsNotSentYet, NewsOnTheWay, NewsSent, NoSuchSeat
from shared.domain.values.vendor import Language
from shared.web.api.operation import Parameter, Where, in_path, json_answer
from shared.web.http.response import Response
from shared.web.http.wished import chosen

with imported_when_used():
    from shared.domain.news import news as items
    from shared.usecases.members import member_views, put_member
    from shared.usecases.news import (
        draft_news,
        past_news,
        pause_news,
        preview_news,
        publish_news,
        read_news,
        stop_news,
    )

blueprint = Doors("News")

NEWS = in_path("news", "The item's id, or the name that its draft was given.", "planner-9")
_MEMBER = in_path("member", "The vendor's own name for the member.", "acme")
_AFTER = Parameter("after", Where.QUERY, "The page after this one: the `next` that it came with.")
_IN_LANGUAGE = Parameter(
    "language", Where.QUERY, "Whose reader's mail to show; left out: Swedish.", one_of=lambda: Language
)
_EXAMPLE = {
    "title": {"sv": "Planner 9 är här", "en": "Planner 9 is out"},
    "text": {"sv": "Hämta den på sidan.", "en": "Fetch it from the page."},
    "products": ["planner"],
}


@blueprint.act(
    "POST api/news",
    (
        json_answer(200, "With `dry_run`: who would get it now.", lambda: read_news.NewsView),
        json_answer(
            202, "Published; ask for the item to see how far it has come.", lambda: read_news.NewsView
        ),
    ),
    {**_EXAMPLE, "dry_run": True},
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


@blueprint.act(
    "PUT api/news/{news}",
    (
        json_answer(200, "The draft was known; this is what it says now.", lambda: read_news.NewsView),
        json_answer(201, "The draft is new.", lambda: read_news.NewsView),
    ),
    _EXAMPLE,
    given={"id": "news"},
    parameters=(NEWS,),
    refuses=(ProductUnknown, NewsOnTheWay),
)
async def write_draft(asked: Asked, body: items.NewsDraft) -> Response:
    """Draft news.

    Nobody gets a draft before it is sent. Until then it can be written anew, as often as you like, under the
    name in the address, which is yours to choose. Writing the same again changes nothing.
    """
    view, new = await draft_news.write_draft(asked.desk, body)
    return as_json(view, status=201 if new else 200)


@blueprint.view(
    "GET api/news/{news}", "The item as it stands now.", parameters=(NEWS,), refuses=(NewsUnknown,)
)
async def news(asked: Asked) -> read_news.NewsView:
    """Read a news item.

    The item as it stands: its words, how many of how many have got it, and a record for each person.
    """
    return await read_news.read_news(asked.desk, _news(asked))


@blueprint.view(
    "GET api/news/{news}/preview",
    "The mail as a reader of this language will see it.",
    parameters=(NEWS, _IN_LANGUAGE),
    refuses=(NewsUnknown,),
    about_nobody="The item's words, as anybody would read them.",
)
async def news_preview(asked: Asked) -> preview_news.NewsPreview:
    """Preview a news item.

    Subject, plain text and HTML of the mail to somebody who is responsible for all of its products. Nothing
    is written or mailed.
    """
    language = chosen("language", asked.query("language"), Language, Language.SWEDISH)
    return await preview_news.preview_news(asked.desk, _news(asked), language)


@blueprint.act(
    "POST api/news/{news}/test",
    "Where the test goes, and in which language.",
    {"author": "anna", "language": "en"},
    status=202,
    parameters=(NEWS, keyed("one test", "test-1")),
    refuses=(NewsUnknown, AuthorUnknown),
)
async def news_test(asked: Asked, body: items.NewsTest) -> preview_news.SentAsTest:
    """Send a news item to yourself as a test.

    One mail, marked as a test, to this supporter's own address; nobody else can get one. The item's audience
    knows nothing of it.
    """
    return await preview_news.mail_as_test(asked.desk, _news(asked), body, asked.key)


@blueprint.view(
    "POST api/news/{news}/send",
    "Published; ask for the item to see how far it has come.",
    status=202,
    parameters=(NEWS,),
    refuses=(NewsUnknown,),
)
async def send_news(asked: Asked) -> read_news.NewsView:
    """Send a draft.

    It goes out as it stands, to whom `POST api/news` would send it. Sent again, it is only shown.
    """
    return await draft_news.send_draft(asked.desk, _news(asked))


@blueprint.view(
    "POST api/news/{news}/pause",
    "The item as it stands now.",
    parameters=(NEWS,),
    refuses=(NewsUnknown, NewsNotSentYet, NewsSent),
)
async def pause(asked: Asked) -> read_news.NewsView:
    """Pause news on its way.

    No further mail is begun; the page of at most a hundred that is being handed over is finished.
    """
    return await pause_news.pause_news(asked.desk, _news(asked))


@blueprint.view(
    "POST api/news/{news}/continue",
    "The item as it stands now.",
    status=202,
    parameters=(NEWS,),
    refuses=(NewsUnknown, NewsNotSentYet),
)
async def go_on(asked: Asked) -> read_news.NewsView:
    """Go on with paused news.

    It goes on where it stood: nobody gets it twice, and nobody is left out.
    """
    return await pause_news.go_on_with_news(asked.desk, _news(asked))


@blueprint.view(
    "GET api/news/{news}/people",
    "At most 100 records; `more` says whether there are others, which `after={next}` shows.",
    parameters=(NEWS, _AFTER),
    refuses=(NewsUnknown,),
)
async def news_people(asked: Asked) -> read_news.PeopleView:
    """List who gets a news item.

    Each person's record: sent when, failed or withdrawn why, and what was reported of it since, as a bounce.
    Those that wait come first; whoever ends while you read may be listed twice, and nobody is missed.
    """
    return await read_news.read_people(asked.desk, _news(asked), asked.query("after") or "")


@blueprint.view(
    "GET api/members/{member}/news",
    "At most 20 items, the newest first; `more` says whether there may be older ones, after `next`.",
    parameters=(_MEMBER, _AFTER),
    refuses=(MemberUnknown,),
)
async def past_news_listed(asked: Asked) -> past_news.PastNews:
    """List a member's past news.

    The items that have gone out about products that the member subscribes to, or once did.
    """
    facts = await put_member.read_member(asked.desk, asked.named("member"))
    return await past_news.past_news(asked.desk, facts, asked.query("after") or "")


@blueprint.act(
    "POST api/members/{member}/news/again",
    "The member as it stands now; its marks follow within moments.",
    {"address": "rune@acme.example.org"},
    status=202,
    parameters=(_MEMBER,),
    refuses=(MemberUnknown, NoSuchSeat),
)
async def news_again(asked: Asked, body: items.NewsAgain) -> member_views.MemberView:
    """Send news to a responsible person again.

    For somebody who has ended news, and tells you so: else the reader alone takes it back, by the link in a
    mail. For who gets news it changes nothing.
    """
    facts = await put_member.read_member(asked.desk, asked.named("member"))
    await stop_news.give_news_again(asked.desk, facts, body)
    return member_views.member_view(facts, asked.now, asked.desk.vendor)


def _news(asked: Asked) -> str:
    """The item in the address."""
    return draft_news.news_named(asked.desk, asked.named("news"))
