"""Before a ticket is merged its supporter finds the other and reads what would happen; then it is done."""

import re
from datetime import timedelta
from urllib.parse import quote, urlencode

import pytest

from tests.examples.member_links import form_for, forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look, send
from tests.triggers.desk.test_ticket_page import at_the_desk, stored
from tests.triggers.examples import EVA, STRANGER
from tests.triggers.tickets import answered


def reference(page: str) -> str:
    return page.rpartition("/")[2]


async def search(page: str, into: str) -> Answer:
    """What Bo's form on the ticket's page leads to."""
    return await look(f"/desk/merge?{urlencode({'ticket': reference(page), 'into': into})}", BO)


async def merge(page: str, into: str) -> Answer:
    """Bo finds the other ticket, reads the page and confirms it."""
    shown = await search(page, into)
    (where,) = (address for address, fields in forms_in(shown.text) if fields.get("act") == "merge")
    return await send(where, form_for(shown.text, "merge"), BO)


@pytest.mark.parametrize(
    "named",
    [
        "{reference}",
        " {code} ",
        "[{spoken}]",
        "https://support.example.com/desk/tickets/{reference}?language=en",
        "printing STOPS",
        "eva ek",
    ],
)
async def test_the_other_ticket_is_found_however_it_is_named_and_shown_before_anything_is_done(
    fake: FakeDesk, named: str
) -> None:
    page = await at_the_desk(fake, message="It is so since this morning.")
    other = await at_the_desk(fake, subject="Printing stops", name="Eva Ek", message="Nothing comes out.")
    code = f"{reference(other)[:4]}-{reference(other)[4:8]}"
    into = named.format(reference=reference(other), code=code, spoken=code.upper())
    shown = (await search(page, into)).text
    for words in ("Printing stops", "Eva Ek", "Nothing comes out.", "It is so since this morning.", "Acme"):
        assert words in shown
    assert "The deadline comes along" in shown or "That is so already" in shown
    assert (await stored(page))["merged_into"] == ""


async def test_what_was_shown_is_done_when_it_is_confirmed(fake: FakeDesk) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    done = await merge(page, reference(other))
    assert (done.status, done.headers["Location"]) == (303, f"{other}?done=merge")
    await fake.rest()
    assert (await stored(page))["merged_into"] == reference(other)
    assert len((await stored(other))["turns"]) == 2
    shown = (await look(page, BO)).text
    assert (forms_in(shown), "Waits for an answer" in shown) == ([], False)
    assert f'Goes on in</dt><dd><a href="{other}">' in shown


