"""An error's page at the desk: its words and tickets, and every act on it as a form."""

import pytest

from bench.counting import CountingStore
from shared.usecases.desk.desk_register import read_desk_entry
from tests.examples.member_links import form_for, forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, act, look, send
from tests.triggers.register.registering import WORKAROUND, entered, moved, read, tied, told
from tests.triggers.tickets import opened

PAGE = "/desk/register"
CHANGED = {"product": "planner", "kind": "error", "title_sv": "Tom", "text_sv": "Ny.", "text_en": "New."}


async def acts_on(page: str) -> list[str]:
    """The acts that the page has forms for."""
    return [fields["act"] for _, fields in forms_in((await look(page, BO)).text)]


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("name", ["E-7", "E-0", "twelve"])
async def test_an_error_that_is_not_there_is_a_kind_page(name: str) -> None:
    for reader, words in ((ANNA, "Felet finns inte i felregistret"), (BO, "There is no such error")):
        answer = await look(f"{PAGE}/{name}", reader)
        assert (answer.status, words in answer.text) == (404, True)


@pytest.mark.usefixtures("fake")
async def test_an_error_is_shown_in_both_languages_with_what_can_be_done_now() -> None:
    entry = await entered(workaround=WORKAROUND)
    page = f"{PAGE}/{entry.lower()}"
    shown = (await look(page, BO)).text
    for words in ("E-1: The calendar stays empty", "Kalendern blir tom", "Starta om Planner.", "Reported"):
        assert words in shown
    assert "E-1: Kalendern blir tom" in (await look(page, ANNA)).text
    assert await acts_on(page) == ["confirmed", "not_an_error", "cannot_be_reproduced", "change", "merge"]


async def test_an_error_goes_from_reported_to_released_by_its_forms(fake: FakeDesk) -> None:
    page = f"{PAGE}/{await entered()}"
    for step, typed in (("confirmed", {}), ("fixed", {"version": "9.1"}), ("released", {"version": "9.1"})):
        done = await act(page, step, BO, **typed)
        assert (done.status, done.headers["Location"]) == (303, f"{page}?done={step}")
    entry = await read("E-1")
    assert [(each["state"], each["author"]) for each in entry["steps"][1:]] == [
        ("confirmed", "bo"),
        ("fixed", "bo"),
        ("released", "bo"),
    ]
    assert entry["fixed_in"] == "9.1"
    assert "The fix is released." in (await look(f"{page}?done=released", BO)).text
    del fake


async def test_before_it_is_confirmed_the_page_says_how_many_are_told_and_afterwards_who_was(
    fake: FakeDesk,
) -> None:
    entry = await entered()
    ticket = await opened(fake)
    await tied(fake, entry, ticket)
    page = f"{PAGE}/{entry}"
    assert "One person who has reported the error gets an email" in (await look(page, BO)).text
    assert "En person som har rapporterat felet får ett mejl" in (await look(page, ANNA)).text
    await act(page, "confirmed", BO)
    await fake.rest()
    assert len(told(fake)) == 1
    shown = (await look(page, BO)).text
    for words in ("1 of 1 have been told", "told on this ticket", ticket.replace("/api/", "/desk/"), "acme"):
        assert words in shown


async def test_a_step_back_needs_a_reason_and_comes_back_with_the_error_at_its_field(fake: FakeDesk) -> None:
    entry = await entered()
    page = f"{PAGE}/{entry}"
    refused = await act(page, "not_an_error", BO)
    assert refused.status == 422
    assert '<span class="wrong" id="not_an_error-reason-wrong">Give a reason.' in refused.text
    assert (await act(page, "not_an_error", BO, reason="As <the> manual says.")).status == 303
    shown = (await look(page, BO)).text
    assert "As &lt;the&gt; manual says." in shown
    assert (await act(page, "reported", BO, reason="The manual is wrong.")).status == 303
    assert (await read(entry))["state"] == "reported"
    del fake


async def test_fixed_without_a_version_is_refused_at_the_field(fake: FakeDesk) -> None:
    entry = await entered()
    await moved(fake, entry, "confirmed")
    refused = await act(f"{PAGE}/{entry}", "fixed", ANNA, version=" ")
    assert refused.status == 422
    assert 'id="fixed-version-wrong">Ange vilken version som rättar felet.' in refused.text


async def test_a_step_that_somebody_else_has_taken_is_refused_and_the_page_shows_how_it_stands(
    fake: FakeDesk,
) -> None:
    entry = await entered()
    page = f"{PAGE}/{entry}"
    forms = {fields["act"]: fields for _, fields in forms_in((await look(page, BO)).text)}
    await moved(fake, entry, "not_an_error", reason="No.")
    refused = await send(page, forms["confirmed"], BO)
    assert (refused.status, "cannot be moved to that state now" in refused.text) == (409, True)
    assert (await read(entry))["state"] == "not_an_error"


@pytest.mark.usefixtures("fake")
async def test_the_words_are_changed_in_both_languages_and_a_workaround_taken_away() -> None:
    entry = await entered(workaround=WORKAROUND)
    page = f"{PAGE}/{entry}"
    shown = (await look(page, BO)).text
    assert 'value="The calendar stays empty"' in shown
    typed = {"product": "planner", "kind": "error", "text_sv": "Ny.", "text_en": "New.", "versions": "9.1"}
    titles = {"title_sv": "Tom", "title_en": "Empty", "workaround_sv": "", "workaround_en": ""}
    assert (await act(page, "change", BO, **typed, **titles)).status == 303
    changed = await read(entry)
    assert (changed["title"], changed["text"]) == ({"sv": "Tom", "en": "Empty"}, {"sv": "Ny.", "en": "New."})
    assert (changed["workaround"], changed["versions"]) == (None, ["9.1"])
    refused = await act(page, "change", BO, **typed, **titles | {"title_sv": ""})
    assert (refused.status, 'id="change-title_sv-wrong"' in refused.text) == (422, True)
    assert (await read(entry))["title"] == {"sv": "Tom", "en": "Empty"}


