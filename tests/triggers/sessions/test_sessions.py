"""Remote help: offered, consented to by the person's link, its start and end logged as human contact."""

from datetime import timedelta
from html import unescape

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.facts.session_states import Stage
from shared.domain.refusals.session_errors import SessionOver, SessionRunning
from shared.domain.values.vendor import Language
from shared.web.http.problem_kinds import kind_of
from shared.web.sessions.session_page import MEANS, SESSION_TEXTS, STAGES
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.examples import EVA
from tests.triggers.links.following import act, mailed_link, see, send
from tests.triggers.tickets import opened, refused

JOIN = "https://remote.example.com/join/482-113"
ANNA = {"author": "anna"}
ONCE = {"Idempotency-Key": "once"}
TEXTS = SESSION_TEXTS[Language.SWEDISH]


async def offered(fake: FakeDesk, ticket: str, **more: object) -> str:
    """The address of a session that Anna has offered, its mail sent."""
    answer = await call("POST", f"{ticket}/sessions", ANNA | {"join_address": JOIN} | more)
    assert answer.status == 202, answer.text
    await fake.rest()
    return f"{ticket}/sessions/{answer.json['session']['id']}"


async def logged(fake: FakeDesk, address: str, **more: object) -> Answer:
    """An act of Anna's on the session."""
    answer = await call("POST", address, ANNA | more)
    await fake.rest()
    return answer


def eva_got(fake: FakeDesk) -> list[str]:
    """The subjects of Eva's mails."""
    return [mail.subject for mail in fake.mailer.delivered if mail.to.address == EVA]


