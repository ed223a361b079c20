"""News at the desk: drafted, read as its mail, tested, sent once, paused, and told who got it."""

from datetime import timedelta
from html import unescape

import pytest

from bench.counting import CountingStore
from shared.usecases.desk.desk_news import read_desk_news
from shared.usecases.members.put_member import put_member
from tests.architecture.test_storage_budget import FarStore
from tests.examples.member_links import form_for, forms_in
from tests.examples.news_examples import member
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look, send

PAGE = "/desk/news"
TYPED = {
    "products1": "planner",
    "title_sv": "Planner talar <med> Outlook",
    "title_en": "Planner speaks <with> Outlook",
    "text_sv": "Möten syns nu.",
    "text_en": "Meetings now show.",
}
NEWS = {
    "title": {"sv": "Annat", "en": "Other news"},
    "text": {"sv": "Text.", "en": "Words."},
    "products": ["ledger"],
}


async def drafted(**typed: str) -> str:
    """The page of a new draft."""
    done = await act(PAGE, "draft", BO, **TYPED | typed)
    assert done.status == 303, done.text
    return done.headers["Location"].partition("?")[0]


async def acts_on(page: str) -> list[str]:
    """The acts that the page has forms for."""
    return [fields["act"] for _, fields in forms_in((await look(page, BO)).text)]


async def with_readers(fake: FakeDesk) -> None:
    """Two members whose responsible persons get news of Planner, and a third who has another product."""
    for name, product in (("acme", "planner"), ("bolt", "planner"), ("core", "ledger")):
        await put_member(fake.desk, member(name, (product, f"rune@{name}.example.org")))
    await fake.rest()


def mailed(fake: FakeDesk, title: str = "Planner talar") -> list[str]:
    """To whom the item has gone, by address."""
    return sorted(each.to.address for each in fake.mailer.delivered if title in each.subject)


@pytest.mark.usefixtures("fake")
async def test_without_news_the_page_says_so_in_both_languages() -> None:
    for reader, words in ((ANNA, "Ingen nyhet är skriven än."), (BO, "No news has been written yet.")):
        assert words in (await look(PAGE, reader)).text


async def test_a_draft_is_shown_as_its_mail_in_both_languages_with_how_many_would_get_it(
    fake: FakeDesk,
) -> None:
    await with_readers(fake)
    page = await drafted()
    shown = (await look(f"{page}?done=draft", BO)).text
    for words in (
        "The draft is saved.",
        "Planner speaks &lt;with&gt; Outlook",
        "Möten syns nu.",
        "Meetings now show.",
        "2 people get an email each",
    ):
        assert words in shown
    assert "2 personer får var sitt mejl" in (await look(page, ANNA)).text
    assert await acts_on(page) == ["test", "change", "send"]
    assert (mailed(fake), "Draft" in (await look(PAGE, BO)).text) == ([], True)


async def test_one_form_sent_twice_is_one_draft(fake: FakeDesk) -> None:
    fields = form_for((await look(PAGE, BO)).text, "draft") | TYPED
    first, second = [await send(PAGE, fields, BO) for _ in range(2)]
    assert first.headers == second.headers
    assert len((await read_desk_news(fake.desk)).drafts) == 1


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title_en": ""}, "title_en"), ({"text_sv": " "}, "text_sv"), ({"products1": ""}, "products")],
)
async def test_what_is_refused_comes_back_with_the_error_at_its_field_and_what_was_typed(
    wrong: dict[str, str], field: str
) -> None:
    refused = await act(PAGE, "draft", BO, **TYPED | wrong)
    assert (refused.status, f'id="draft-{field}-wrong"' in refused.text) == (422, True)
    assert 'value="Planner talar &lt;med&gt; Outlook"' in refused.text
    assert ('value="planner" checked' in refused.text) is (field != "products")
    assert "No news has been written yet." in refused.text


async def test_a_draft_is_changed_and_goes_as_it_was_read(fake: FakeDesk) -> None:
    await with_readers(fake)
    page = await drafted()
    read = form_for((await look(page, BO)).text, "send")
    assert (await act(page, "change", ANNA, **TYPED | {"title_sv": "Planner talar igen"})).status == 303
    refused = await send(page, read, BO)
    await fake.rest()
    assert (refused.status, "has changed since you read it" in refused.text) == (409, True)
    assert "Planner talar igen" in refused.text
    assert 'value="planner" checked' in refused.text
    assert mailed(fake) == []
    assert (await act(page, "send", BO)).status == 303
    await fake.rest()
    assert len(mailed(fake, "Planner talar igen")) == 2


async def test_drafts_stand_with_the_one_that_was_written_last_first(fake: FakeDesk) -> None:
    for each in range(5):
        await drafted(title_en=f"Draft {each}")
        await fake.advance(timedelta(minutes=1))
    drafts = (await read_desk_news(fake.desk)).drafts
    assert [each.title.en for each in drafts] == [f"Draft {each}" for each in (4, 3, 2, 1, 0)]


@pytest.mark.usefixtures("fake")
async def test_of_two_who_change_a_draft_the_second_is_shown_that_it_has_changed_and_loses_no_words() -> None:
    page = await drafted()
    read = form_for((await look(page, BO)).text, "change")
    await act(page, "change", ANNA, **TYPED | {"title_sv": "Annas ord"})
    mine = TYPED | {"title_sv": "Bos ord"}
    refused = await send(page, read | mine, BO)
    for words in ("has changed since you read it", "Annas ord", 'value="Bos ord"'):
        assert words in refused.text
    for _ in range(2):
        assert (await send(page, form_for(refused.text, "change") | mine, BO)).status == 303
    assert "Bos ord" in (await look(page, BO)).text


