"""Members from a file, at the desk: looked at before anything is written, and for the owner alone."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import override

import pytest

from shared import wiring
from shared.domain.members.member_change import MemberChange
from shared.usecases.members.change_member import change_member
from shared.usecases.members.list_members import every_member
from shared.usecases.members.put_member import read_member
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk, HandClock
from tests.triggers.calling import BROWSER, Answer, call, parts
from tests.triggers.desk.signing_in import BO, OLGA, SENDS, look, said_at_fields, send
from tests.triggers.examples import ACME

PAGE = "/desk/members/import"
CSV = """id;name;owner;product;since;responsible
beta;Beta AB;ulla@beta.example.org;planner;2026-01-01;ulla@beta.example.org
gamma;;olle@gamma.example.org;;;
delta;Delta;dora@delta.example.org;abacus;2026-01-01;
beta2;Åäö;åsa@beta.example.org;ledger;2026-01-01;
"""


async def post(fields: Mapping[str, str], files: Mapping[str, bytes]) -> Answer:
    """Send a form with parts as Olga's browser does."""
    body, headers = parts(fields, files)
    return await call("POST", PAGE, body, {**headers, **BROWSER, **SENDS, **OLGA.headers})


async def chosen(content: str | bytes, name: str = "members.csv") -> Answer:
    """Choose this file, and ask what it would change."""
    form = next(each for _, each in forms_in((await look(PAGE, OLGA)).text) if each["act"] == "preview")
    return await post(form, {name: content.encode() if isinstance(content, str) else content})


async def confirmed(page: str) -> Answer:
    """Press the button under what it would change; a browser ends lines by two characters."""
    form = next(each for _, each in forms_in(page) if each["act"] == "import")
    sent = {name: html.unescape(value).replace("\n", "\r\n") for name, value in form.items()}
    return await post(sent, {})


def numbers(page: str) -> list[int]:
    """How many are new, changed, as they are, and not written."""
    return [int(each) for each in re.findall(r"<dd>(\d+)</dd>", page)]


async def test_it_is_shown_what_a_file_would_change_and_then_that_is_written(fake: FakeDesk) -> None:
    before = fake.store.everything()
    shown = await chosen(CSV)
    assert shown.status == 200
    assert numbers(shown.text) == [2, 0, 0, 2]
    assert fake.store.everything() == before
    for line in ("Rad 3, gamma name", "Rad 4, delta subscriptions.0.product"):
        assert line in shown.text
    done = await confirmed(shown.text)
    assert "Antal kunder som skrevs: 2." in done.text
    assert numbers(done.text) == [0, 0, 2, 2]
    await fake.rest()
    assert [each.id for each in await every_member(fake.desk)] == ["acme", "beta", "beta2"]
    beta = (await read_member(fake.desk, "beta")).member
    assert (beta.name, beta.seats[0].address) == ("Beta AB", "ulla@beta.example.org")
    again = await chosen(CSV)
    assert numbers(again.text) == [0, 0, 2, 2]
    assert [each["act"] for _, each in forms_in(again.text)] == ["preview"]
    assert "Det finns inget att skriva." in again.text


async def test_json_is_read_too_and_what_changes_is_told_apart(fake: FakeDesk) -> None:
    changed = ACME.but(name="Acme <AB>").model_dump(mode="json")
    shown = await chosen(json.dumps([changed], indent=1), "members.json")
    assert numbers(shown.text) == [0, 1, 0, 0]
    assert "Antal kunder som skrevs: 1." in (await confirmed(shown.text)).text
    assert (await read_member(fake.desk, "acme")).member.name == "Acme <AB>"


async def test_what_somebody_changed_since_it_was_shown_is_shown_anew_before_it_is_written(
    fake: FakeDesk,
) -> None:
    changed = ACME.but(name="From the file").model_dump(mode="json")
    shown = await chosen(json.dumps([changed]), "members.json")
    await change_member(fake.desk, "acme", MemberChange(name="By hand"), read=("*",))
    second = await confirmed(shown.text)
    assert "Någon har ändrat en av kunderna" in second.text
    assert (await read_member(fake.desk, "acme")).member.name == "By hand"
    assert "Antal kunder som skrevs: 1." in (await confirmed(second.text)).text
    assert (await read_member(fake.desk, "acme")).member.name == "From the file"


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(
    ("content", "name", "status", "said"),
    [
        ("name\nAcme", "members.csv", 422, "rad 1: rubriken &#34;id&#34; saknas"),
        ('[{"id": "a"},\n{]', "members.json", 422, "rad 2: det här är inte JSON"),
        ("{}", "members.json", 422, "rad 1: filen ska vara en lista med kunder"),
        (b"id\n\xff", "members.csv", 422, "rad 2: filen är inte text i UTF-8"),
        ("id\n" + "\n".join(f"m{each}" for each in range(501)), "members.csv", 413, "Filen är för stor"),
        ("id\n" + "x" * 400_000, "members.csv", 413, "Filen är för stor"),
    ],
)
async def test_a_file_that_cannot_be_read_is_told_why_at_the_field(
    content: str | bytes, name: str, status: int, said: str
) -> None:
    answer = await chosen(content, name)
    assert answer.status == status
    assert said in said_at_fields(answer.text)["preview-file"]


