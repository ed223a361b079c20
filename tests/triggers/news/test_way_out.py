"""A reader of news hands it over, ends it and asks for it again; a mail program ends it in one step."""

from re import findall

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.values.vendor import Language
from shared.usecases.records.standing_rows import standing_of
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, call
from tests.triggers.links.following import act, mailed_link, see, send
from tests.triggers.members.test_news import NEWS, RUNE

OWNER = "owner@acme.example.org"
ONE_CLICK = b"List-Unsubscribe=One-Click"


async def published(fake: FakeDesk) -> None:
    """News has gone out."""
    await call("POST", "/api/news", NEWS, {"Idempotency-Key": str(len(fake.store.everything()))})
    await fake.rest()


async def way_out(fake: FakeDesk) -> str:
    """The path of the way out in Rune's last mail of news."""
    await published(fake)
    return mailed_link(fake, RUNE, Purpose.UNSUBSCRIBE)


def told(fake: FakeDesk, to: str) -> list[str]:
    """The subjects of the mails to this address."""
    return [mail.subject for mail in fake.mailer.delivered if mail.to.address == to]


async def test_the_mail_carries_the_headers_of_one_click_with_the_link_of_its_reader(fake: FakeDesk) -> None:
    link = await way_out(fake)
    (mail,) = fake.mailer.delivered
    assert mail.headers["List-Unsubscribe"] == f"<{fake.vendor.public_url.rstrip('/')}{link}>"
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_opening_the_way_out_changes_nothing_and_says_what_ending_means(fake: FakeDesk) -> None:
    link = await way_out(fake)
    before = fake.store.everything()
    swedish, english = await see(link), await see(f"{link}?language=en")
    assert "Ska någon annan ha nyheterna?" in swedish.text
    assert "Du är ansvarig för Planner hos Acme." in swedish.text
    assert fake.vendor.mailbox in swedish.text
    assert "Should somebody else get the news?" in english.text
    assert "You are responsible for Planner at Acme." in english.text
    assert fake.store.everything() == before


@pytest.mark.parametrize("headers", [FORM, FORM | BROWSER])
async def test_one_click_ends_news_at_once_and_tells_the_owner_once(
    fake: FakeDesk, headers: dict[str, str]
) -> None:
    link = await way_out(fake)
    for _ in range(2):
        answer = await call("POST", link, ONE_CLICK, headers)
        assert answer.status == 200
        await fake.rest()
    await published(fake)
    assert len(told(fake, RUNE)) == 1
    assert told(fake, OWNER) == ["Vem ska ha nyheter om Planner hos er?"]
    assert "Produkter och ansvariga" in (await see(mailed_link(fake, OWNER, Purpose.SEATS))).text


async def test_the_seat_stays_and_is_marked_and_the_record_says_why(fake: FakeDesk) -> None:
    link = await way_out(fake)
    await call("POST", link, ONE_CLICK, FORM)
    await fake.rest()
    member = (await call("GET", "/api/members/acme")).json
    assert [each["address"] for each in member["no_news"]] == [RUNE]
    assert ([each["address"] for each in member["member"]["seats"]], member["flagged"]) == ([RUNE], [])
    dry = await call("POST", "/api/news", NEWS | {"dry_run": True})
    assert dry.json["recipients"] == 1
    second = await call("POST", "/api/news", NEWS, {"Idempotency-Key": "second"})
    await fake.rest()
    shown = await call("GET", f"/api/news/{second.json['id']}")
    (person,) = shown.json["people"]
    assert (person["state"], person["reason"]) == ("withdrawn", "the reader wants no more news")


async def test_news_that_is_on_its_way_is_not_mailed_to_who_has_ended_it(fake: FakeDesk) -> None:
    link = await way_out(fake)
    await call("PUT", "/api/news/next", NEWS)
    await call("POST", "/api/news/next/send")
    waiting = fake.queue.take()
    await call("POST", link, ONE_CLICK, FORM)
    await fake.rest()
    for each in waiting:
        await fake.desk.queue.tell(each)
    await fake.rest()
    assert len(told(fake, RUNE)) == 1


async def test_in_a_browser_the_button_ends_news_and_another_takes_that_back(fake: FakeDesk) -> None:
    link = await way_out(fake)
    ended = await act(fake, link, "stop")
    assert "Du får inga fler nyheter" in ended.text
    await published(fake)
    assert len(told(fake, RUNE)) == 1
    again = await act(fake, link, "again")
    assert "Ska någon annan ha nyheterna?" in again.text
    assert (await call("GET", "/api/members/acme")).json["no_news"] == []
    await published(fake)
    assert len(told(fake, RUNE)) == 2


@pytest.mark.parametrize("act_done", ["stop", ""])
async def test_an_owner_who_reads_it_is_led_to_where_somebody_else_is_named(
    fake: FakeDesk, act_done: str
) -> None:
    link = await way_out(fake)
    page = await act(fake, link, act_done) if act_done else await see(link)
    (owners,) = findall(r'href="(/api/member/seats/request[^"]*)"', page.text)
    assert "sidan för din organisation" in (await see(owners)).text


