"""Remote help that nobody goes on with, that is planned, or that somebody else would like to answer."""

from datetime import timedelta

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.facts.session_states import OFFER_LASTS, SESSION_LASTS
from shared.domain.refusals.errors import LinkInvalid
from shared.domain.refusals.session_errors import SessionOver
from shared.domain.values.vendor import Language
from shared.web.http.problem_kinds import kind_of
from tests.examples.member_links import link_in, token_of
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import BEA, EVA
from tests.triggers.links.following import act, mailed_link, see
from tests.triggers.sessions.test_sessions import ANNA, JOIN, logged, offered
from tests.triggers.tickets import opened, refused


async def test_an_offer_that_nobody_answers_lapses_and_its_supporter_is_told(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await offered(fake, ticket)
    link = mailed_link(fake, EVA, Purpose.SESSION)
    await fake.advance(OFFER_LASTS - timedelta(minutes=5))
    assert (await call("GET", ticket)).json["sessions"][0]["stage"] == "offered"
    caused = await fake.advance(timedelta(minutes=10))
    (told,) = [mail for mail in caused if "fjärrhjälp" in mail.subject.lower()]
    assert told.to.address == "anna@example.com"
    assert (await call("GET", ticket)).json["sessions"][0]["stage"] == "lapsed"
    assert (await call("POST", link, {"act": "consent"})).problem == kind_of(SessionOver).slug


async def test_a_session_whose_end_nobody_logs_lapses_without_counting_as_contact(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    session = await offered(fake, ticket)
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    await logged(fake, f"{session}/start")
    await fake.advance(SESSION_LASTS + timedelta(minutes=5))
    view = (await call("GET", ticket)).json
    assert (view["sessions"][0]["stage"], view["entries"]) == ("lapsed", [])
    assert view["clocks"][0]["state"] == "running"
    assert await refused(fake, f"{session}/end", ANNA) == (409, "session-over")
    contact = ANNA | {"contact": "remote_session", "answers_up_to": "m1"}
    assert (await call("POST", f"{ticket}/contacts", contact)).json["clocks"][0]["state"] == "met"


async def test_a_planned_session_says_when_in_the_vendors_zone_and_its_link_lasts_until_then(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    planned = fake.clock.now() + timedelta(days=20)
    await offered(fake, ticket, planned=planned.isoformat())
    link = mailed_link(fake, EVA, Purpose.SESSION)
    await fake.advance(timedelta(days=19))
    page = await see(link)
    assert "söndag 22\u00a0mars\u00a02026 kl.\u00a010.00, svensk tid (UTC+1)" in page.text
    assert (await act(fake, link, "consent")).text.count(JOIN) >= 1


@pytest.mark.parametrize("ahead", [timedelta(seconds=-1), timedelta(days=61), timedelta(days=2_000_000)])
async def test_a_session_planned_for_the_past_or_for_far_away_is_refused(
    fake: FakeDesk, ahead: timedelta
) -> None:
    ticket = await opened(fake)
    body = ANNA | {"join_address": JOIN, "planned": (fake.clock.now() + ahead).isoformat()}
    assert await refused(fake, f"{ticket}/sessions", body) == (422, "session-instant-refused")


@pytest.mark.parametrize(
    "address",
    [
        "http://remote.example.com/",
        "javascript:alert(1)",
        "https://user@remote.example.com/",
        "https://remote.example.com/<b>\n",
        "https://",
        'https://remote.example.com" onclick="x',
    ],
)
async def test_only_an_https_address_can_be_joined(fake: FakeDesk, address: str) -> None:
    ticket = await opened(fake)
    body = ANNA | {"join_address": address}
    assert await refused(fake, f"{ticket}/sessions", body) == (422, "fields-invalid")


async def test_the_offer_goes_to_whoever_wrote_the_turn_and_opens_for_nobody_else(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await call("POST", f"{ticket}/messages", {"message": "Mine.", "email": BEA})
    await fake.rest()
    await offered(fake, ticket, turn="m1")
    evas = token_of(mailed_link(fake, EVA, Purpose.SESSION)).split(".")
    await offered(fake, ticket)
    beas = token_of(mailed_link(fake, BEA, Purpose.SESSION)).split(".")
    swapped = [*evas[:3], beas[3], *evas[4:]]
    for token in (swapped, [*evas[:2], beas[2], *evas[3:]]):
        answer = await call("GET", f"/api/member/session/{'.'.join(token)}")
        assert (answer.status, answer.problem) == (404, kind_of(LinkInvalid).slug)


async def test_the_offer_of_a_merged_ticket_is_over(fake: FakeDesk) -> None:
    merged, survivor = await opened(fake), await opened(fake, message="Another matter.")
    session = await offered(fake, merged)
    link = mailed_link(fake, EVA, Purpose.SESSION)
    body = ANNA | {"into": survivor.rpartition("/")[2]}
    await call("POST", f"{merged}/merge", body)
    await fake.rest()
    assert (await call("POST", link, {"act": "consent"})).problem == kind_of(SessionOver).slug
    assert await refused(fake, f"{session}/start", ANNA) == (409, "ticket-merged")
    caused = await fake.advance(OFFER_LASTS + timedelta(hours=1))
    assert not [mail for mail in caused if "fjärrhjälp" in mail.subject.lower()]


async def test_links_that_are_revoked_open_no_offer_either(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await offered(fake, ticket)
    link = mailed_link(fake, EVA, Purpose.SESSION)
    await call("POST", f"{ticket}/links/revoke", ANNA | {"reason": "Forwarded."})
    assert (await call("POST", link, {"act": "consent"})).status == 410


@pytest.mark.parametrize("language", Language)
async def test_what_is_no_session_is_said_in_both_languages(fake: FakeDesk, language: Language) -> None:
    ticket = await opened(fake)
    for name in ("p4t6yh2wq7kdm3zx", "no-session"):
        answer = await call("POST", f"{ticket}/sessions/{name}/start", ANNA, {"Accept-Language": language})
        assert (answer.status, answer.problem) == (404, "session-unknown")


async def test_the_status_page_leads_its_person_and_nobody_else_to_an_open_offer(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await call("POST", f"{ticket}/messages", {"message": "Mine.", "email": BEA})
    await fake.rest()
    await offered(fake, ticket, turn="m1")
    page = await see(mailed_link(fake, EVA))
    assert (await see(link_in(page.text, Purpose.SESSION))).status == 200
    assert "/api/member/session/" not in (await see(mailed_link(fake, BEA))).text
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "decline")
    assert "/api/member/session/" not in (await see(mailed_link(fake, EVA))).text
