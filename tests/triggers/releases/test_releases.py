"""The vendor publishes releases over HTTP."""

from typing import Any

import pytest

from tests.examples.release_examples import ADDRESS, NOTES
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call

BODY: dict[str, Any] = {
    "product": "planner",
    "version": "7.2",
    "notes": NOTES,
    "address": ADDRESS,
    "author": "anna",
}
BYTES = {"Content-Type": "application/octet-stream"}


async def test_a_release_is_published_read_listed_and_told(fake: FakeDesk) -> None:
    published = await call("POST", "/api/releases", BODY)
    await fake.rest()
    read = await call("GET", "/api/releases/planner/7.2")
    listed = await call("GET", "/api/releases/planner")
    assert (published.status, read.json) == (201, published.json)
    assert listed.json == {"releases": [read.json], "more": False}
    (mail,) = fake.mailer.delivered
    assert mail.to.address == "rune@acme.example.org"
    told = await call("GET", f"/api/news/{published.json['news']}")
    assert (told.json["sent"], told.json["title"]["en"]) == (1, "Planner 7.2")


async def test_the_same_release_again_is_200_and_another_of_its_version_409(fake: FakeDesk) -> None:
    first, again = [await call("POST", "/api/releases", BODY) for _ in range(2)]
    assert (first.status, again.status, again.json) == (201, 200, first.json)
    other = await call("POST", "/api/releases", BODY | {"address": "https://other.example.com/p.msi"})
    assert (other.status, other.problem) == (409, "release-exists")
    await fake.rest()
    assert len(fake.mailer.delivered) == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"version": "v7"}, "version", "one to four numbers"),
        ({"version": ""}, "version", "one to four numbers"),
        ({"notes": {"sv": "Bara svenska."}}, "notes.en", "Fill in"),
        ({"notes": {"sv": " ", "en": "Words."}}, "notes.sv", "Enter more"),
        ({"address": "http://download.example.com/p.msi"}, "address", "pattern"),
        ({"address": "javascript:alert(1)"}, "address", "pattern"),
        ({"file": {"id": "a" * 16, "name": "p.msi"}}, "body", "either address or file"),
        ({"file": {"id": "../files", "name": "p.msi"}}, "file.id", "pattern"),
    ],
)
@pytest.mark.usefixtures("fake")
async def test_what_is_wrong_with_a_release_is_said_at_its_field(
    changed: dict[str, Any], field: str, said: str
) -> None:
    answer = await call("POST", "/api/releases", BODY | changed, {"Accept-Language": "en"})
    (error,) = answer.json["errors"]
    assert (answer.status, error["field"]) == (422, field)
    assert said in error["detail"]


@pytest.mark.usefixtures("fake")
async def test_a_release_of_what_is_not_sold_or_without_its_file_is_refused() -> None:
    unsold = await call("POST", "/api/releases", BODY | {"product": "abacus"})
    assert (unsold.status, unsold.problem, unsold.json["errors"][0]["field"]) == (
        422,
        "product-unknown",
        "product",
    )
    nowhere = {name: told for name, told in BODY.items() if name != "address"}
    answer = await call("POST", "/api/releases", nowhere)
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "body")
    missing = nowhere | {"file": {"id": "a" * 16, "name": "p.msi"}}
    answer = await call("POST", "/api/releases", missing)
    assert (answer.status, answer.problem) == (422, "release-file-unknown")


@pytest.mark.parametrize("version", ["7.3", "v7", "7.2;", "x" * 100])
async def test_a_version_that_is_not_there_is_404(fake: FakeDesk, version: str) -> None:
    await call("POST", "/api/releases", BODY)
    await fake.rest()
    answer = await call("GET", f"/api/releases/planner/{version}")
    assert (answer.status, answer.problem) == (404, "release-unknown")
    unsold = await call("GET", "/api/releases/abacus")
    assert (unsold.status, unsold.problem) == (404, "product-unsold")


async def test_a_file_is_uploaded_and_released(fake: FakeDesk) -> None:
    uploaded = await call("POST", "/api/release-files", b"MZ the program", BYTES)
    assert (uploaded.status, uploaded.json["size"]) == (201, 14)
    body = {name: told for name, told in BODY.items() if name != "address"}
    body |= {"file": {"id": uploaded.json["id"], "name": "planner-7.2.msi"}}
    published = await call("POST", "/api/releases", body)
    assert (published.status, published.json["file"]) == (201, body["file"])
    assert uploaded.json["id"] in fake.files.kept


@pytest.mark.usefixtures("fake")
async def test_an_upload_without_bytes_is_refused() -> None:
    answer = await call("POST", "/api/release-files", b"", BYTES)
    assert answer.status == 400


@pytest.mark.usefixtures("fake")
async def test_a_members_token_is_made_and_revoked() -> None:
    made = await call("POST", "/api/members/acme/token")
    assert (made.status, made.json["token"].partition(".")[0]) == (201, "member")
    revoked = await call(
        "POST", "/api/members/acme/links/revoke", {"author": "anna", "reason": "It was public."}
    )
    assert (revoked.status, revoked.json) == (200, {"member": "acme", "revoked": 1})
    unknown = await call("POST", "/api/members/nobody/token")
    assert (unknown.status, unknown.problem) == (404, "member-unknown")
