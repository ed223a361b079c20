"""What is asked about documents is listed by document and place; whoever asked is told what was bettered."""

from datetime import timedelta
from typing import Any

import pytest

from shared.domain.facts.links import Purpose
from shared.domain.members.member import Seat
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from tests.fakes.desk import SECRET, FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.documentation.studying import (
    MANUAL,
    PLANNER,
    RUNE,
    asked,
    changed,
    page_of,
    sent,
)
from tests.triggers.examples import ACME, EVA
from tests.triggers.links.following import mailed_link, see
from tests.triggers.tickets import opened

QUESTIONS = f"{PLANNER}/questions"
IMPROVEMENTS = f"{PLANNER}/manual/improvements"
WHY = {"author": "anna", "reason": "Not in the manual."}


def at(ticket: str, turn: str = "m1") -> dict[str, str]:
    return {"ticket": ticket[-16:], "turn": turn}


async def improved(
    fake: FakeDesk, *tickets: str, version: str = "9.2", key: str | None = None, **more: object
) -> Answer:
    body = {"author": "anna", "version": version, "questions": [at(each) for each in tickets], **more}
    answer = await call("POST", IMPROVEMENTS, body, {"Idempotency-Key": key} if key else {})
    await fake.rest()
    return answer


async def listed(query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await call("GET", f"{QUESTIONS}{query}")).json["questions"]
    return found


def thanked(fake: FakeDesk, person: str = RUNE) -> list[str]:
    """The texts of the mails to this person that say what was bettered."""
    mails = [mail for mail in fake.mailer.delivered if mail.to.address == person]
    return [mail.text for mail in mails if "9.2" in mail.text]


async def test_questions_are_listed_by_document_and_place_with_their_words(fake: FakeDesk) -> None:
    page = await sent(fake)
    for document, place in (("tour", "B"), ("manual", "kapitel 3"), ("manual", "Kapitel 12")):
        await asked(fake, page, document, place, f"Om {place}?")
    assert [(each["document"], each["place"], each["text"]) for each in await listed()] == [
        ("manual", "Kapitel 12", "Om Kapitel 12?"),
        ("manual", "kapitel 3", "Om kapitel 3?"),
        ("tour", "B", "Om B?"),
    ]
    assert [each["place"] for each in await listed("?document=tour")] == ["B"]
    assert await listed("?waiting=true") == await listed()


async def test_what_a_supporter_keeps_is_listed_under_the_document_that_it_names(fake: FakeDesk) -> None:
    await sent(fake)
    ticket = await opened(fake, kind="question", message="Var sparas exporten?")
    address = f"{ticket}/turns/m1/material"
    assert (await call("POST", address, WHY)).status == 200
    assert await listed() == []
    unknown = await call("POST", address, WHY | {"document": "typo"})
    assert (unknown.status, unknown.problem) == (404, "document-unknown")
    for place in ("Kapitel 3", "Kapitel 4"):
        for _ in range(2):
            body = WHY | {"document": "manual", "place": place}
            assert (await call("POST", address, body)).status == 200
        (kept,) = await listed()
        assert (kept["document"], kept["place"], kept["author"]) == ("manual", place, "anna")
    await call("POST", f"{address}/drop", WHY)
    assert await listed() == []


async def test_who_asked_is_told_in_its_language_with_the_places_and_a_link_to_its_ticket(
    fake: FakeDesk,
) -> None:
    page = await sent(fake)
    ticket = await asked(fake, page)
    answer = await improved(fake, ticket)
    assert (answer.status, answer.json["told"], answer.json["questions"]) == (202, 1, [at(ticket)])
    (text,) = thanked(fake)
    for said in ("Handboken", "Kapitel 3", MANUAL["address"]["sv"]):
        assert said in text
    assert (await see(mailed_link(fake, RUNE, Purpose.TICKET))).status == 200
    assert [each["improved"] for each in await listed()] == ["9.2"]
    assert await listed("?waiting=true") == []
    view = (await call("GET", ticket)).json
    assert view["material"][0]["improved"] == "9.2"
    (event,) = [each for each in view["events"] if each["event"] == "material_improved"]
    assert (event["author"], event["by"], len(event["told"])) == ("anna", "key", 1)
    assert [clock["state"] for clock in view["clocks"]] == ["running"]


async def test_in_english_where_it_was_asked_in_english(fake: FakeDesk) -> None:
    await sent(fake)
    await changed(fake, language=Language.ENGLISH)
    ticket = await asked(fake, page_of(fake))
    await improved(fake, ticket)
    (text,) = thanked(fake)
    assert ("The manual" in text, "Handboken" in text) == (True, False)


async def test_one_mail_a_person_however_many_questions_and_once_however_often_it_is_said(
    fake: FakeDesk,
) -> None:
    rut = Seat(product="planner", address="rut@acme.example.org", name="Rut")
    page = await sent(fake)
    mine = [await asked(fake, page, place=place, message=f"Om {place}?") for place in ("A", "B")]
    await changed(fake, seats=(*ACME.seats, rut))
    hers = await asked(fake, page_of(fake, rut.address), place="C", message="Om C?")
    first = await improved(fake, *mine, hers, key="once")
    assert (first.json["told"], len(thanked(fake)), len(thanked(fake, rut.address))) == (2, 1, 1)
    assert "A, B" in thanked(fake)[0]
    before = fake.store.everything()
    assert (await improved(fake, *mine, hers, key="once")).json == first.json
    assert fake.store.everything() == before
    again = await improved(fake, *mine, hers, key="another")
    assert (again.status, again.json["told"], again.json["questions"]) == (202, 0, [])
    assert (len(thanked(fake)), len(thanked(fake, rut.address))) == (1, 1)
    other = await improved(fake, *mine, version="9.2.1", key="once")
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


