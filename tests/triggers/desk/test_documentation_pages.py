"""Documentation at the desk: documents kept, what was asked about them answered, and who has studied."""

from datetime import date

import pytest

from bench.counting import CountingStore
from shared.usecases.desk.desk_documentation import read_desk_documentation
from shared.usecases.desk.desk_studies import read_desk_studies
from shared.usecases.members.put_member import put_member
from tests.examples.member_links import forms_in
from tests.examples.news_examples import member
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, look, send
from tests.triggers.documentation.studying import PLANNER, RUNE, asked, form_of, sent, shelved
from tests.triggers.links.following import send as send_by_member

PAGE = "/desk/documentation"
TYPED = {
    "id": "guide",
    "title_sv": "Guide <ett>",
    "title_en": "Guide <one>",
    "address_sv": "https://docs.example.com/sv",
    "address_en": "https://docs.example.com/en",
    "version": "3",
}


async def act_on(document: str, name: str, **typed: str) -> Answer:
    """Bo fills in the form of this act on this document, and sends it."""
    (fields,) = (
        fields
        for _, fields in forms_in((await look(PAGE, BO)).text)
        if (fields["act"], fields.get("about", "")) == (name, document)
    )
    return await send(PAGE, fields | typed, BO)


async def documents() -> list[str]:
    """The ids on Planner's list, with their versions."""
    return [f"{each['id']} {each['version']}" for each in (await call("GET", PLANNER)).json["documents"]]


@pytest.mark.usefixtures("fake")
async def test_a_product_without_documents_says_so_in_both_languages() -> None:
    for reader, words in ((ANNA, "Produkten har inget dokument"), (BO, "The product has no document")):
        assert words in (await look(PAGE, reader)).text
    assert (await look(f"{PAGE}?product=nothing", BO)).status == 422


async def test_a_document_is_added_changed_and_removed(fake: FakeDesk) -> None:
    await shelved(fake)
    done = await act_on("", "add", **TYPED)
    assert (done.status, done.headers["Location"]) == (303, f"{PAGE}?product=planner&done=add")
    shown = (await look(done.headers["Location"], BO)).text
    for words in ("The document is on the list.", "Guide &lt;one&gt;", "https://docs.example.com/sv"):
        assert words in shown
    assert (await act_on("guide", "change", **TYPED | {"version": "4"})).status == 303
    assert await documents() == ["guide 4", "manual 9.1", "tour 2"]
    assert (await act_on("guide", "remove")).status == 303
    assert await documents() == ["manual 9.1", "tour 2"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id": "Not One"}, "id"),
        ({"id": "manual"}, "id"),
        ({"title_en": ""}, "title_en"),
        ({"address_sv": "http://docs.example.com"}, "address_sv"),
        ({"version": " "}, "version"),
    ],
)
async def test_what_is_refused_comes_back_with_the_error_at_its_field_and_what_was_typed(
    fake: FakeDesk, wrong: dict[str, str], field: str
) -> None:
    await shelved(fake)
    refused = await act_on("", "add", **TYPED | wrong)
    assert (refused.status, f'id="add-{field}-wrong"' in refused.text) == (422, True)
    assert 'value="Guide &lt;ett&gt;"' in refused.text
    assert await documents() == ["manual 9.1", "tour 2"]


async def test_what_is_done_to_a_document_that_is_gone_is_refused_and_said(fake: FakeDesk) -> None:
    await shelved(fake)
    forms = [fields for _, fields in forms_in((await look(PAGE, BO)).text)]
    await act_on("tour", "remove")
    (change,) = (each for each in forms if (each["act"], each.get("about")) == ("change", "tour"))
    refused = await send(PAGE, change | TYPED, BO)
    assert (refused.status, "The document is not on the list" in refused.text) == (404, True)
    assert await documents() == ["manual 9.1"]


