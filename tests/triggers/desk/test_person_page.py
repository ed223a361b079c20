"""A person at the desk: what is kept is shown to both, handed out to both, and erased by the owner alone."""

import io
import zipfile

import pytest

from devstack.sign_in.people import DemoPerson
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.signing_in import ANNA, BO, NILS, OLGA, look, said_at_fields, send
from tests.triggers.examples import EVA
from tests.triggers.tickets import opened

PAGE = "/desk/people"
CHIEF = DemoPerson("Anna", "anna@example.com", ("Supporter", "Owner"))


async def asked(address: str = EVA, person: DemoPerson = BO) -> Answer:
    """Fill in the address, and send it."""
    ((_, hidden),) = forms_in((await look(PAGE, person)).text)
    return await send(PAGE, hidden | {"address": address}, person)


async def form(act: str, person: DemoPerson) -> dict[str, str]:
    """What the form for this act sends unseen, on the page about Eva."""
    forms = forms_in((await asked(EVA, person)).text)
    return next(each for _, each in forms if each.get("act") == act)


async def audited(what: str) -> dict[str, object]:
    listed = (await call("GET", "/api/audit")).json["entries"]
    return dict(next(each for each in listed if each["what"] == what))


async def test_what_is_kept_is_shown_and_the_address_stands_in_no_address_of_a_page(fake: FakeDesk) -> None:
    ticket = (await opened(fake)).rpartition("/")[2]
    answer = await asked()
    assert answer.status == 200
    for shown in (f"/desk/tickets/{ticket}", "/desk/members/acme", "What is kept", "Hand out a copy"):
        assert shown in answer.text
    assert "Erase now" not in answer.text
    assert "a supporter too, can erase" in answer.text
    assert f"?address={EVA}" not in answer.text
    entry = await audited("desk_person")
    assert (entry["who"], entry["changes"]) == ("bo", True)
    assert EVA not in str(entry)


async def test_both_hand_out_the_same_file_as_the_api_and_it_is_audited(fake: FakeDesk) -> None:
    await opened(fake, message="It stops.")
    for person in (BO, OLGA):
        answer = await send(f"{PAGE}/export", await form("export", person) | {"address": EVA}, person)
        assert (answer.status, answer.media) == (200, "application/octet-stream")
        with zipfile.ZipFile(io.BytesIO(answer.body)) as packed:
            assert "It stops." in packed.read("person.json").decode()
    assert (await audited("desk_person_export"))["about"]


async def test_the_owner_who_is_a_supporter_erases_with_a_reason(fake: FakeDesk) -> None:
    await opened(fake)
    hidden = await form("erase", CHIEF)
    answer = await send(f"{PAGE}/erase", hidden | {"reason": "Asked for it by letter."}, CHIEF)
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/people?done=erase")
    assert "Uppgifterna raderas nu." in (await look(answer.headers["Location"], CHIEF)).text
    await fake.rest()
    exported = await call("POST", "/api/people/export", {"address": EVA})
    with zipfile.ZipFile(io.BytesIO(exported.body)) as packed:
        assert "The calendar stays empty." not in packed.read("person.json").decode()


async def test_a_supporter_is_refused_to_erase_and_nothing_happens(fake: FakeDesk) -> None:
    await opened(fake)
    hidden = await form("export", BO) | {"act": "erase", "reason": "No reason."}
    before = fake.store.everything()
    for person in (BO, ANNA, NILS):
        assert (await send(f"{PAGE}/erase", hidden, person)).status == 403
    assert fake.store.everything() == before


@pytest.mark.parametrize(
    ("reason", "field"),
    [("", "erase-reason"), (f"{EVA} asked.", "")],
)
async def test_what_keeps_it_from_being_done_is_said_with_the_page(
    fake: FakeDesk, reason: str, field: str
) -> None:
    await opened(fake)
    answer = await send(f"{PAGE}/erase", await form("erase", CHIEF) | {"reason": reason}, CHIEF)
    assert answer.status == 422
    assert set(said_at_fields(answer.text)) == ({field} if field else set())
    assert "Adressen står i skälet" in answer.text or field


async def test_whoever_the_contract_is_with_is_not_erased_before_another_is_named(fake: FakeDesk) -> None:
    assert fake.desk
    page = (await asked("owner@acme.example.org", CHIEF)).text
    assert "kontaktperson för avtalet hos acme" in page
    assert "Radera nu" not in page


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("address", "said"),
    [("", "Enter the person"), ("eva", "Enter the whole email address")],
)
async def test_an_address_that_is_none_is_said_at_the_field(address: str, said: str) -> None:
    answer = await asked(address)
    assert answer.status == 422
    assert said in said_at_fields(answer.text)["look-address"]


@pytest.mark.usefixtures("fake")
async def test_of_a_stranger_nothing_is_kept_and_the_vendors_own_people_are_no_persons() -> None:
    assert "Nothing is kept under this address." in (await asked("no@body.example.org")).text
    refused = await asked("anna@example.com")
    assert "The address is the vendor" in refused.text
    assert refused.status in {409, 422}
