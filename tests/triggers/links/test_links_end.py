"""Which links open something, to where, and how they end."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from shared import wiring
from shared.domain.facts.links import Link, Purpose
from shared.domain.refusals.errors import LinkExpired, LinkInvalid, LinkRevoked
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.settings import read_settings
from shared.usecases.clocks.look import look_at
from shared.web.http.problem_kinds import kind_of
from shared.web.links.member_pages import MEMBER_TEXTS
from tests.examples.member_links import forms_in, token_of
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import BEA, EVA, REQUEST, SETTINGS, STRANGER
from tests.triggers.links.following import act, mailed_link, path_to, see, send
from tests.triggers.tickets import answered, opened


async def test_a_link_opens_no_other_ticket_person_or_purpose(fake: FakeDesk) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    parts = token_of(link).split(".")
    await opened(fake, email=BEA)
    others = token_of(mailed_link(fake, BEA)).split(".")
    forged = [
        [*parts[:1], others[1], *parts[2:]],
        [*parts[:2], others[2], *parts[3:]],
        ["session", *parts[1:]],
        [*parts[:-1], others[-1]],
    ]
    for each in forged:
        for method in ("GET", "POST"):
            answer = await call(method, f"/api/member/ticket/{'.'.join(each)}", b"act=confirm")
            assert (answer.status, answer.problem) == (404, kind_of(LinkInvalid).slug)


async def test_the_link_of_a_merged_ticket_leads_to_where_its_matter_goes_on(fake: FakeDesk) -> None:
    merged = await opened(fake)
    await answered(fake, merged)
    link = mailed_link(fake, EVA)
    await act(fake, link, "message", message="And one that waits.")
    survivor = await opened(fake, email=BEA, message="Bea's own words.")
    into = survivor.rpartition("/")[2]
    assert (await call("POST", f"{merged}/merge", {"into": into, "author": "anna"})).status == 202
    await fake.rest()
    text = unescape((await see(link)).text)
    assert into in text
    for said in (REQUEST["message"], "Press Save first.", "And one that waits."):
        assert text.count(said) == 1
    assert "Bea's own words." not in text
    await act(fake, link, "message", message="After the merge.")
    turns = (await call("GET", survivor)).json["turns"]
    assert [turn["text"] for turn in turns if turn["email"] == EVA] == [
        "And one that waits.",
        "After the merge.",
    ]


async def test_revoking_ends_every_link_there_is_and_later_mails_carry_new_ones(fake: FakeDesk) -> None:
    ticket = await opened(fake)
    old = mailed_link(fake, EVA)
    revoke = f"{ticket}/links/revoke"
    body = {"author": "anna", "reason": "Forwarded."}
    for _ in range(2):
        assert (await call("POST", revoke, body, {"Idempotency-Key": "once"})).status == 200
    view = (await call("GET", ticket)).json
    assert view["link_series"] == 1
    for answer in (await see(old), await send(old, {"act": "confirm"})):
        assert answer.status == 410
        assert kind_of(LinkRevoked).title[Language.SWEDISH] in answer.text
        assert "/api/member/renewal/" not in answer.text
    assert (await call("POST", f"/api/member/renewal/{token_of(old)}")).problem == kind_of(LinkRevoked).slug
    await answered(fake, ticket)
    assert (await see(mailed_link(fake, EVA))).status == 200
    other = await call("POST", revoke, body | {"reason": "Else."}, {"Idempotency-Key": "once"})
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


async def test_revoking_where_the_matter_goes_on_ends_the_merged_tickets_links_too(fake: FakeDesk) -> None:
    merged, survivor = await opened(fake), await opened(fake, message="Another matter.")
    link = next(
        token_link
        for token_link in (mailed_link(fake, EVA), *(_links_of(fake, merged)))
        if merged.rpartition("/")[2] in token_link
    )
    into = survivor.rpartition("/")[2]
    await call("POST", f"{merged}/merge", {"into": into, "author": "anna"})
    await fake.rest()
    assert (await see(link)).status == 200
    await call("POST", f"{survivor}/links/revoke", {"author": "anna", "reason": "Forwarded."})
    assert (await see(link)).status == 410


def _links_of(fake: FakeDesk, ticket: str) -> list[str]:
    """The links to this ticket in Eva's mails."""
    name = ticket.rpartition("/")[2]
    texts = [mail.text for mail in fake.mailer.delivered if mail.to.address == EVA]
    return re.findall(rf"(/api/member/ticket/ticket\.{name}[a-z0-9.]+)", "\n".join(texts))


def keys(*names: str) -> tuple[bytes, ...]:
    """The keys of a desk whose settings name these, the one that signs first."""
    return read_settings(SETTINGS | {"DESK_LINK_KEYS": json.dumps(names)}).link_signing_keys()


