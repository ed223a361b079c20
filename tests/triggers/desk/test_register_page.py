"""The register of errors at the desk: listed by product and state, and an error entered in both languages."""

import pytest

from bench.counting import CountingStore
from shared.domain.register.keeping import EntryBody
from shared.usecases.desk.desk_register import read_desk_register
from shared.usecases.register.enter_error import enter_error
from tests.architecture.test_storage_budget import FarStore
from tests.examples.member_links import form_for
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look, send
from tests.triggers.register.registering import ENTRY, entered, moved, read, tied
from tests.triggers.tickets import opened

PAGE = "/desk/register"
TYPED = {
    "product": "ledger",
    "kind": "adaptation",
    "title_sv": "Bilagor saknas <här>",
    "title_en": "Attachments <are> missing",
    "text_sv": "De syns inte.",
    "text_en": "They do not show.",
    "versions": "9.0, 9.1",
}


@pytest.mark.usefixtures("fake")
async def test_an_empty_register_says_so_in_both_languages() -> None:
    for reader, words in ((ANNA, "Här finns inget fel."), (BO, "There is no error here.")):
        assert words in (await look(PAGE, reader)).text


async def test_an_error_is_listed_with_its_state_and_how_many_reported_it(fake: FakeDesk) -> None:
    entry = await entered()
    for message in ("It is empty.", "It is empty again."):
        await tied(fake, entry, await opened(fake, message=message))
    await moved(fake, entry, "confirmed")
    shown = (await look(PAGE, BO)).text
    for words in ("The calendar stays empty", "Confirmed", "2 tickets, 1 person", f'href="{PAGE}/{entry}"'):
        assert words in shown
    shown = (await look(PAGE, ANNA)).text
    for words in ("Kalendern blir tom", "Bekräftat", "2 ärenden, 1 person"):
        assert words in shown


async def test_the_list_is_read_by_product_and_state_and_25_at_a_time(fake: FakeDesk) -> None:
    names = [await entered(versions=[str(number)]) for number in range(27)]
    await entered(product="ledger", title={"sv": "Bara ledger", "en": "Ledger alone"})
    await moved(fake, names[0], "confirmed")
    first = (await look(f"{PAGE}?product=planner", BO)).text
    assert (first.count('class="code"'), "Ledger alone" in first) == (25, False)
    assert f"{PAGE}?product=planner&amp;after=E-3" in first
    last = (await look(f"{PAGE}?product=planner&after=E-3", BO)).text
    assert (last.count('class="code"'), "To the beginning" in last) == (2, True)
    confirmed = (await look(f"{PAGE}?product=planner&state=confirmed", BO)).text
    assert (confirmed.count('class="code"'), '<span class="code">E-1</span>' in confirmed) == (1, True)


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("query", ["state=broken", "after=7", "product=nothing"])
async def test_a_list_that_cannot_be_is_a_kind_page(query: str) -> None:
    answer = await look(f"{PAGE}?{query}", BO)
    assert (answer.status, "To the tickets" in answer.text) == (422, True)


async def test_an_error_is_entered_in_the_name_of_whoever_has_signed_in(fake: FakeDesk) -> None:
    page = await look(PAGE, BO)
    assert "Enter an error" in page.text
    first = await act(PAGE, "enter", BO, **TYPED)
    assert (first.status, first.headers["Location"]) == (303, f"{PAGE}/E-1?done=enter")
    shown = (await look(first.headers["Location"], BO)).text
    for words in ("The error is entered.", "E-1: Attachments &lt;are&gt; missing", "9.0, 9.1", "Ledger"):
        assert words in shown
    entry = await read("E-1")
    assert (entry["kind"], entry["workaround"], entry["steps"][0]["author"]) == ("adaptation", None, "bo")
    del fake


async def test_one_form_sent_twice_is_one_error(fake: FakeDesk) -> None:
    fields = form_for((await look(PAGE, BO)).text, "enter") | TYPED
    answers = [await send(PAGE, fields, BO) for _ in range(2)]
    assert [each.headers["Location"] for each in answers] == [f"{PAGE}/E-1?done=enter"] * 2
    assert (await call("GET", "/api/register")).json["entries"][1:] == []
    del fake


@pytest.mark.usefixtures("fake")
async def test_what_lacks_words_in_one_language_comes_back_with_the_field_and_what_was_typed() -> None:
    typed = TYPED | {"title_en": "", "workaround_sv": "Starta om.", "text_sv": "å" * 4001}
    refused = await act(PAGE, "enter", BO, **typed)
    assert refused.status == 422
    for name, words in (
        ("title_en", "Fill in this field."),
        ("workaround_en", "Fill in this field."),
        ("text_sv", "Shorten this to 4000 characters or fewer."),
    ):
        assert f'<span class="wrong" id="enter-{name}-wrong">{words}</span>' in refused.text
    assert 'value="Bilagor saknas &lt;här&gt;"' in refused.text
    assert '<option value="ledger" selected>' in refused.text
    assert "There is no error here." in refused.text


@pytest.mark.usefixtures("fake")
async def test_the_owner_reads_the_register_and_enters_nothing() -> None:
    page = await look(PAGE, OLGA)
    assert (page.status, '<form method="post"' in page.text) == (200, False)
    answer = await send(PAGE, TYPED | {"act": "enter", "token": "x"}, OLGA)
    assert answer.status == 403
    assert (await call("GET", "/api/register")).json["entries"] == []


async def test_a_page_asks_once_for_the_register_and_once_for_each_error_on_it() -> None:
    fake = FakeDesk(store=FarStore())
    for number in range(30):
        await enter_error(fake.desk, EntryBody.model_validate(ENTRY | {"versions": [str(number)]}))
    fake.wrapped_store = counting = CountingStore(fake.store)
    page = await read_desk_register(fake.desk)
    assert (len(page.rows), counting.counts.requests, counting.counts.in_turn) == (25, 26, 2)


@pytest.mark.usefixtures("fake")
async def test_a_browser_does_not_fill_the_form_in_again_with_what_has_been_taken() -> None:
    shown = (await look(PAGE, BO)).text
    assert ('id="act-enter"' in shown, "data-draft" in shown) == (True, False)
