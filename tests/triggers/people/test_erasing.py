"""A person is erased: told before what will be touched, then gone everywhere, and nothing comes back."""

from datetime import timedelta

from shared.domain.values.identity import address_key
from shared.usecases.mail.take_mail import TakenAs, take_mail
from tests.fakes.desk import SECRET, FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.people.a_person import (
    CANARY,
    EVA,
    OTHER,
    OTHERS_WORDS,
    keyed,
    lived,
    post,
    raw_mail,
    traces,
)

KEPT = ("limits knocks", "audit ", f"limits {address_key(SECRET, EVA)} erasure-")
"""Counts of the last hours, which pass; the audit list; and the row that says that she is erased."""
ERASE = {"address": EVA, "author": "anna", "reason": "Asked for it by letter."}


async def erased(fake: FakeDesk, **more: object) -> Answer:
    """Eva is erased, and the time passes that it takes."""
    answer = await call("POST", "/api/people/erase", ERASE | more)
    await fake.rest()
    await fake.advance(timedelta(minutes=30))
    return answer


async def test_a_preview_says_what_will_be_touched_and_writes_nothing(fake: FakeDesk) -> None:
    ticket = await lived(fake)
    before = fake.store.everything()
    answer = await call("POST", "/api/people/erase", ERASE | {"preview": True})
    assert answer.status == 200, answer.text
    assert fake.store.everything() == before
    told = answer.json
    assert ticket in told["tickets"]
    assert (len(told["tickets"]), told["files"], told["members"], told["machine_mails"]) == (
        5,
        1,
        ["acme"],
        1,
    )
    assert told["remains"]


async def test_no_word_and_no_key_of_the_person_is_left_anywhere(fake: FakeDesk) -> None:
    await lived(fake)
    assert traces(fake)
    assert (await erased(fake)).status == 200
    assert traces(fake) == []
    left = [row for row in keyed(fake) if not row.startswith(KEPT)]
    assert left == [], "\n".join(left)


async def test_the_same_mail_again_brings_nothing_back_and_a_new_one_is_a_new_beginning(
    fake: FakeDesk,
) -> None:
    await lived(fake)
    await erased(fake)
    for message in ("mailed", "machine"):
        more = ("Auto-Submitted: auto-replied",) if message == "machine" else ()
        for received in ((), ("Received: by another way",)):
            text = f"{CANARY} is away." if message == "machine" else f"{CANARY} writes again."
            await take_mail(fake.desk, raw_mail(message, text, EVA, *more, *received))
            await fake.rest()
    assert traces(fake) == []
    taken = await take_mail(fake.desk, raw_mail("new", "I am back."))
    assert taken.taken_as is TakenAs.TICKET
    await fake.advance(timedelta(hours=1))
    view = (await call("GET", f"/api/tickets/{taken.ticket}")).json
    assert view["turns"][0]["email"] == EVA
    assert EVA in [mail.to.address for mail in fake.mailer.delivered[-4:]]


async def test_the_same_key_again_is_the_erased_ticket_and_says_nothing(fake: FakeDesk) -> None:
    fields = {"email": EVA, "product": "Planner", "message": f"{CANARY} stops."}
    key = {"Idempotency-Key": "one-and-the-same"}
    first = await call("POST", "/api/intake", fields, key)
    await erased(fake)
    again = await call("POST", "/api/intake", fields, key)
    assert again.json["ticket"] == first.json["ticket"]
    assert traces(fake) == []


async def test_what_others_wrote_stays_without_the_persons_name(fake: FakeDesk) -> None:
    await lived(fake)
    await erased(fake)
    stored = "".join(fake.store.everything().values())
    assert OTHERS_WORDS in stored
    assert OTHER in stored
    assert "As … said." in stored


async def test_a_mail_on_its_way_to_the_person_is_withdrawn(fake: FakeDesk) -> None:
    ticket = await lived(fake)
    body = {"author": "anna", "text": "One thing more.", "answers_up_to": "m1"}
    await call("POST", f"/api/tickets/{ticket}/answers", body)
    fake.queue.take()
    told = await call("POST", "/api/people/erase", ERASE | {"preview": True})
    assert told.json["mails_withdrawn"] == 1
    before = len(fake.mailer.delivered)
    await erased(fake)
    assert EVA not in [mail.to.address for mail in fake.mailer.delivered[before:]]


async def test_the_months_books_stay_as_they_were_for_what_has_ended(fake: FakeDesk) -> None:
    for hours in (2, 30):
        fields = {"email": EVA, "product": "Planner", "kind": "error", "message": f"{CANARY} {hours}"}
        ticket = (await post("/api/intake", fields)).json["ticket"]
        await fake.advance(timedelta(hours=hours))
        body = {"author": "anna", "text": "Press save.", "answers_up_to": "m1"}
        await post(f"/api/tickets/{ticket}/answers", body)
        await fake.rest()
    before = (await call("GET", "/api/reports/2026-03")).json
    assert before["total"]["vendor_side"]["answered_late"] == 1
    await erased(fake)
    after = (await call("GET", "/api/reports/2026-03")).json
    assert after | {"as_of": ""} == before | {"as_of": ""}


async def test_what_nobody_had_answered_is_ended_as_needing_no_answer(fake: FakeDesk) -> None:
    fields = {"email": EVA, "product": "Planner", "message": CANARY}
    ticket = (await post("/api/intake", fields)).json["ticket"]
    await erased(fake)
    view = (await call("GET", f"/api/tickets/{ticket}")).json
    assert [each["how"] for each in view["clocks"]] == ["no_answer_needed"]
    assert await fake.advance(timedelta(days=15)) == []
    assert (await call("GET", f"/api/tickets/{ticket}")).json["closed"]
    act = {"author": "anna", "text": "Hello?", "answers_up_to": "m1"}
    assert (await call("POST", f"/api/tickets/{ticket}/answers", act)).status == 404


async def test_who_holds_the_contract_is_named_anew_first(fake: FakeDesk) -> None:
    before = fake.store.everything()
    answer = await call("POST", "/api/people/erase", ERASE | {"address": "owner@acme.example.org"})
    assert (answer.status, answer.problem) == (409, "person-owns-member")
    assert fake.store.everything() == before


async def test_neither_the_desks_own_people_nor_a_reason_with_the_address_is_taken(fake: FakeDesk) -> None:
    answer = await call("POST", "/api/people/erase", ERASE | {"address": "anna@example.com"})
    assert (answer.status, answer.problem) == (422, "person-of-desk")
    for address in (EVA, "eva@bücher.example"):
        body = ERASE | {"address": address, "reason": f"{address.upper()}, asked."}
        answer = await call("POST", "/api/people/erase", body)
        assert (answer.status, answer.problem) == (422, "reason-names-person")
    assert fake.store.everything()
