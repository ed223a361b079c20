"""A person is exported: everything that is kept under the address, and nothing of anybody else."""

import io
import json
import zipfile

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.people.a_person import CANARY, EVA, NAMED, OTHER, OTHERS_WORDS, lived


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
