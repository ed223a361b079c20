"""A release fixes entries of the register: they are released with it, and whoever reported them is told."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.facts.links import Purpose
from shared.domain.members.member import HandSubscription
from shared.domain.members.member_change import MemberChange
from shared.usecases.members.change_member import change_member
from shared.usecases.outbox.flag_seats import flag_seats
from tests.examples.member_links import link_in
from tests.examples.release_examples import ADDRESS, NOTES
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import FORM, Answer, call
from tests.triggers.examples import ACME, EVA, REQUEST, STRANGER
from tests.triggers.links.following import see
from tests.triggers.register.registering import entered, moved, read, tied

RUNE = "rune@acme.example.org"
BEA = "bea@acme.example.org"


async def reported(fake: FakeDesk, *emails: str, state: str = "confirmed", **entry: object) -> str:
    """The name of an entry that these people reported, in this state; mails so far are forgotten."""
    name = await entered(**entry)
    for email in emails:
        ticket = (await call("POST", "/api/intake", REQUEST | {"email": email})).json["ticket"]
        await tied(fake, name, ticket)
    if state != "reported":
        await moved(fake, name, "confirmed")
    fake.mailer.delivered.clear()
    return name


async def published(fake: FakeDesk, *fixes: str, **changed: Any) -> Answer:  # noqa: ANN401 - any field
    """Planner 7.2 is out and told."""
    body = {"product": "planner", "version": "7.2", "notes": NOTES, "author": "anna", "fixes": fixes}
    answer = await call("POST", "/api/releases", body | {"address": ADDRESS} | changed)
    await fake.rest()
    return answer


def mails(fake: FakeDesk) -> dict[str, str]:
    """The text of the one mail that each person got."""
    texts = {mail.to.address: mail.text for mail in fake.mailer.delivered}
    assert len(texts) == len(fake.mailer.delivered)
    return texts


async def test_its_entries_are_released_with_it(fake: FakeDesk) -> None:
    confirmed, fixed = await reported(fake), await reported(fake, text={"sv": "Annat.", "en": "Other."})
    await moved(fake, fixed, "fixed", version="7.2")
    assert (await published(fake, confirmed, fixed)).json["fixes"] == [confirmed, fixed]
    for name in (confirmed, fixed):
        entry = await read(name)
        assert (entry["state"], entry["fixed_in"]) == ("released", "7.2")


async def test_whoever_reported_is_told_once_with_all_that_concerns_it(fake: FakeDesk) -> None:
    one = await reported(fake, EVA, BEA, STRANGER)
    other = await reported(
        fake, EVA, title={"sv": "Utskriften är sned", "en": "The print is askew"}, versions=["7"]
    )
    await published(fake, one, other)
    told = mails(fake)
    assert set(told) == {EVA, BEA, STRANGER, RUNE}
    assert told[EVA].count("Det här rapporterade du.") == 2
    assert told[BEA].count("Det här rapporterade du.") == 1
    assert "du har rapporterat något" in " ".join(told[STRANGER].split())


async def test_a_responsible_person_sees_what_its_member_reported_marked(fake: FakeDesk) -> None:
    ours = await reported(fake, EVA, BEA)
    others = await reported(fake, STRANGER, title={"sv": "Utskriften är sned", "en": "Askew"})
    await published(fake, ours, others)
    text = mails(fake)[RUNE]
    assert text.count("Det här rapporterade din organisation.") == 1
    assert f"{ours}. Det här rapporterade din organisation." in text
    assert f"{others}. Det" not in text
    assert "du är ansvarig för Planner" in " ".join(text.split())


async def test_a_responsible_person_who_reported_gets_one_mail_that_says_both(fake: FakeDesk) -> None:
    name = await reported(fake, RUNE, EVA)
    await published(fake, name)
    text = " ".join(mails(fake)[RUNE].split())
    assert f"{name}. Det här rapporterade du." in text
    assert "ansvarig för Planner i din organisation och har rapporterat något" in text


async def lapse(fake: FakeDesk) -> None:
    """Acme's subscription to Planner is cancelled now."""
    ended = HandSubscription(product="planner", status="cancelled", since=fake.clock.now())
    change = MemberChange(subscriptions=(*ACME.subscriptions, ended))
    await change_member(fake.desk, "acme", change, read=("*",))
    await fake.advance(timedelta(hours=1))
    fake.mailer.delivered.clear()


async def test_the_responsible_person_of_a_lapsed_member_is_told_of_what_a_colleague_reported(
    fake: FakeDesk,
) -> None:
    ours = await reported(fake, EVA, BEA)
    others = await reported(fake, STRANGER, title={"sv": "Utskriften är sned", "en": "Askew"})
    await lapse(fake)
    await published(fake, ours, others)
    told = mails(fake)
    assert set(told) == {EVA, BEA, STRANGER, RUNE}
    text = " ".join(told[RUNE].split())
    assert f"{ours}. Det här rapporterade din organisation." in text
    assert f"{others}. Det" not in text
    assert "det som din organisation rapporterade är åtgärdat" in text
    assert "du är ansvarig för Planner i din organisation, som har rapporterat något" in text
    assert "Versionen ingår i din organisations prenumeration" not in text
    page = await see(f"{link_in(told[RUNE], Purpose.UPGRADE)}?language=en")
    assert ("Your subscription does not cover Planner" in page.text, ADDRESS in page.text) == (True, False)
    later = await fake.advance(timedelta(days=1))
    assert [mail for mail in later if "7.2" in mail.subject] == []


