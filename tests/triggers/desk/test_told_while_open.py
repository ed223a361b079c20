"""Open pages tell what their reader does, and are told who else is there and what has come, and no words."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from devstack.sign_in.people import DemoPerson
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import FORM, JSON, Answer, call
from tests.triggers.desk.signing_in import ANNA, BO, OLGA, SENDS, act, look
from tests.triggers.desk.test_ticket_page import UNKNOWN, at_the_desk

ASKS = {"Accept": "application/json", "Sec-Fetch-Site": "same-origin"}
LINE = re.compile(r'data-token="(?P<token>[^"]+)" data-events="(?P<events>\d+)" data-notes="(?P<notes>\d+)"')


async def seen(page: str, person: DemoPerson = ANNA) -> dict[str, str]:
    """What the script of this page sends, once the person has opened it."""
    found = LINE.search((await look(page, person)).text)
    assert found
    return found.groupdict()


async def tell(page: str, form: dict[str, str], person: DemoPerson = ANNA, doing: str = "reading") -> Answer:
    body = urlencode(form | {"doing": doing}).encode()
    return await call("POST", f"{page}/presence", body, {**FORM, **ASKS, **SENDS, **person.headers})


async def test_what_a_page_tells_counts_for_two_minutes_and_is_told_to_the_other(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    annas, bos = await seen(page), await seen(page, BO)
    assert (await tell(page, annas, doing="writing")).json == {"here": "Bo har ärendet öppet.", "came": ""}
    assert (await tell(page, bos, BO)).json == {"here": "Anna is writing on the ticket.", "came": ""}
    await tell(page, annas)
    assert (await tell(page, bos, BO)).json["here"] == "Anna has the ticket open."
    fake.clock.instant += timedelta(minutes=2)
    assert (await tell(page, bos, BO)).json["here"] == ""
    await tell(page, annas)
    await tell(page, annas, doing="left")
    assert (await tell(page, bos, BO)).json["here"] == ""


async def test_a_page_is_told_what_others_did_since_it_was_made_until_it_is_made_anew(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    bos = await seen(page, BO)
    await act(page, "answer", text="Press Save first.")
    await call("POST", page.replace("/desk/", "/api/") + "/messages", {"message": "And another thing."})
    told = "Since you opened the page: 1 new message, 1 new answer."
    assert [(await tell(page, bos, BO)).json["came"] for _ in range(2)] == [told, told]
    assert (await tell(page, await seen(page, BO), BO)).json["came"] == ""


async def test_what_is_told_from_elsewhere_by_whom_it_is_not_or_of_no_ticket_does_nothing(
    fake: FakeDesk,
) -> None:
    page, other = await at_the_desk(fake), await at_the_desk(fake, message="Another.")
    form = await seen(page)
    before = fake.store.everything()
    assert (await tell(page, form, BO, "writing")).problem == "form-too-old"
    assert (await tell(other, form, ANNA, "writing")).problem == "form-too-old"
    assert (await tell(page, form, OLGA, "writing")).problem == "no-supporter"
    assert (await tell(UNKNOWN, form, ANNA, "writing")).problem == "form-too-old"
    assert (await tell(page, form, ANNA, "sleeping")).status == 422
    elsewhere = {**FORM, **SENDS, **ANNA.headers, "Origin": "https://evil.example.org"}
    body = urlencode(form | {"doing": "writing"}).encode()
    assert (await call("POST", f"{page}/presence", body, elsewhere)).problem == "other-origin"
    assert (await call("POST", f"{page}/presence", body, {**FORM, **SENDS})).problem == "not-signed-in"
    assert fake.store.everything() == before


async def watched(address: str, person: DemoPerson = BO) -> dict[str, int]:
    answer = await call("GET", address, headers={**JSON, **ASKS, **person.headers})
    return dict(answer.json["tickets"])


async def test_the_queue_is_told_how_far_its_tickets_have_come_but_by_nothing_of_ones_own(
    fake: FakeDesk,
) -> None:
    page = await at_the_desk(fake)
    ticket = page.rpartition("/")[2]
    shown = (await look("/desk?view=nobodys", BO)).text
    (address,) = re.findall(r'data-watch-queue="([^"]+)"', shown)
    place = int(re.findall(rf'data-ticket="{ticket}" data-place="(\d+)"', shown)[0])
    assert await watched(address) == {ticket: place}
    await act(page, "note", text="Seen.")
    assert await watched(address) == {ticket: place}
    await call("POST", page.replace("/desk/", "/api/") + "/messages", {"message": "And another thing."})
    assert (await watched(address))[ticket] > place
    before = await watched("/desk/queue")
    await act(page, "answer", BO, text="Press Save first.")
    assert await watched("/desk/queue") == before
    assert (await watched("/desk/queue", ANNA))[ticket] > before[ticket]
    assert await watched(address) == {}


@pytest.mark.usefixtures("fake")
async def test_a_view_that_there_is_not_is_refused_and_whoever_is_not_signed_in_is_told_so() -> None:
    answer = await call("GET", "/desk/queue?view=everything", headers={**ASKS, **BO.headers})
    assert answer.problem == "fields-invalid"
    assert (await call("GET", "/desk/queue", headers=ASKS)).problem == "not-signed-in"


async def test_what_the_script_asks_stands_in_no_audit_list(fake: FakeDesk) -> None:
    page = await at_the_desk(fake)
    await tell(page, await seen(page))
    await watched("/desk/queue")
    rows = (await call("GET", "/api/audit")).json["entries"]
    assert {each["what"] for each in rows if each["by"] == "sign_in"} == {"desk_ticket"}
