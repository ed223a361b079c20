"""A ticket's page shows all that a supporter needs to answer, and its forms do what the API's acts do."""

import re
from typing import Any

import pytest

from shared.domain.values.intake import Kind
from tests.examples.member_links import form_for, forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, SENDS, act, look, send
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.tickets import answered, opened

UNKNOWN = "/desk/tickets/aaaaaaaaaaaaaaaa"


async def at_the_desk(fake: FakeDesk, **asked: str) -> str:
    """The page of a new ticket."""
    return (await opened(fake, **asked)).replace("/api/", "/desk/")


async def stored(page: str) -> Any:  # noqa: ANN401 - JSON is anything
    return (await call("GET", page.replace("/desk/", "/api/"))).json


async def test_the_page_has_the_conversation_in_order_the_clocks_sum_the_member_and_who_gets_the_answer(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake, name="Eva Ek", subject="Printing <stops>")
    await act(page, "note", text="Seen <before>.")
    shown = (await look(page, BO)).text
    assert shown.index("The calendar stays empty.") < shown.index("Seen &lt;before&gt;.")
    for words in ("Printing &lt;stops&gt;", "How it is worked out", "Policy: version contract", "Acme"):
        assert words in shown
    assert f"The answer goes to Eva Ek &lt;{EVA}&gt;." in shown
    assert "A copy of the answer goes to Rune &lt;rune@acme.example.org&gt;" in shown


async def test_an_answer_from_the_page_is_mailed_with_its_copy_and_recorded_as_by_sign_in(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    done = await act(page, "answer", text="Press Save first.", author="bo")
    assert (done.status, done.headers["Location"]) == (303, f"{page}?done=answer")
    await fake.rest()
    (mail,) = [each for each in fake.mailer.delivered if "Press Save first." in each.text]
    assert (mail.to.address, [each.address for each in mail.cc]) == (EVA, ["rune@acme.example.org"])
    (entry,) = (await stored(page))["entries"]
    assert (entry["author"], entry["by"]) == ("anna", "sign_in")
    shown = (await look(done.headers["Location"])).text
    assert "Svaret är på väg." in shown
    assert "Skickat till" in shown


async def test_what_happened_is_told_in_words_with_who_did_it(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await act(page, "answer", text="Press Save first.")
    for reader, words in ((ANNA, "Ett svar skrevs (Anna)"), (BO, "An answer was written (Anna)")):
        _, _, steps = (await look(page, reader)).text.partition('<ol class="events">')
        told, _, _ = steps.partition("</ol>")
        assert (words in told, "_" in told) == (True, False)


async def test_a_form_that_is_sent_twice_is_one_act(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page)).text, "note") | {"text": "Once."}
    assert [(await send(page, form)).status for _ in range(2)] == [303, 303]
    assert len((await stored(page))["notes"]) == 1


async def test_what_is_refused_comes_back_at_its_field_with_what_was_typed(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    answer = await act(page, "answer", BO, text=" ", promised="2026-03-05")
    assert answer.status == 422
    assert 'aria-describedby="answer-text-wrong"' in answer.text
    assert 'value="2026-03-05"' in answer.text
    refused = await act(page, "answer", BO, text="Later <more>.", promised="2020-01-01")
    assert refused.status == 422
    assert "Later &lt;more&gt;." in refused.text
    assert 'role="alert"' in refused.text
    assert (await stored(page))["entries"] == []


@pytest.mark.parametrize(
    ("changed", "more"),
    [
        ({"token": ""}, {}),
        ({"token": "x" * 99}, {}),
        ({}, {"Origin": "https://evil.example.org"}),
        ({}, {"Sec-Fetch-Site": "cross-site"}),
    ],
)
async def test_a_form_that_is_not_ours_does_nothing(
    fake: FakeDesk, changed: dict[str, str], more: dict[str, str]
) -> None:
    page = await at_the_desk(fake)
    form = form_for((await look(page)).text, "note") | {"text": "Forged."}
    before = fake.store.everything()
    assert (await send(page, form | changed, more=more)).status == 403
    assert fake.store.everything() == before


async def test_a_token_of_another_person_or_page_does_nothing_and_what_was_typed_comes_back(
    fake: FakeDesk,
) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    form = form_for((await look(page)).text, "note") | {"text": "Kept in the form."}
    for address, person in ((page, BO), (other, ANNA)):
        answer = await send(address, form, person)
        assert (answer.status, "Kept in the form." in answer.text) == (403, True)
        assert (await stored(address))["notes"] == []


async def test_an_owner_who_is_no_supporter_reads_the_page_and_does_nothing(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert forms_in((await look(page, OLGA)).text) == []
    form = form_for((await look(page)).text, "note") | {"text": "Mine."}
    assert (await send(page, form, OLGA)).status == 403


async def acts_on(page: str) -> list[str]:
    """The acts of the page's forms, from top to bottom."""
    return [fields["act"] for _, fields in forms_in((await look(page)).text) if "act" in fields]


async def test_what_waits_at_the_gate_is_answered_and_called_about_only_once_it_has_been_taken(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake, email=STRANGER)
    first = await acts_on(page)
    assert (first[0], {"answer", "call"}.isdisjoint(first)) == ("take", True)
    await act(page, "take", about="m1", reason="They renew.")
    then = await acts_on(page)
    assert (then[0], "call" in then, "take" in then) == ("answer", True, False)


async def test_a_gated_turn_is_taken_given_away_noted_called_about_and_closed_from_the_page(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake, email=STRANGER)
    steps = (
        ("take", {"about": "m1", "reason": "They renew."}),
        ("owner", {"owner": "bo"}),
        ("call", {"contact": "call", "note": "Told her.", "at": "2026-03-02T10:00"}),
        ("close", {"reason": "Done."}),
    )
    for name, typed in steps:
        done = await act(page, name, ANNA, **typed)
        assert (name, done.status) == (name, 303)
        await fake.rest()
    ticket = await stored(page)
    assert (ticket["owner"], ticket["closed"] is not None) == ("bo", True)
    (called,) = ticket["entries"]
    assert (called["how"], called["text"], called["at"]) == ("contact", "Told her.", "2026-03-02T09:00:00Z")


async def test_a_conference_is_offered_and_recorded_as_held_from_the_page(fake: FakeDesk) -> None:
    page = await at_the_desk(fake, kind=Kind.CONFERENCE)
    slots = {"start1": "2026-03-03T10:00", "start2": "2026-03-03T11:00", "way": "telephone", "place": "0123"}
    assert (await act(page, "offer", ANNA, **slots)).status == 303
    assert (await act(page, "held", note="We met.")).status == 303
    clocks = {each["kind"]: each["state"] for each in (await stored(page))["clocks"]}
    assert clocks["conference"] == "met"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"way": "telephone", "place": "0123"}, "start1"),
        ({"start1": "soon", "way": "telephone", "place": "0123"}, "start1"),
        ({"start1": "2026-03-03T10:00", "start2": "later", "way": "telephone", "place": "0123"}, "start2"),
        ({"start1": "2026-03-03T10:00", "way": "teams", "place": "0123"}, "place"),
        ({"start1": "2026-03-03T10:00", "way": "telephone", "place": ""}, "place"),
    ],
)
async def test_what_is_wrong_with_a_slot_is_told_at_its_field(
    fake: FakeDesk, typed: dict[str, str], field: str
) -> None:
    page = await at_the_desk(fake, kind=Kind.CONFERENCE)
    answer = await act(page, "offer", ANNA, **typed)
    assert (answer.status, f'id="offer-{field}-wrong"' in answer.text) == (422, True)