async def test_several_that_may_be_meant_are_listed_each_with_what_would_happen(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    others = [await at_the_desk(fake, message=f"It stops again, {each}.") for each in range(2)]
    stranger = await at_the_desk(fake, email=STRANGER, message="Not ours.")
    shown = (await search(page, "")).text
    ways = re.findall(r'href="(/desk/merge\?ticket=\w+&into=\w+)"', shown.replace("&amp;", "&"))
    assert sorted(each.rpartition("=")[2] for each in ways) == sorted(map(reference, others))
    assert reference(stranger) not in shown
    assert form_of_merge(shown) == []
    assert form_of_merge((await look(ways[0], BO)).text) != []


def form_of_merge(page: str) -> list[dict[str, str]]:
    return [fields for _, fields in forms_in(page) if fields.get("act") == "merge"]


async def test_a_mail_address_finds_the_tickets_of_whoever_it_is(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    private = await at_the_desk(fake, email=STRANGER, message="From my own address.")
    shown = (await search(page, f" {STRANGER.upper()} ")).text
    assert "From my own address." in shown
    for words in ("not of the same member", f"Two persons have written: &lt;{EVA}&gt;"):
        assert words in shown
    assert reference(private) in shown


async def test_words_that_nothing_has_are_told_so_and_the_search_is_there_again(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await at_the_desk(fake, message="Another.")
    answer = await search(page, 'calendar "<script>')
    assert (answer.status, "No ticket was found" in answer.text) == (200, True)
    assert "<script>" not in answer.text
    assert "calendar &#34;&lt;script&gt;" in answer.text


@pytest.mark.parametrize(
    "named", ["http://[x", "//[", "https://a\u2100b/x", "?", "#", "\x00", "@", "x" * 5000]
)
async def test_an_address_that_is_none_finds_nothing(fake: FakeDesk, named: str) -> None:
    page = await at_the_desk(fake)
    answer = await search(page, named)
    assert (answer.status, "No ticket was found" in answer.text) == (200, True)


async def test_an_answered_ticket_moves_no_message_and_its_broken_off_promise_is_told(fake: FakeDesk) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    assert (await act(page, "answer", text="On Thursday.", promised="2026-03-05")).status == 303
    shown = (await search(page, reference(other))).text
    assert "No message moves" in shown
    assert "promised no longer" in shown


async def test_what_would_be_refused_is_told_with_its_reason_and_the_other_way_round(fake: FakeDesk) -> None:
    page, other = await at_the_desk(fake, kind="conference"), await at_the_desk(fake, message="Another.")
    await answered(fake, page.replace("/desk/", "/api/"))
    shown = (await search(page, reference(other))).text
    assert "They cannot be merged this way" in shown
    assert "conference" in shown
    assert form_of_merge(shown) == []
    assert f"ticket={reference(other)}&amp;into={reference(page)}" in shown
    itself = (await search(page, reference(page))).text
    assert "They cannot be merged this way" in itself


async def test_what_changed_after_the_page_was_read_is_told_on_the_tickets_page(fake: FakeDesk) -> None:
    page, other, third = [await at_the_desk(fake, message=f"{each}.") for each in ("One", "Two", "Three")]
    form = form_for((await search(page, reference(other))).text, "merge")
    assert (await merge(other, reference(third))).status == 303
    refused = await send(page, form, BO)
    assert (refused.status, 'role="alert"' in refused.text, reference(third) in refused.text) == (
        409,
        True,
        True,
    )


@pytest.mark.parametrize(
    "query", ["", "ticket=", "ticket=what", "ticket=aaaaaaaaaaaaaaaa", "ticket={}&into=aaaaaaaaaaaaaaaa"]
)
async def test_a_ticket_that_there_is_not_is_told_on_a_page(fake: FakeDesk, query: str) -> None:
    page = await at_the_desk(fake)
    answer = await look(f"/desk/merge?{query.format(reference(page))}")
    assert (answer.status, "</html>" in answer.text) == (404, True)


async def test_only_a_supporter_merges(fake: FakeDesk) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    address = f"/desk/merge?ticket={reference(page)}&into={quote(reference(other))}"
    assert (await look(address, OLGA)).status == 403
    assert (await look(address, None)).status == 302
    assert (await look(address, ANNA)).status == 200


async def test_each_ticket_whose_words_are_shown_stands_in_the_audit_list(fake: FakeDesk) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    await search(page, reference(other))
    listed = (await call("GET", f"/api/audit?reference={reference(other)}&month=2026-03")).json
    assert [each["what"] for each in listed["entries"]] == ["desk_merge"]


async def test_whoever_was_erased_is_told_so_and_not_named_by_an_empty_address(fake: FakeDesk) -> None:
    page = await at_the_desk(fake, name="Eva Ek")
    other = await at_the_desk(fake, email=STRANGER, message="From another.")
    asked = {"author": "anna", "address": EVA, "reason": "She asked."}
    assert (await call("POST", "/api/people/erase", asked)).status == 200
    await fake.advance(timedelta(hours=1))
    for into in ("", reference(other)):
        shown = (await search(page, into)).text
        assert ("&lt;&gt;" in shown, "Eva Ek" in shown, "(erased)" in shown) == (False, False, True)