async def test_an_error_is_merged_into_another_and_says_where_it_goes_on(fake: FakeDesk) -> None:
    kept, gone = await entered(), await entered(versions=["9.0"])
    await tied(fake, gone, await opened(fake))
    page = f"{PAGE}/{gone}"
    for into in ("E-9", gone):
        refused = await act(page, "merge", BO, into=into)
        assert f'value="{into}"' in refused.text
        assert 'id="merge-into-wrong"' in refused.text
    assert (await act(page, "merge", BO, into="e1")).status == 303
    await fake.rest()
    shown = (await look(page, BO)).text
    assert (f'href="{PAGE}/{kept}"' in shown, await acts_on(page)) == (True, [])
    assert "1 ticket, 1 person" in (await look(f"{PAGE}/{kept}", BO)).text
    assert "Merged into E-1" in (await look(PAGE, BO)).text


async def test_a_ticket_is_untied_with_a_reason(fake: FakeDesk) -> None:
    entry = await entered()
    ticket = (await opened(fake)).rpartition("/")[2]
    await tied(fake, entry, ticket)
    page = f"{PAGE}/{entry}"
    refused = await act(page, "untie", BO, about=ticket)
    assert (refused.status, 'id="untie-reason-wrong"' in refused.text) == (422, True)
    assert (await act(page, "untie", BO, about="no/ticket", reason="No.")).status == 404
    assert (await act(page, "untie", BO, about=ticket, reason="Another one.")).status == 303
    await fake.rest()
    assert "No ticket is tied to the error." in (await look(page, BO)).text


async def test_a_refused_untying_comes_back_with_the_ticket_that_was_chosen_on_a_later_page(
    fake: FakeDesk,
) -> None:
    entry = await entered()
    for each in range(27):
        body = {"email": f"no{each}@elsewhere.example.org", "message": f"Empty {each}."}
        kept = (await call("POST", "/api/intake/trusted", body)).json["ticket"]
        await tied(fake, entry, kept, other_product=True)
    first = await read_desk_entry(fake.desk, entry)
    later = f"{PAGE}/{entry}?after={first.next}"
    chosen = (await read_desk_entry(fake.desk, entry, first.next)).ties[1].ticket
    form = form_for((await look(later, BO)).text, "untie") | {"about": chosen, "reason": ""}
    refused = await send(f"{PAGE}/{entry}", form, BO)
    assert f'<option value="{chosen}" selected>' in refused.text


@pytest.mark.usefixtures("fake")
async def test_the_owner_reads_an_error_and_changes_nothing() -> None:
    entry = await entered()
    page = f"{PAGE}/{entry}"
    assert "Bara medarbetare kan ändra det." in (await look(page, OLGA)).text
    assert (await send(page, {"act": "confirmed", "token": "x"}, OLGA)).status == 403
    assert (await read(entry))["state"] == "reported"


async def test_of_many_tickets_25_are_shown_and_each_member_is_asked_for_once(fake: FakeDesk) -> None:
    entry = await entered()
    bodies = [{"email": f"no{each}@elsewhere.example.org", "message": f"Empty {each}."} for each in range(27)]
    for body in bodies:
        kept = (await call("POST", "/api/intake/trusted", body)).json["ticket"]
        await tied(fake, entry, kept, other_product=True)
    shown = (await look(f"{PAGE}/{entry}", BO)).text
    assert (shown.count('<a class="code"'), "Show more tickets" in shown) == (25, True)
    first = await read_desk_entry(fake.desk, entry)
    rest = (await look(f"{PAGE}/{entry}?after={first.next}", BO)).text
    assert rest.count('<a class="code"') == 2
    fake.wrapped_store = counting = CountingStore(fake.store)
    await read_desk_entry(fake.desk, entry)
    assert counting.counts.requests == 2


async def test_the_tickets_that_are_shown_stand_in_the_audit_list(fake: FakeDesk) -> None:
    entry = await entered()
    ticket = (await opened(fake)).rpartition("/")[2]
    await tied(fake, entry, ticket)
    await look(f"{PAGE}/{entry}", BO)
    rows = (await call("GET", "/api/audit")).json["entries"]
    (row,) = [each for each in rows if each["what"] == "desk_entry"]
    assert row["about"]["ticket"] == [ticket]


@pytest.mark.usefixtures("fake")
async def test_the_second_of_two_who_change_the_words_is_asked_before_the_firsts_are_written_over() -> None:
    entry = await entered()
    page = f"/desk/register/{entry}"
    mine = form_for((await look(page, BO)).text, "change") | CHANGED | {"title_en": "Bo's words"}
    assert (await act(page, "change", ANNA, **CHANGED, title_en="Anna's words")).status == 303
    asked = await send(page, mine, BO)
    assert (asked.status, "Bo&#39;s words" in asked.text) == (409, True)
    assert (await read(entry))["title"]["en"] == "Anna's words"
    again = form_for(asked.text, "change") | CHANGED | {"title_en": "Bo's words"}
    assert (await send(page, again, BO)).status == 303
    assert (await read(entry))["title"]["en"] == "Bo's words"