@pytest.mark.usefixtures("fake")
async def test_without_a_file_one_is_asked_for() -> None:
    form = next(each for _, each in forms_in((await look(PAGE, OLGA)).text))
    assert said_at_fields((await post(form, {})).text) == {"preview-file": "Välj en fil, och bara en."}


async def test_a_line_that_the_desk_refuses_is_named_with_what_to_do(fake: FakeDesk) -> None:
    rows = (
        "id,name,owner,provider,customer\n"
        "one,One,a@one.example.org,stripe,cus_7\n"
        "two,Two,a@two.example.org,stripe,cus_7\n"
        "three,Three,support@example.com,,\n"
        "four,Four,a@four.example.org,standard,cus_1\n"
        '"one",,,,\n'
    )
    assert fake.desk
    page = (await chosen(rows)).text
    for said in (
        "Rad 3, two customers.0.id</strong>: Det hör till one.",
        "Rad 4, three owner.address</strong>: Ange personens egen adress.",
        "Rad 5, four customers.0.id</strong>: Det hör till acme.",
    ):
        assert said in page
    twice = [{"id": "one", "name": "One", "owner": {"address": "a@one.example.org"}}] * 2
    page = (await chosen(json.dumps(twice, indent=1), "m.json")).text
    assert "Kunden står redan längre upp i filen." in page


async def test_five_hundred_members_are_looked_at_and_written_at_once(fake: FakeDesk) -> None:
    rows = "id,name,owner\n" + "".join(f"m{each},M {each},o@m{each}.example.org\n" for each in range(500))
    shown = await chosen(rows)
    assert numbers(shown.text) == [500, 0, 0, 0]
    assert "Antal kunder som skrevs: 500." in (await confirmed(shown.text)).text
    assert len(await every_member(fake.desk)) == 501
    listed = (await call("GET", "/api/audit")).json["entries"]
    entry = next(each for each in listed if each["what"] == "desk_import_members")
    assert len(entry["about"]["member"]) == 500


@dataclass
class GoingClock(HandClock):
    """Each look at it takes a tenth of a second."""

    @override
    def now(self) -> datetime:
        self.instant += timedelta(seconds=0.1)
        return self.instant


async def test_what_there_was_no_time_for_is_written_when_that_is_asked_for_once_more(fake: FakeDesk) -> None:
    fake.clock = GoingClock()
    wiring.use_desk(fake.desk)
    rows = "id,name,owner\n" + "".join(f"m{each},M {each},o@m{each}.example.org\n" for each in range(60))
    page, rounds = (await chosen(rows)).text, 0
    while any(each["act"] == "import" for _, each in forms_in(page)):
        page, rounds = (await confirmed(page)).text, rounds + 1
        assert ("Alla hann inte skrivas." in page) is (len(await every_member(fake.desk)) < 61)
    assert rounds > 1
    assert len(await every_member(fake.desk)) == 61


async def test_a_supporter_is_refused_and_nothing_is_written(fake: FakeDesk) -> None:
    before = fake.store.everything()
    assert (await look(PAGE, BO)).status == 403
    sent = {"act": "import", "token": "", "name": "m.csv", "text": CSV, "seen": ""}
    assert (await send(PAGE, sent, BO)).status == 403
    assert fake.store.everything() == before
    assert "/desk/members/import" not in (await look("/desk/members", BO)).text
    assert "/desk/members/import" in (await look("/desk/members", OLGA)).text


@pytest.mark.usefixtures("fake")
async def test_the_page_is_read_in_english_too() -> None:
    page = (await look(f"{PAGE}?language=en", OLGA)).text
    assert "Members from a file" in page
    assert "At most 500 members at a time." in page


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("hostile", ["[" * 50_000, '[{"id": "\\ud800"}]', '[{"id": "a", "\\ud800": 1}]'])
async def test_a_file_that_nothing_can_be_made_of_is_said_to_be_so_at_its_field(hostile: str) -> None:
    refused = await chosen(hostile, "members.json")
    assert refused.status == 422
    assert "så skrivs inga kunder" in said_at_fields(refused.text)["preview-file"]


@pytest.mark.usefixtures("fake")
async def test_the_page_names_the_columns_that_a_file_may_have() -> None:
    assert "id, name, language, owner, owner_name, domains, contact" in (await look(PAGE, OLGA)).text