async def test_a_lapsed_member_that_reported_nothing_of_it_gets_no_news_of_a_release(fake: FakeDesk) -> None:
    name = await reported(fake, STRANGER)
    await lapse(fake)
    await published(fake, name)
    assert set(mails(fake)) == {STRANGER}


async def test_a_responsible_person_of_a_lapsed_member_who_reported_too_gets_one_mail(fake: FakeDesk) -> None:
    name = await reported(fake, RUNE, EVA)
    await lapse(fake)
    await published(fake, name)
    assert f"{name}. Det här rapporterade du." in " ".join(mails(fake)[RUNE].split())


async def test_whose_address_is_dead_at_a_lapsed_member_is_not_written_to(fake: FakeDesk) -> None:
    name = await reported(fake, EVA)
    await lapse(fake)
    report = ProviderReport(
        operation_id="x", recipient=RUNE, status=DeliveryStatus.BOUNCED, attempted=fake.clock.now()
    )
    await flag_seats(fake.desk, report)
    await fake.rest()
    fake.mailer.delivered.clear()
    await published(fake, name)
    assert set(mails(fake)) == {EVA}


async def test_an_entry_that_was_merged_is_told_as_the_one_in_which_it_goes_on(fake: FakeDesk) -> None:
    kept = await reported(fake, EVA)
    gone = await reported(fake, BEA, title={"sv": "Samma sak", "en": "The same"})
    await call("POST", f"/api/register/{gone}/merge", {"into": kept, "author": "anna"})
    await fake.rest()
    fake.mailer.delivered.clear()
    await published(fake, gone, kept)
    told = mails(fake)
    assert {EVA, BEA} <= set(told)
    assert told[BEA].count("Det här rapporterade du.") == 1
    assert "Samma sak" not in told[BEA]


async def test_the_same_release_again_changes_nothing_though_its_entries_are_released(fake: FakeDesk) -> None:
    name = await reported(fake, EVA)
    first = await published(fake, name)
    again = await published(fake, name)
    assert (first.status, again.status, again.json) == (201, 200, first.json)
    assert set(mails(fake)) == {EVA, RUNE}
    later = await fake.advance(timedelta(days=1))
    assert [mail.subject for mail in later if "7.2" in mail.subject] == []


async def test_an_entry_that_is_not_there_or_of_another_product_is_named_by_its_field(
    fake: FakeDesk,
) -> None:
    mine = await reported(fake)
    other = await reported(fake, product="ledger")
    before = fake.store.everything()
    for wrong in ("E-99", other):
        answer = await published(fake, mine, wrong)
        assert (answer.status, answer.problem) == (422, "fix-unknown")
        assert [each["field"] for each in answer.json["errors"]] == ["fixes.1"]
    assert fake.store.everything() == before


async def test_an_entry_that_is_only_reported_or_released_otherwise_is_refused(fake: FakeDesk) -> None:
    early = await reported(fake, state="reported")
    answer = await published(fake, early)
    assert (answer.status, answer.problem) == (409, "fix-unready")
    done = await reported(fake, title={"sv": "Annat", "en": "Other"})
    await published(fake, done)
    answer = await published(fake, done, version="7.3")
    assert (answer.status, answer.problem) == (409, "fix-unready")
    assert (await call("GET", "/api/versions/planner")).json["version"] == "7.2"


@pytest.mark.usefixtures("fake")
async def test_what_is_no_entrys_name_and_an_unknown_author_are_refused() -> None:
    body = {"product": "planner", "version": "7.2", "notes": NOTES, "address": ADDRESS}
    answer = await call("POST", "/api/releases", body | {"author": "anna", "fixes": ["12"]})
    assert [each["field"] for each in answer.json["errors"]] == ["fixes.0"]
    answer = await call("POST", "/api/releases", body | {"author": "nobody"})
    assert (answer.status, answer.problem) == (422, "author-unknown")


async def test_an_entry_that_a_supporter_takes_back_meanwhile_keeps_nobody_from_being_told(
    fake: FakeDesk,
) -> None:
    name = await reported(fake, EVA)
    body = {"product": "planner", "version": "7.2", "notes": NOTES, "author": "anna", "fixes": [name]}
    await call("POST", "/api/releases", body | {"address": ADDRESS})
    fake.queue.take()
    await moved(fake, name, "not_an_error", reason="It is as it should be.")
    await fake.advance(timedelta(minutes=10))
    assert (await read(name))["state"] == "not_an_error"
    assert RUNE in mails(fake)


async def test_who_wants_no_news_is_told_of_what_it_reported_and_of_no_other_release(fake: FakeDesk) -> None:
    await published(fake, version="7.1")
    (told,) = fake.mailer.delivered
    await call("POST", link_in(told.text, Purpose.UNSUBSCRIBE), b"List-Unsubscribe=One-Click", FORM)
    await fake.rest()
    name = await reported(fake, RUNE)
    await published(fake, name)
    assert RUNE in mails(fake)
    fake.mailer.delivered.clear()
    await published(fake, version="7.3")
    assert RUNE not in mails(fake)