async def test_once_all_are_told_whom_and_of_which_place_stands_at_the_tickets_alone(fake: FakeDesk) -> None:
    await improved(fake, await asked(fake, await sent(fake), place="Kapitel 3"))
    assert thanked(fake)
    rows = {key: text for (_, _, key), text in fake.store.everything().items()}
    (row,) = [text for key, text in rows.items() if key.startswith("improvement-")]
    assert [each for each in ("Kapitel 3", address_key(SECRET, RUNE)) if each in row] == []


async def test_what_is_said_again_before_anybody_was_told_is_told_once(fake: FakeDesk) -> None:
    page = await sent(fake)
    first, second = [await asked(fake, page, place=place, message=f"Om {place}?") for place in ("A", "B")]
    body = {"author": "anna", "version": "9.2", "questions": [at(first)]}
    assert (await call("POST", IMPROVEMENTS, body, {"Idempotency-Key": "one"})).json["told"] == 1
    again = await call("POST", IMPROVEMENTS, body, {"Idempotency-Key": "other"})
    assert (again.status, again.json["told"], again.json["questions"]) == (202, 0, [])
    more = await improved(fake, first, second)
    assert more.json["questions"] == [at(second)]
    assert sorted("Om A" in text or "A" in text.split() for text in thanked(fake)) == [False, True]
    assert await listed("?waiting=true") == []


async def test_a_still_better_version_is_told_anew(fake: FakeDesk) -> None:
    ticket = await asked(fake, await sent(fake))
    await improved(fake, ticket)
    assert (await improved(fake, ticket, version="9.2.1")).json["told"] == 1
    assert len(thanked(fake)) == 2
    assert [each["improved"] for each in await listed()] == ["9.2.1"]


async def test_who_asked_by_the_form_is_told_too_where_a_supporter_kept_it(fake: FakeDesk) -> None:
    await sent(fake)
    ticket = await opened(fake, kind="question")
    await call("POST", f"{ticket}/turns/m1/material", WHY | {"document": "manual", "place": "Kapitel 3"})
    assert (await improved(fake, ticket)).json["told"] == 1
    assert "Kapitel 3" in thanked(fake, EVA)[0]


async def test_the_lost_message_is_made_up_for_by_the_agenda(fake: FakeDesk) -> None:
    ticket = await asked(fake, await sent(fake))
    body = {"author": "anna", "version": "9.2", "questions": [at(ticket)]}
    await call("POST", IMPROVEMENTS, body)
    fake.queue.take()
    await fake.advance(timedelta(minutes=10))
    assert len(thanked(fake)) == 1


async def test_a_question_that_is_not_about_the_document_is_refused_by_its_path(fake: FakeDesk) -> None:
    page = await sent(fake)
    right, wrong = await asked(fake, page), await asked(fake, page, "tour", message="Om turen?")
    plain = await opened(fake, kind="question", message="Only kept.")
    await call("POST", f"{plain}/turns/m1/material", WHY)
    before = fake.store.everything()
    answer = await improved(fake, right, wrong, plain, f"/api/tickets/{'a' * 16}")
    assert (answer.status, answer.problem) == (422, "material-unknown")
    assert [each["field"] for each in answer.json["errors"]] == [f"questions.{each}" for each in (1, 2, 3)]
    assert fake.store.everything() == before


@pytest.mark.parametrize(
    ("address", "changed_body", "problem"),
    [
        (f"{PLANNER}/typo/improvements", {}, (404, "document-unknown")),
        ("/api/documents/typo/manual/improvements", {}, (422, "product-unknown")),
        (IMPROVEMENTS, {"author": "nobody"}, (422, "author-unknown")),
        (IMPROVEMENTS, {"version": " "}, (422, "fields-invalid")),
        (IMPROVEMENTS, {"questions": []}, (422, "fields-invalid")),
        (IMPROVEMENTS, {"questions": [{"ticket": "short", "turn": "m1"}]}, (422, "fields-invalid")),
    ],
)
async def test_bad_input_is_refused_and_tells_nobody(
    fake: FakeDesk, address: str, changed_body: dict[str, Any], problem: tuple[int, str]
) -> None:
    ticket = await asked(fake, await sent(fake))
    before = fake.store.everything()
    body = {"author": "anna", "version": "9.2", "questions": [at(ticket)]} | changed_body
    answer = await call("POST", address, body)
    await fake.rest()
    assert (answer.status, answer.problem) == problem
    assert fake.store.everything() == before


@pytest.mark.usefixtures("fake")
async def test_a_list_of_no_document_and_a_choice_that_is_none_are_refused() -> None:
    assert (await call("GET", f"{QUESTIONS}?document=typo")).problem == "document-unknown"
    assert (await call("GET", f"{QUESTIONS}?waiting=perhaps")).problem == "fields-invalid"
    assert (await call("GET", "/api/documents/typo/questions")).problem == "product-unknown"