async def test_an_offer_says_who_will_see_what_and_shows_the_address_only_after_consent(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    await offered(fake, ticket)
    link = mailed_link(fake, EVA, Purpose.SESSION)
    page = await see(link)
    text = unescape(page.text)
    assert page.status == 200
    assert page.headers["Referrer-Policy"] == "no-referrer"
    for line in MEANS[Language.SWEDISH].values():
        assert line.format(author="Anna") in text
    everything = text + "".join(mail.text + mail.html for mail in fake.mailer.delivered)
    assert JOIN not in everything
    after = await act(fake, link, "consent")
    assert f'href="{JOIN}"' in after.text
    assert JOIN in fake.mailer.delivered[-2].text + fake.mailer.delivered[-1].text
    told = [mail.to.address for mail in fake.mailer.delivered[-2:]]
    assert sorted(told) == ["anna@example.com", EVA]


async def test_the_end_of_a_session_is_human_contact_and_meets_the_clock(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    session = await offered(fake, ticket)
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    fake.clock.instant += timedelta(hours=1)
    started = await logged(fake, f"{session}/start")
    assert (started.status, started.json["session"]["stage"]) == (200, "started")
    assert started.json["clocks"][0]["state"] == "running"
    fake.clock.instant += timedelta(minutes=30)
    ended = await logged(fake, f"{session}/end", note="Add-in off.", answers_up_to="m1")
    assert (ended.status, ended.json["session"]["stage"]) == (200, "ended")
    (clock,) = ended.json["clocks"]
    assert (clock["state"], clock["how"]) == ("met", "contact")
    view = (await call("GET", ticket)).json
    (entry,) = view["entries"]
    assert (entry["text"], entry["id"]) == ("Add-in off.", view["sessions"][0]["entry"])
    contact = next(each for each in view["events"] if each["event"] == "contact_logged")
    assert contact["contact"] == "remote_session"
    assert view["sessions"][0]["join_address"] == JOIN
    explained = await call("GET", f"{ticket}/clocks/reply-m1", headers={"Accept": "text/plain"})
    assert "uppfylld (samtal eller möte)" in explained.text


async def test_a_session_that_names_an_earlier_end_meets_a_clock_that_was_due_since(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    await fake.advance(timedelta(hours=23))
    session = await offered(fake, ticket)
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    await logged(fake, f"{session}/start")
    end = fake.clock.now() + timedelta(minutes=30)
    await fake.advance(timedelta(hours=2))
    ended = await logged(fake, f"{session}/end", at=end.isoformat(), answers_up_to="m1")
    assert ended.json["clocks"][0]["state"] == "met"


async def test_nothing_starts_before_consent(fake: FakeDesk) -> None:
    session = await offered(fake, await opened(fake))
    assert await refused(fake, f"{session}/start", ANNA) == (409, "session-not-consented")
    assert await refused(fake, f"{session}/end", ANNA) == (409, "session-not-started")
    before = fake.clock.now()
    fake.clock.instant += timedelta(hours=1)
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    early = ANNA | {"at": before.isoformat()}
    assert await refused(fake, f"{session}/start", early) == (409, "session-not-consented")
    future = ANNA | {"at": (fake.clock.now() + timedelta(hours=1)).isoformat()}
    assert await refused(fake, f"{session}/start", future) == (422, "instant-in-future")


async def test_an_end_before_its_start_or_of_a_turn_that_came_later_is_refused(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    session = await offered(fake, ticket)
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    before = fake.clock.now()
    fake.clock.instant += timedelta(hours=1)
    await logged(fake, f"{session}/start")
    early = ANNA | {"at": before.isoformat()}
    assert await refused(fake, f"{session}/end", early) == (409, "session-not-started")
    unknown = ANNA | {"answers_up_to": "m9"}
    assert await refused(fake, f"{session}/end", unknown) == (422, "turn-unknown")


async def twice(fake: FakeDesk, address: str, body: dict[str, str]) -> None:
    """The same request again must change nothing."""
    before, mailed = fake.store.everything(), len(fake.mailer.delivered)
    assert (await call("POST", address, body, ONCE)).status < 400
    await fake.rest()
    assert fake.store.everything() == before
    assert len(fake.mailer.delivered) == mailed


async def test_each_act_sent_twice_changes_nothing_the_second_time(fake: FakeDesk) -> None:
    ticket, body = await opened(fake), ANNA | {"join_address": JOIN}
    first = await call("POST", f"{ticket}/sessions", body, ONCE)
    session = f"{ticket}/sessions/{first.json['session']['id']}"
    await fake.rest()
    link = mailed_link(fake, EVA, Purpose.SESSION)
    await twice(fake, f"{ticket}/sessions", body)
    await act(fake, link, "consent")
    await twice(fake, link, {"act": "consent"})
    await logged(fake, f"{session}/start")
    await twice(fake, f"{session}/start", ANNA)
    await logged(fake, f"{session}/end", answers_up_to="m1")
    await twice(fake, f"{session}/end", ANNA | {"answers_up_to": "m1"})


async def test_the_same_key_with_another_offer_and_another_end_of_the_same_session_are_refused(
    fake: FakeDesk,
) -> None:
    ticket, body = await opened(fake), ANNA | {"join_address": JOIN}
    first = await call("POST", f"{ticket}/sessions", body, ONCE)
    session = f"{ticket}/sessions/{first.json['session']['id']}"
    await fake.rest()
    other = body | {"join_address": f"{JOIN}/2"}
    assert await refused(fake, f"{ticket}/sessions", other, ONCE) == (422, "idempotency-key-reused")
    await act(fake, mailed_link(fake, EVA, Purpose.SESSION), "consent")
    await logged(fake, f"{session}/start")
    await logged(fake, f"{session}/end", answers_up_to="m1")
    assert await refused(fake, f"{session}/end", ANNA | {"note": "Else."}) == (409, "session-over")


@pytest.mark.parametrize("language", Language)
async def test_a_person_may_decline_or_change_its_mind_and_the_supporter_is_told(
    fake: FakeDesk, language: Language
) -> None:
    ticket = await opened(fake, language=language)
    session = await offered(fake, ticket)
    link = mailed_link(fake, EVA, Purpose.SESSION)
    await act(fake, link, "consent")
    page = await act(fake, link, "decline")
    assert STAGES[language][Stage.DECLINED].format(author="Anna") in unescape(page.text)
    assert JOIN not in page.text
    assert fake.mailer.delivered[-1].to.address == "anna@example.com"
    stored = fake.store.everything()
    assert (await send(link, {"act": "decline"})).status == 303
    over = await send(link, {"act": "consent", "language": language})
    assert over.status == 409
    assert kind_of(SessionOver).title[language] in over.text
    assert fake.store.everything() == stored
    assert await refused(fake, f"{session}/start", ANNA) == (409, "session-over")


async def test_an_offer_that_is_taken_back_is_over_for_everybody_and_its_person_is_told(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    session = await offered(fake, ticket)
    link = mailed_link(fake, EVA, Purpose.SESSION)
    before = len(eva_got(fake))
    for _ in range(2):
        answer = await logged(fake, f"{session}/withdraw", reason="Solved by mail.")
        assert (answer.status, answer.json["session"]["stage"]) == (202, "withdrawn")
    assert len(eva_got(fake)) == before + 1
    page = await see(link)
    assert STAGES[Language.SWEDISH][Stage.WITHDRAWN].format(author="Anna") in page.text
    assert forms_in(page.text) == []
    assert (await call("POST", link, {"act": "consent"})).problem == kind_of(SessionOver).slug


async def test_a_session_that_has_begun_is_ended_and_not_taken_back(fake: FakeDesk) -> None:
    session = await offered(fake, await opened(fake))
    link = mailed_link(fake, EVA, Purpose.SESSION)
    await act(fake, link, "consent")
    await logged(fake, f"{session}/start")
    body = ANNA | {"reason": "Too late."}
    assert await refused(fake, f"{session}/withdraw", body) == (409, kind_of(SessionRunning).slug)
    assert await refused(fake, link, {"act": "decline"}) == (409, kind_of(SessionRunning).slug)