async def test_what_was_asked_is_ticked_and_each_who_asked_is_told_once_however_often_it_is_sent(
    fake: FakeDesk,
) -> None:
    page = await sent(fake)
    await asked(fake, page, "manual", "Chapter <3>", "Where are exports?")
    shown = (await look(PAGE, BO)).text
    for words in ("Where are exports?", "Planner, manual, Chapter &lt;3&gt;"):
        assert words in shown
    (question,) = (await read_desk_documentation(fake.desk, "planner")).waiting
    ticked = {"questions1": f"{question.ticket}-{question.turn}", "version": "9.2"}
    forms = [fields for _, fields in forms_in(shown) if fields["act"] == "improve"]
    for _ in range(2):
        assert (await send(PAGE, forms[0] | ticked, BO)).status == 303
        await fake.rest()
    told = [each for each in fake.mailer.delivered if each.to.address == RUNE and "9.2" in each.text]
    assert len(told) == 1
    assert "No question waits." in (await look(PAGE, BO)).text
    material = (await look(f"{PAGE}/material?month=2026-03", BO)).text
    assert ("Where are exports?" in material, "Answered in version 9.2" in material) == (True, True)


async def test_no_question_ticked_is_told_at_the_field(fake: FakeDesk) -> None:
    await asked(fake, await sent(fake), "manual", "3", "Where?")
    refused = await act_on("manual", "improve", version="9.2")
    assert (refused.status, 'id="improve-manual-questions-wrong"' in refused.text) == (422, True)


@pytest.mark.usefixtures("fake")
async def test_a_month_without_material_says_so_and_a_wrong_month_is_a_kind_page() -> None:
    assert "Nothing is kept of that month." in (await look(f"{PAGE}/material", BO)).text
    assert "Sparat till dokumentationen mars\xa02026" in (await look(f"{PAGE}/material", ANNA)).text
    assert (await look(f"{PAGE}/material?month=March", BO)).status == 422


async def test_who_has_studied_is_told_by_person(fake: FakeDesk) -> None:
    page = await sent(fake)
    await send_by_member(page, await form_of(page, "studied", "manual"))
    shown = (await look(f"{PAGE}/studied?product=planner", BO)).text
    for words in (RUNE, "1 of 2 documents", "Who has read the documents of Planner"):
        assert words in shown
    assert "1 av 2 dokument" in (await look(f"{PAGE}/studied", ANNA)).text
    rows = (await call("GET", "/api/audit")).json["entries"]
    assert any("address" in each["about"] for each in rows if each["what"] == "desk_studied")


async def test_who_had_studied_before_there_was_a_newer_document_has_not_studied_all_since(
    fake: FakeDesk,
) -> None:
    await shelved(fake)
    bolt = member("bolt", ("planner", "bea@bolt.example.org"))
    (seat,) = bolt.seats
    await put_member(fake.desk, bolt.but(seats=(seat.but(studied=date(2026, 2, 13)),)))
    shown = (await look(f"{PAGE}/studied?product=planner", BO)).text
    assert ("bea@bolt.example.org" in shown, "all since" in shown) == (True, False)


async def test_who_has_studied_is_read_25_members_at_a_time_in_few_requests(fake: FakeDesk) -> None:
    for number in range(25):
        name = f"no{number}"
        await put_member(fake.desk, member(name, ("planner", f"rune@{name}.example.org")))
    fake.wrapped_store = counting = CountingStore(fake.store)
    first = await read_desk_studies(fake.desk, "planner")
    assert (len(first.people), counting.counts.requests < 60) == (25, True)
    rest = await read_desk_studies(fake.desk, "planner", first.next)
    assert (len(rest.people), rest.next) == (1, "")


async def test_the_owner_reads_documents_and_changes_nothing(fake: FakeDesk) -> None:
    await shelved(fake)
    assert '<form method="post"' not in (await look(PAGE, OLGA)).text
    typed = TYPED | {"act": "add", "token": "x", "product": "planner"}
    assert (await send(PAGE, typed, OLGA)).status == 403
    assert await documents() == ["manual 9.1", "tour 2"]


async def test_a_browser_keeps_nothing_that_was_typed_of_a_document_for_that_of_another_product(
    fake: FakeDesk,
) -> None:
    await shelved(fake)
    shown = (await look(PAGE, BO)).text
    assert ('id="act-change-manual"' in shown, "data-draft" in shown) == (True, False)
