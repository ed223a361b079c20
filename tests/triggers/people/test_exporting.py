"""A person is exported: everything that is kept under the address, and nothing of anybody else."""

import io
import json
import zipfile

from shared.domain.facts.links import Purpose
from shared.usecases.members.put_member import put_member
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.links.following import act, mailed_link
from tests.triggers.people.a_person import CANARY, EVA, MEMBER, NAMED, OTHER, OTHERS_WORDS, lived, post


async def exported(address: str = EVA, language: str = "en") -> dict[str, bytes]:
    """What is in the zip, by name."""
    answer = await call("POST", f"/api/people/export?language={language}", {"address": address})
    assert answer.status == 200, answer.text
    assert CANARY not in str(answer.headers)
    with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


async def test_all_that_was_written_to_and_about_the_person_is_there(fake: FakeDesk) -> None:
    await lived(fake)
    inside = await exported(EVA.upper())
    told = json.loads(inside["person.json"])
    text = json.dumps(told)
    words = (
        "stops.",
        "is impatient.",
        "asked well.",
        f"Dear {NAMED}",
        "writes again.",
        "is away.",
        "wants more.",
    )
    assert [
        each for each in (*words, "has it too.", "a report.", "teams.example.com") if each not in text
    ] == []
    assert [member["seats"][0]["product"] for member in told["members"]] == ["planner"]
    assert len(told["news"]) == 1
    assert len([name for name in inside if name.startswith("mails/")]) == 2
    (file,) = (content for name, content in inside.items() if name.startswith("files/"))
    assert file == f"{CANARY} in a file".encode()


async def test_nothing_of_anybody_else_is_there(fake: FakeDesk) -> None:
    await lived(fake)
    inside = await exported()
    whole = b" ".join(inside.values()).decode()
    assert OTHERS_WORDS not in whole
    assert OTHER not in whole
    assert EVA not in b" ".join((await exported(OTHER)).values()).decode()


async def test_of_a_colleagues_message_and_of_a_copy_of_its_answer_no_word_is_there(fake: FakeDesk) -> None:
    await put_member(fake.desk, MEMBER)
    report = {"email": EVA, "name": NAMED, "product": "Planner", "kind": "error", "message": "It stops."}
    mine = (await post("/api/intake", report)).json["ticket"]
    his = (await post("/api/intake", report | {"email": OTHER, "name": "Oskar"})).json["ticket"]
    await post(f"/api/tickets/{mine}/messages", {"email": OTHER, "name": "Oskar", "message": OTHERS_WORDS})
    await fake.rest()
    kept = {"author": "anna", "reason": f"As {OTHER} says.", "place": "Oskar's chapter"}
    await post(f"/api/tickets/{mine}/turns/m2/material", kept)
    answer = {"author": "bo", "text": "Dear Oskar, press save.", "answers_up_to": "m1", "with_copy": True}
    await post(f"/api/tickets/{his}/answers", answer)
    await fake.rest()
    inside = await exported()
    told = json.loads(inside["person.json"])
    assert "answer" in [mail["mail"] for ticket in told["tickets"] for mail in ticket["mails"]]
    assert b"oskar" not in b" ".join(inside.values()).lower()
    assert b"Oskar's chapter" in (await exported(OTHER))["person.json"]


async def test_whoever_a_mail_to_the_contract_contact_names_is_not_there(fake: FakeDesk) -> None:
    await put_member(fake.desk, MEMBER)
    await fake.rest()
    await act(fake, mailed_link(fake, EVA, Purpose.SEAT), "decline")
    inside = await exported("owner@acme.example.org")
    assert "seat_declined" in [mail["mail"] for mail in json.loads(inside["person.json"])["notices"]]
    assert CANARY.encode() not in b" ".join(inside.values()).lower()


async def test_the_page_says_the_same_in_both_languages_and_runs_nothing(fake: FakeDesk) -> None:
    await lived(fake)
    swedish, english = [(await exported(language=each))["person.html"].decode() for each in ("sv", "en")]
    assert ("Dina uppgifter" in swedish, "Your data" in english) == (True, True)
    for page in (swedish, english):
        assert f"Dear {NAMED}, press save." in page
        assert "<script" not in page


async def test_what_somebody_wrote_is_never_markup_on_the_page(fake: FakeDesk) -> None:
    message = "<img src=x onerror=alert(1)>"
    await call("POST", "/api/intake", {"email": EVA, "product": "Planner", "message": message})
    page = (await exported())["person.html"].decode()
    assert message not in page
    assert "&lt;img" in page
    assert fake.store.everything()


async def test_of_somebody_unknown_there_is_nothing_and_nothing_is_written(fake: FakeDesk) -> None:
    before = fake.store.everything()
    told = json.loads((await exported("nobody@example.net"))["person.json"])
    assert (told["tickets"], told["members"], told["kept_mails"]) == ([], [], [])
    assert fake.store.everything() == before