async def test_two_conferences_of_a_ticket_have_forms_that_tell_which_is_meant(fake: FakeDesk) -> None:
    page = await at_the_desk(fake, kind=Kind.CONFERENCE, subject="Macros")
    again = {"message": "And one on charts.", "kind": "conference"}
    await call("POST", page.replace("/desk/", "/api/") + "/messages", again)
    text = (await look(page, BO)).text
    names = re.findall(r' id="([^"]+)"', text)
    assert [each for each in names if names.count(each) > 1] == []
    first, second = (fields for _, fields in forms_in(text) if fields["act"] == "offer")
    assert [
        len(re.findall(f"<summary>The conference was held .*{each}", text)) for each in ("Macros", "charts")
    ] == [1, 1]
    refused = await send(page, second | {"place": "0123", "way": "telephone"}, BO)
    assert refused.text.count('value="0123"') == 1
    assert 'id="offer-m2-start1-wrong"' in refused.text
    assert first["about"] == "m1"


async def test_a_quote_a_split_and_a_mistake_are_made_from_the_page(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await call("POST", f"{page.replace('/desk/', '/api/')}/messages", {"message": "And another thing."})
    assert (await act(page, "end", about="m1", reason="A thank-you.")).status == 303
    (ended,) = (await stored(page))["entries"]
    assert (await act(page, "withdraw", about=ended["id"], reason="It was not.")).status == 303
    assert (await act(page, "split", about="m2")).status == 303
    assert (await act(page, "quote", text="A report is new.", estimate_minutes="90")).status == 303
    await fake.rest()
    split = next(each["split_into"] for each in (await stored(page))["turns"] if each["split_into"])
    way = f'Fortsätter i ett eget ärende: <a href="/desk/tickets/{split}">{split[:4]}-{split[4:8]}</a>'
    assert way in (await look(page)).text


async def test_the_deadline_that_runs_stands_before_those_that_are_over(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await act(page, "answer", text="Press Save first.")
    await call("POST", page.replace("/desk/", "/api/") + "/messages", {"message": "It does not help."})
    shown = (await look(page, BO)).text
    assert shown.index("</strong>: running") < shown.index("</strong>: met")


async def test_an_answered_error_is_tied_to_the_register_by_a_number_that_there_is(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await answered(fake, page.replace("/desk/", "/api/"))
    assert (await act(page, "tie", about="E-7")).status == 404


@pytest.mark.usefixtures("fake")
async def test_a_ticket_that_there_is_not_is_told_on_a_page() -> None:
    for address in (UNKNOWN, "/desk/tickets/what"):
        answer = await look(address)
        assert (answer.status, "</html>" in answer.text) == (404, True)


@pytest.mark.parametrize("changed", [{"about": ["m1"]}, {"about": {"turn": "m1"}}, {"act": ["end"]}])
async def test_what_is_no_field_of_a_form_is_refused_on_the_page(
    fake: FakeDesk, changed: dict[str, Any]
) -> None:
    page = await at_the_desk(fake)
    form = {**form_for((await look(page, BO)).text, "end"), "about": "m1", "reason": "Known.", **changed}
    refused = await call("POST", page, form, {**BROWSER, **SENDS, **BO.headers})
    assert (refused.status, "The calendar stays empty." in refused.text) == (422, True)
