"""News at the desk: the list of items, one of them, and what their forms send."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form, typed_form
from functions.starting import imported_when_used
from shared.domain.refusals import errors, news_errors
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.identity import is_digest
from shared.web.api.operation import URLENCODED, Content, Parameter, Where, in_path
from shared.web.http.bodies import Body
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.desk import desk_news
    from shared.usecases.news import draft_news, pause_news, preview_news
    from shared.web.desk import forms
    from shared.web.desk.news import desk_news_page, news_forms

blueprint = DeskDoors("Pages for supporters")

NEWS = in_path("news", "The item's id.", "k3f7q2mz5abcdwxy")
_AFTER = Parameter("after", Where.QUERY, "The page after this one: as its link to the next page says.")
_DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="send")
_EXTRA = {
    "title_sv": "And whatever else the item has: what is written in both languages has a field for each.",
    "products1": "A field of this form for each product that was chosen.",
}


@blueprint.page("GET desk/news", "The page.", (_AFTER,))
async def desk_news_list(asked: DeskAsked) -> Response:
    """All news.

    Drafts, and what has been sent off, the newest first, 20 at a time: where each stands; and a form for a
    new one.
    """
    return await _list(asked)


@blueprint.form(
    "POST desk/news",
    Content(
        lambda: news_forms.NewsListForm,
        {"act": "draft", "token": ""},
        (URLENCODED,),
        lenient=True,
        extra=_EXTRA,
    ),
    refuses=(*FORM_REFUSES, errors.ProductUnknown, news_errors.NewsOnTheWay),
)
async def desk_news_draft(asked: DeskAsked) -> Response:
    """Draft an item of news.

    The form's token names it: sent twice, it is one draft. Its page follows, where it can be sent.
    """
    asked.person.acting  # noqa: B018 - whoever answers nobody is refused

    async def carry_out(sent: Sent[news_forms.NewsListForm]) -> Onward:
        view, _ = await draft_news.write_draft(asked.desk, news_forms.drafted_in(sent.body, sent.key))
        return Onward(f"{desk_news_page.NEWS_PATH}/{view.id}")

    async def again(body: Body, refused: Refused) -> Response:
        return await _list(asked, (body, refused))

    return await take_form(asked, news_forms.NewsListForm, carry_out, again)


@blueprint.page("GET desk/news/{news}", "The page.", (NEWS, _AFTER, _DONE), (errors.NewsUnknown,))
async def desk_news_item(asked: DeskAsked) -> Response:
    """An item of news.

    The mail in both languages; of a draft how many would get it, and of what was sent off how many of how
    many have, and a record for each person, 100 at a time; and a form for each act that is possible now.
    """
    return await _item(asked, asked.query("done"))


@blueprint.form(
    "POST desk/news/{news}",
    Content(
        lambda: news_forms.NewsForm, {"act": "pause", "token": ""}, (URLENCODED,), lenient=True, extra=_EXTRA
    ),
    (NEWS,),
    refuses=(
        *FORM_REFUSES,
        errors.NewsUnknown,
        errors.ProductUnknown,
        errors.AuthorUnknown,
        news_errors.NewsOnTheWay,
        news_errors.NewsChanged,
        news_errors.NewsNotSentYet,
        news_errors.NewsSent,
    ),
)
async def desk_news_act(asked: DeskAsked) -> Response:
    """Change a draft, test or send it, pause it on its way, or let it go on.

    A draft is changed, and goes, as it was read: where somebody has changed it since, nothing is done, and
    the page shows what it says now. Sent twice, it is one item.
    """
    author = asked.person.acting.id

    async def carry_out(sent: Sent[news_forms.NewsForm]) -> None:
        await _act(asked, sent, author)

    async def again(body: Body, refused: Refused) -> Response:
        return await _item(asked, typed=(body, refused))

    return await take_form(asked, news_forms.NewsForm, carry_out, again)


async def _act(asked: DeskAsked, sent: Sent[news_forms.NewsForm], author: str) -> None:
    desk, news, acts = asked.desk, _news(asked), news_forms.NewsAct
    match sent.form.act:
        case acts.CHANGE:
            await draft_news.write_draft(desk, news_forms.drafted_in(sent.body, news), sent.form.about)
        case acts.TEST:
            given = news_forms.test_in(sent.body, author)
            await preview_news.mail_as_test(desk, news, given, sent.key)
        case acts.SEND:
            await draft_news.send_draft(desk, news, sent.form.about or "unread")
        case acts.PAUSE:
            await pause_news.pause_news(desk, news)
        case acts.CONTINUE:
            await pause_news.go_on_with_news(desk, news)


async def _list(asked: DeskAsked, typed: tuple[Body, Refused] | None = None) -> Response:
    after = asked.query("after")
    found = await desk_news.read_desk_news(asked.desk, after)
    beside = forms.FormsBeside(new_token(asked), typed=typed_form(*typed) if typed else None)
    return desk_news_page.news_list_page(found, after, asked.reading, beside)


async def _item(asked: DeskAsked, done: str = "", typed: tuple[Body, Refused] | None = None) -> Response:
    shown = await desk_news.read_news_item(asked.desk, _news(asked), asked.query("after"))
    again = typed_form(*typed) if typed else None
    beside = forms.FormsBeside(new_token(asked), done, again)
    return desk_news_page.news_item_page(shown, asked.reading, beside)


def _news(asked: DeskAsked) -> str:
    return asked.named("news", errors.NewsUnknown, is_digest)
