"""Remote help is offered, begun, ended and taken back from the ticket's page, which says where it stands."""

from datetime import timedelta

from shared.domain.facts.links import Purpose
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, act, look
from tests.triggers.desk.test_ticket_page import at_the_desk, stored
from tests.triggers.examples import EVA
from tests.triggers.links.following import act as act_on_page
from tests.triggers.links.following import mailed_link

JOIN = "https://remote.example.com/join/482-113"


async def offered(fake: FakeDesk, page: str, **typed: str) -> None:
    """Anna has offered remote help, and the mail has left."""
    assert (await act(page, "session", ANNA, **{"join_address": JOIN} | typed)).status == 303
    await fake.rest()


async def possible(page: str) -> set[str]:
    """The acts about remote help that the page has a form for."""
    return {
        fields["act"]
        for _, fields in forms_in((await look(page, BO)).text)
        if fields["act"].startswith("session")
    }


async def test_remote_help_is_offered_begun_and_ended_and_answers_the_message(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    assert await possible(page) == {"session"}
    await offered(fake, page)
    assert "Waits for consent" in (await look(page, BO)).text
    assert await possible(page) == {"session", "session_back"}
    await act_on_page(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    assert await possible(page) == {"session", "session_back", "session_start"}
    fake.clock.instant += timedelta(minutes=10)
    assert (await act(page, "session_start")).status == 303
    assert await possible(page) == {"session", "session_end"}
    shown = (await look(page, BO)).text
    assert ("In progress" in shown, JOIN in shown) == (True, True)
    fake.clock.instant += timedelta(minutes=10)
    assert (await act(page, "session_end", note="Add-in off.")).status == 303
    ticket = await stored(page)
    (entry,), (clock,) = ticket["entries"], ticket["clocks"]
    assert (entry["text"], entry["by"], clock["state"]) == ("Add-in off.", "sign_in", "met")
    assert await possible(page) == {"session"}


async def test_an_offer_is_taken_back_with_a_reason_and_its_person_is_told(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await offered(fake, page, planned="2026-03-04T10:00")
    (session,) = (await stored(page))["sessions"]
    assert session["planned"] == "2026-03-04T09:00:00Z"
    assert (await act(page, "session_back", reason="Solved by mail.")).status == 303
    await fake.rest()
    assert "Withdrawn" in (await look(page, BO)).text
    assert fake.mailer.delivered[-1].to.address == EVA


async def test_an_address_that_nobody_can_join_at_comes_back_at_its_field(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    refused = await act(page, "session", BO, join_address="call me")
    assert (refused.status, 'id="session-join_address-wrong"' in refused.text) == (422, True)
    assert (await stored(page))["sessions"] == []


async def test_of_two_who_wrote_it_is_chosen_who_gets_the_offer_and_each_offer_has_its_form(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake, name="Eva Ek")
    more = {"message": "I have it too.", "email": "rune@acme.example.org", "name": "Rune"}
    await call("POST", f"{page.replace('/desk/', '/api/')}/messages", more)
    assert '<option value="m1">Eva Ek</option>' in (await look(page)).text
    await offered(fake, page, turn="m1")
    await offered(fake, page, turn="m2")
    assert [each["email"] for each in (await stored(page))["sessions"]] == [EVA, "rune@acme.example.org"]
    backs = [fields for _, fields in forms_in((await look(page)).text) if fields["act"] == "session_back"]
    assert len({each["about"] for each in backs}) == len(backs) == 2
