"""The register over HTTP: entered once, moved on, and refused with what to do."""

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.register.registering import ENTRY, REGISTER, entered, moved, read

KEY = {"Idempotency-Key": "calendar"}


async def test_an_entry_gets_the_next_number_and_is_reported(fake: FakeDesk) -> None:
    assert [await entered(), await entered(versions=["9.0"])] == ["E-1", "E-2"]
    entry = await read("e-2")
    assert (entry["entry"], entry["state"], entry["versions"]) == ("E-2", "reported", ["9.0"])
    del fake


async def test_the_same_request_again_is_the_same_entry_and_other_content_under_its_key_is_refused(
    fake: FakeDesk,
) -> None:
    first = await call("POST", REGISTER, ENTRY, KEY)
    before = fake.store.everything()
    again = await call("POST", REGISTER, ENTRY, KEY)
    assert (again.status, again.json) == (201, first.json)
    assert fake.store.everything() == before
    other = await call("POST", REGISTER, ENTRY | {"versions": ["1"]}, KEY)
    assert (other.status, other.problem) == (422, "idempotency-key-reused")


async def test_an_entry_goes_from_reported_to_released_and_each_step_again_changes_nothing(
    fake: FakeDesk,
) -> None:
    entry = await entered()
    steps = [("confirmed", {}), ("fixed", {"version": "9.1"}), ("released", {})]
    for state, said in steps:
        first = await moved(fake, entry, state, **said)
        again = await moved(fake, entry, state, **said)
        assert (first.status, again.status, again.json) == (200, 200, first.json)
    told = await read(entry)
    assert (told["state"], told["fixed_in"]) == ("released", "9.1")
    assert [step["state"] for step in told["steps"]] == ["reported", "confirmed", "fixed", "released"]


async def test_what_is_no_error_says_why_and_can_be_reported_again(fake: FakeDesk) -> None:
    entry = await entered()
    assert (await moved(fake, entry, "not_an_error")).problem == "register-reason-missing"
    assert (await moved(fake, entry, "not_an_error", reason="As the manual says.")).status == 200
    assert (await moved(fake, entry, "confirmed")).problem == "register-step-refused"
    assert (await moved(fake, entry, "reported", reason="The manual is wrong.")).json["state"] == "reported"


@pytest.mark.parametrize(
    ("state", "said", "problem"),
    [
        ("fixed", {"version": "9.1"}, "register-step-refused"),
        ("released", {"version": "9.1"}, "register-step-refused"),
        ("confirmed", {"author": "nobody"}, "author-unknown"),
        ("confirmed", {"version": "9.1"}, "fields-invalid"),
        ("done", {}, "fields-invalid"),
    ],
)
async def test_a_step_that_cannot_be_is_refused_and_changes_nothing(
    fake: FakeDesk, state: str, said: dict[str, str], problem: str
) -> None:
    entry = await entered()
    before = fake.store.everything()
    answer = await moved(fake, entry, state, **said)
    assert answer.problem == problem
    assert answer.json["detail"]
    assert fake.store.everything() == before


async def test_fixed_without_a_version_is_refused(fake: FakeDesk) -> None:
    entry = await entered()
    await moved(fake, entry, "confirmed")
    assert (await moved(fake, entry, "fixed")).problem == "register-version-missing"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": {"sv": "Bara svenska"}},
        {"text": {"sv": "Text", "en": " "}},
        {"product": None},
        {"versions": [""]},
    ],
)
async def test_an_entry_that_lacks_words_in_one_language_is_refused(
    fake: FakeDesk, wrong: dict[str, object]
) -> None:
    answer = await call("POST", REGISTER, ENTRY | wrong)
    assert (answer.status, answer.problem) == (422, "fields-invalid")
    del fake


async def test_an_entry_of_a_product_that_is_not_sold_takes_no_number(fake: FakeDesk) -> None:
    answer = await call("POST", REGISTER, ENTRY | {"product": "nothing"})
    assert (answer.status, answer.problem) == (422, "product-unknown")
    assert await entered() == "E-1"
    del fake


async def test_some_fields_are_written_and_the_others_stay(fake: FakeDesk) -> None:
    entry = await entered(versions=["9.0"])
    changed = {"kind": "adaptation", "versions": ["9.0", "9.1"], "workaround": None}
    answer = await call("PATCH", f"{REGISTER}/{entry}", changed)
    assert answer.status == 200
    assert (answer.json["kind"], answer.json["versions"]) == ("adaptation", ["9.0", "9.1"])
    assert answer.json["title"] == ENTRY["title"]
    assert (await call("PATCH", f"{REGISTER}/{entry}", {"product": "nothing"})).problem == "product-unknown"
    del fake


@pytest.mark.parametrize("name", ["E-7", "E-0", "twelve", "E-1234567"])
async def test_an_entry_that_is_not_there_is_a_404(fake: FakeDesk, name: str) -> None:
    answer = await call("GET", f"{REGISTER}/{name}")
    assert (answer.status, answer.problem) == (404, "register-entry-unknown")
    del fake


async def test_the_list_is_read_by_product_and_state_and_a_page_at_a_time(fake: FakeDesk) -> None:
    names = [await entered(versions=[str(number)]) for number in range(52)]
    await moved(fake, names[0], "confirmed")
    first = (await call("GET", REGISTER)).json
    assert [each["entry"] for each in first["entries"]] == names[:1:-1]
    assert (first["more"], first["next"]) == (True, "E-3")
    last = (await call("GET", f"{REGISTER}?after=E-3")).json
    assert ([each["entry"] for each in last["entries"]], last["more"]) == (["E-2", "E-1"], False)
    confirmed = (await call("GET", f"{REGISTER}?state=confirmed&product=planner")).json
    assert [each["entry"] for each in confirmed["entries"]] == ["E-1"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("state=broken", "fields-invalid"),
        ("after=7", "fields-invalid"),
        ("product=nothing", "product-unknown"),
    ],
)
async def test_a_list_that_cannot_be_is_refused(fake: FakeDesk, query: str, problem: str) -> None:
    assert (await call("GET", f"{REGISTER}?{query}")).problem == problem
    del fake