async def test_sent_twice_it_goes_once_to_each_and_the_page_says_who_has_got_it(fake: FakeDesk) -> None:
    await with_readers(fake)
    page = await drafted()
    form = form_for((await look(page, BO)).text, "send")
    for _ in range(2):
        assert (await send(page, form, BO)).headers["Location"] == f"{page}?done=send"
        await fake.rest()
    assert mailed(fake) == ["rune@acme.example.org", "rune@bolt.example.org"]
    shown = (await look(page, BO)).text
    for words in ("2 of 2 have got the email.", "rune@acme.example.org", "Sent"):
        assert words in shown
    assert "2 av 2 har fått mejlet." in (await look(page, ANNA)).text
    assert await acts_on(page) == []
    listed = (await look(PAGE, BO)).text
    assert ("Draft" in listed, f'href="{page}"' in listed) == (False, True)


async def test_a_test_goes_to_its_sender_alone_once_and_in_the_language_that_was_chosen(
    fake: FakeDesk,
) -> None:
    await with_readers(fake)
    page = await drafted()
    form = form_for((await look(page, BO)).text, "test") | {"language": "sv"}
    for _ in range(2):
        assert (await send(page, form, BO)).status == 303
        await fake.rest()
    assert mailed(fake) == ["bo@example.com"]


async def test_an_item_on_its_way_is_paused_and_goes_on(fake: FakeDesk) -> None:
    await with_readers(fake)
    page = await drafted()
    await act(page, "send", BO)
    assert await acts_on(page) == ["pause"]
    assert (await act(page, "pause", BO)).status == 303
    await fake.rest()
    assert (mailed(fake), await acts_on(page)) == ([], ["continue"])
    assert "Pausad" in (await look(page, ANNA)).text
    assert (await act(page, "continue", BO)).status == 303
    await fake.rest()
    assert len(mailed(fake)) == 2


async def test_what_cannot_be_done_any_more_is_refused_with_the_page_as_it_stands(fake: FakeDesk) -> None:
    await with_readers(fake)
    page = await drafted()
    forms = {fields["act"]: fields for _, fields in forms_in((await look(page, BO)).text)}
    early = await send(page, forms["test"] | {"act": "pause"}, BO)
    assert (early.status, "The news item is a draft" in early.text) == (409, True)
    await send(page, forms["send"], BO)
    await fake.rest()
    changed = {name: unescape(each) for name, each in forms["change"].items()} | TYPED | {"title_en": "New"}
    assert (await send(page, changed, BO)).status == 409
    assert (await send(page, forms["test"] | {"act": "pause"}, BO)).status == 409


@pytest.mark.usefixtures("fake")
async def test_an_item_that_is_not_there_is_a_kind_page() -> None:
    for name in ("a" * 16, "planner-9"):
        assert (await look(f"{PAGE}/{name}", BO)).status == 404


async def test_the_owner_reads_news_and_sends_nothing(fake: FakeDesk) -> None:
    await with_readers(fake)
    page = await drafted()
    assert '<form method="post"' not in (await look(page, OLGA)).text
    assert (await send(page, {"act": "send", "token": "x"}, OLGA)).status == 403
    assert (await send(PAGE, TYPED | {"act": "draft", "token": "x"}, OLGA)).status == 403
    await fake.rest()
    assert (mailed(fake), len((await read_desk_news(fake.desk)).drafts)) == ([], 1)


async def test_what_programs_have_drafted_and_sent_is_listed_too_20_at_a_time(fake: FakeDesk) -> None:
    await call("PUT", "/api/news/planner-9", NEWS)
    for number in range(21):
        other = NEWS | {"title": {"sv": f"Nr {number}", "en": f"No {number}"}}
        assert (await call("POST", "/api/news", other)).status == 202
        fake.clock.instant += timedelta(minutes=1)
    await fake.rest()
    first = await read_desk_news(fake.desk)
    assert ([each.title.en for each in first.drafts], len(first.published)) == (["Other news"], 20)
    assert first.published[0].title.en == "No 20"
    assert "Show older" in (await look(PAGE, BO)).text
    rest = await read_desk_news(fake.desk, first.next)
    assert ([each.title.en for each in rest.published], rest.drafts, rest.next) == (["No 0"], [], "")


async def test_the_list_asks_once_a_product_once_for_drafts_and_once_an_item() -> None:
    fake = FakeDesk(store=FarStore())
    fake.wrapped_store = counting = CountingStore(fake.store)
    await read_desk_news(fake.desk)
    assert (counting.counts.requests, counting.counts.in_turn) == (3, 1)


async def test_who_gets_an_item_stands_in_the_audit_list(fake: FakeDesk) -> None:
    await with_readers(fake)
    page = await drafted()
    await act(page, "send", BO)
    await fake.rest()
    await look(page, BO)
    rows = (await call("GET", "/api/audit")).json["entries"]
    shown = [each["about"] for each in rows if each["what"] == "desk_news_item"]
    assert [len(each["address"]) for each in shown if "address" in each] == [2]


@pytest.mark.usefixtures("fake")
async def test_a_browser_does_not_fill_the_form_in_again_with_what_has_been_taken() -> None:
    shown = (await look(PAGE, BO)).text
    assert ('id="act-draft"' in shown, "data-draft" in shown) == (True, False)