async def test_other_mail_still_goes_to_who_has_ended_news(fake: FakeDesk) -> None:
    link = await way_out(fake)
    await call("POST", link, ONE_CLICK, FORM)
    asked = {"email": RUNE, "product": "Planner", "kind": "error", "message": "It stops."}
    await call("POST", "/api/intake", asked)
    await fake.rest()
    assert any("Vi har tagit emot" in subject for subject in told(fake, RUNE))


async def test_a_form_without_a_wish_is_refused_at_the_field(fake: FakeDesk) -> None:
    link = await way_out(fake)
    answer = await call("POST", link, b"language=sv", FORM)
    assert (answer.status, [each["field"] for each in answer.json["errors"]]) == (422, ["act"])


async def test_a_link_of_another_purpose_or_an_altered_one_ends_nothing(fake: FakeDesk) -> None:
    link = await way_out(fake)
    page = mailed_link(fake, RUNE, Purpose.NEWS).rpartition("/")[2]
    for token in (page, f"{link.rpartition('/')[2]}x"):
        answer = await call("POST", f"/api/member/unsubscribe/{token}", ONE_CLICK, FORM)
        assert (answer.status, answer.problem) == (404, "link-invalid")
    await published(fake)
    assert len(told(fake, RUNE)) == 2


@pytest.mark.parametrize("language", Language)
async def test_an_expired_link_says_what_to_do_in_both_languages(fake: FakeDesk, language: Language) -> None:
    link = await way_out(fake)
    fake.clock.instant = fake.clock.instant.replace(year=2027)
    page = await see(f"{link}?language={language}")
    assert page.status == 410
    assert fake.vendor.mailbox in page.text
    assert "<form" not in page.text
    program = await call("POST", link, ONE_CLICK, FORM)
    assert (program.status, program.problem) == (410, "news-link-expired")


async def test_the_items_page_reads_in_both_languages_and_writes_nothing(fake: FakeDesk) -> None:
    await published(fake)
    link, before = mailed_link(fake, RUNE, Purpose.NEWS), fake.store.everything()
    swedish, english = await see(link), await see(f"{link}?language=en")
    assert "Hämta den på sidan." in swedish.text
    assert "Skickad måndag 2 mars 2026" in swedish.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Fetch it from the page." in english.text
    assert "About Planner" in english.text
    assert fake.store.everything() == before


async def test_the_page_of_a_draft_says_that_it_is_one(fake: FakeDesk) -> None:
    await call("PUT", "/api/news/planner-9", NEWS)
    await call("POST", "/api/news/planner-9/test", {"author": "anna"})
    await fake.rest()
    page = await see(mailed_link(fake, "anna@example.com", Purpose.NEWS))
    assert "Det här är ett utkast." in page.text


async def test_a_supporter_who_tries_the_way_out_of_a_test_ends_nobodys_news(fake: FakeDesk) -> None:
    await call("PUT", "/api/news/planner-9", NEWS)
    await call("POST", "/api/news/planner-9/test", {"author": "anna"})
    await fake.rest()
    link = mailed_link(fake, "anna@example.com", Purpose.UNSUBSCRIBE)
    assert "Du är inte ansvarig för någon produkt just nu" in (await see(link)).text
    assert (await send(link, {"act": "stop"})).status == 303
    await published(fake)
    assert len(told(fake, RUNE)) == 1
    assert told(fake, OWNER) == []


async def test_a_supporter_whom_the_reader_tells_lets_news_go_there_again(fake: FakeDesk) -> None:
    link = await way_out(fake)
    await call("POST", link, ONE_CLICK, FORM)
    await fake.rest()
    for _ in range(2):
        answer = await call("POST", "/api/members/acme/news/again", {"address": RUNE.upper()})
        assert answer.status == 202
        await fake.rest()
    assert (await call("GET", "/api/members/acme")).json["no_news"] == []
    await published(fake)
    assert len(told(fake, RUNE)) == 2


@pytest.mark.parametrize(
    ("member", "address", "problem"),
    [("nobody", RUNE, "member-unknown"), ("acme", "eva@acme.example.org", "no-such-seat")],
)
@pytest.mark.usefixtures("fake")
async def test_news_again_is_for_a_responsible_person_of_the_member(
    member: str, address: str, problem: str
) -> None:
    answer = await call("POST", f"/api/members/{member}/news/again", {"address": address})
    assert answer.problem == problem


async def test_the_pages_button_proves_the_readers_address_and_a_mail_programs_one_click_does_not(
    fake: FakeDesk,
) -> None:
    link = await way_out(fake)
    await call("POST", link, ONE_CLICK, FORM)
    assert (await standing_of(fake.desk, RUNE)).proved is None
    await act(fake, link, "again")
    assert (await standing_of(fake.desk, RUNE)).proved == fake.clock.instant