async def test_keys_rotate_by_the_settings_and_a_link_opens_until_its_key_is_taken_out(
    fake: FakeDesk,
) -> None:
    before, between, after = keys("the old key"), keys("the new key", "the old key"), keys("the new key")
    wiring.use_desk(replace(fake.desk, link_keys=before))
    old = await _link_of_a_new_ticket(fake, before, "First.")
    wiring.use_desk(replace(fake.desk, link_keys=between))
    new = await _link_of_a_new_ticket(fake, between, "Second.")
    assert [(await see(link)).status for link in (old, new)] == [200, 200]
    wiring.use_desk(replace(fake.desk, link_keys=after))
    assert [(await see(link)).status for link in (old, new)] == [404, 200]


async def _link_of_a_new_ticket(fake: FakeDesk, signing: tuple[bytes, ...], message: str) -> str:
    """The link in the receipt, mailed by a desk that signs with these keys."""
    await call("POST", "/api/intake", REQUEST | {"message": message})
    for aggregate in fake.queue.take():
        await look_at(replace(fake.desk, link_keys=signing), aggregate)
    return mailed_link(fake, EVA)


@pytest.mark.parametrize("language", Language)
async def test_a_link_that_opens_nothing_has_a_page_that_says_what_to_do(
    fake: FakeDesk, language: Language
) -> None:
    await opened(fake, language=language)
    link = mailed_link(fake, EVA)
    page = await see(link[:-1], {"Accept-Language": language})
    assert (page.status, page.headers["Content-Language"]) == (404, language)
    assert kind_of(LinkInvalid).detail[language] in page.text
    fake.clock.instant += timedelta(days=91)
    page = await see(link)
    assert (page.status, page.headers["Content-Language"]) == (410, language)
    assert kind_of(LinkExpired).title[language] in page.text


async def test_an_expired_link_is_renewed_once_an_hour_by_mail_to_its_person_and_never_on_the_page(
    fake: FakeDesk,
) -> None:
    await opened(fake, email=STRANGER)
    link = mailed_link(fake, STRANGER)
    await fake.advance(timedelta(days=91))
    page = await see(link)
    ((address, fields),) = forms_in(page.text)
    mailed = len(fake.mailer.delivered)
    sent = [await send(address, fields) for _ in range(3)]
    await fake.rest()
    assert [answer.status for answer in sent] == [200, 200, 200]
    assert len({answer.text for answer in sent}) == 1
    (mail,) = fake.mailer.delivered[mailed:]
    assert (mail.to.address, mail.cc) == (STRANGER, ())
    assert STRANGER not in page.text + sent[0].text
    assert (await see(mailed_link(fake, STRANGER))).status == 200
    fake.clock.instant += timedelta(hours=1)
    await send(address, fields)
    await fake.rest()
    assert len(fake.mailer.delivered) == mailed + 2


async def test_a_link_that_still_holds_or_that_was_never_ours_is_not_renewed(fake: FakeDesk) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    before = fake.store.everything()
    assert (await call("POST", f"/api/member/renewal/{token_of(link)}")).status == 200
    assert (await call("POST", f"/api/member/renewal/{token_of(link)}a")).problem == kind_of(LinkInvalid).slug
    assert fake.store.everything() == before


async def test_nobody_who_never_wrote_at_the_ticket_is_mailed_a_link_and_the_page_is_the_same(
    fake: FakeDesk,
) -> None:
    ticket = await opened(fake)
    name = ticket.rpartition("/")[2]
    long_ago = fake.clock.now() - timedelta(days=200)
    pages = []
    for person in (address_key(fake.desk.secret, EVA), "m5d2s7kq3xwzafne"):
        path = path_to(fake, Link.lasting(Purpose.SESSION, name, person, long_ago))
        pages.append(await send(f"/api/member/renewal/{token_of(path)}", {"language": "sv"}))
    mailed = len(fake.mailer.delivered)
    await fake.rest()
    assert [page.status for page in pages] == [200, 200]
    shown = {page.text.replace(token_of(path), "") for page in pages}
    assert len({re.sub(r"session\.[a-z0-9.]+", "", each) for each in shown}) == 1
    assert [mail.to.address for mail in fake.mailer.delivered[mailed:]] == [EVA]


@pytest.mark.parametrize("language", Language)
async def test_the_page_after_asking_for_a_new_link_is_in_the_language_it_was_asked_in(
    fake: FakeDesk, language: Language
) -> None:
    await opened(fake)
    link = mailed_link(fake, EVA)
    fake.clock.instant += timedelta(days=91)
    ((address, fields),) = forms_in((await see(f"{link}?language={language}")).text)
    page = await send(address, fields)
    assert page.headers["Content-Language"] == language
    assert MEMBER_TEXTS[language]["sent_title"] in page.text
