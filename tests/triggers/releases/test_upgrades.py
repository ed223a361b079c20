"""Programs and people ask for the newest version."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from shared.domain.facts.links import Purpose
from shared.usecases.members.put_member import put_member
from shared.usecases.releases.keep_release_file import keep_release_file
from shared.usecases.releases.publish_release import publish_release
from tests.examples.release_examples import ADDRESS, NOTES, release
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.examples import ACME
from tests.triggers.links.following import mailed_link, see

RUNE = "rune@acme.example.org"
LAPSED = ACME.but(
    subscriptions=tuple(
        each.but(status="cancelled", paid_until=each.since + timedelta(days=1)) for each in ACME.subscriptions
    )
)


async def released(fake: FakeDesk, **other: Any) -> dict[str, str]:  # noqa: ANN401 - any field
    """Planner 7.2 is out; the headers that Acme's program sends."""
    await publish_release(fake.desk, release(**other))
    await fake.rest()
    return {"Desk-Member-Token": (await call("POST", "/api/members/acme/token")).json["token"]}


async def released_as_file(fake: FakeDesk) -> dict[str, str]:
    """The same where the release is a file."""
    file = await keep_release_file(fake.desk, b"MZ the program")
    return await released(fake, file={"id": file.id, "name": "planner 7.2 å.msi"})


async def test_anybody_is_told_the_newest_version_and_no_more_and_caches_may_keep_it(fake: FakeDesk) -> None:
    await released(fake)
    answer = await call("GET", "/api/versions/planner")
    assert answer.json == {"product": "planner", "version": "7.2"}
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    for known in (answer.headers["ETag"], '"7.1", "7.2"', 'W/"7.2"', "*"):
        same = await call("GET", "/api/versions/planner", headers={"If-None-Match": known})
        assert (same.status, same.body, same.headers["ETag"]) == (304, b"", '"7.2"')
    newer = await call("GET", "/api/versions/planner", headers={"If-None-Match": '"7.1"'})
    assert newer.status == 200


async def test_a_product_that_is_not_sold_or_has_nothing_yet_is_404(fake: FakeDesk) -> None:
    assert fake
    unsold = await call("GET", "/api/versions/abacus")
    assert (unsold.status, unsold.problem) == (404, "product-unsold")
    nothing = await call("GET", "/api/versions/planner")
    assert (nothing.status, nothing.problem) == (404, "nothing-released")


async def test_a_covered_members_program_is_told_where_the_newest_version_is(fake: FakeDesk) -> None:
    token = await released(fake)
    answer = await call("GET", "/api/upgrades/planner", headers=token)
    told = {name: answer.json[name] for name in ("product", "version", "notes", "address", "expires")}
    assert told == {
        "product": "planner",
        "version": "7.2",
        "notes": NOTES,
        "address": ADDRESS,
        "expires": None,
    }
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("language", "choice"), [("sv", "Teckna eller förnya"), ("en", "Take one out or renew")]
)
async def test_a_member_that_is_not_covered_is_told_its_choices_and_no_address(
    fake: FakeDesk, language: str, choice: str
) -> None:
    token = await released(fake)
    await put_member(fake.desk, LAPSED)
    answer = await call("GET", "/api/upgrades/planner", headers={**token, "Accept-Language": language})
    assert (answer.status, answer.problem) == (403, "upgrade-withheld")
    assert choice in answer.json["detail"]
    assert "200" in answer.json["detail"]
    assert "download" not in answer.text


async def test_without_a_token_or_with_a_revoked_one_it_is_401(fake: FakeDesk) -> None:
    token = await released(fake)
    missing = await call("GET", "/api/upgrades/planner")
    assert (missing.status, missing.problem) == (401, "member-token-needed")
    await call("POST", "/api/members/acme/links/revoke", {"author": "anna", "reason": "It was public."})
    revoked = await call("GET", "/api/upgrades/planner", headers=token)
    assert (revoked.status, revoked.problem) == (401, "member-token-refused")


@pytest.mark.parametrize(
    ("language", "heading", "notes"),
    [("sv", "Hämta Planner 7.2", NOTES["sv"]), ("en", "Get Planner 7.2", NOTES["en"])],
)
async def test_the_page_in_the_mail_shows_the_newest_version_in_either_language(
    fake: FakeDesk, language: str, heading: str, notes: str
) -> None:
    await released(fake)
    before = fake.store.everything()
    page = await see(f"{mailed_link(fake, RUNE, Purpose.UPGRADE)}?language={language}")
    assert page.status == 200
    assert (heading in page.text, notes in page.text, ADDRESS in page.text) == (True, True, True)
    assert page.headers["Cache-Control"] == "no-store"
    assert fake.store.everything() == before


async def test_the_page_keeps_the_notes_paragraphs_and_names_no_ticket_where_there_is_none(
    fake: FakeDesk,
) -> None:
    await released(fake, notes=dict.fromkeys(NOTES, "First, <b>this</b>.\n\nThen\nthat."))
    page = await see(f"{mailed_link(fake, RUNE, Purpose.UPGRADE)}?language=en")
    assert "<p>First, &lt;b&gt;this&lt;/b&gt;.</p>\n<p>Then<br>\nthat.</p>" in page.text
    assert "the ticket" not in page.text


async def test_the_page_is_in_the_members_language_where_nobody_chose(fake: FakeDesk) -> None:
    await released(fake)
    page = await see(mailed_link(fake, RUNE, Purpose.UPGRADE), {"Accept-Language": "en"})
    assert "Hämta Planner 7.2" in page.text


@pytest.mark.parametrize(
    ("language", "no"), [("sv", "omfattar inte Planner"), ("en", "does not cover Planner")]
)
async def test_the_page_tells_who_is_not_covered_the_choices_and_no_address(
    fake: FakeDesk, language: str, no: str
) -> None:
    await released(fake)
    link = mailed_link(fake, RUNE, Purpose.UPGRADE)
    await put_member(fake.desk, LAPSED)
    page = await see(f"{link}?language={language}")
    assert (page.status, no in page.text, "mailto:" in page.text) == (200, True, True)
    assert "download" not in page.text


async def test_a_page_whose_link_is_over_says_what_to_do(fake: FakeDesk) -> None:
    await released(fake)
    link = mailed_link(fake, RUNE, Purpose.UPGRADE)
    fake.clock.instant += timedelta(days=91)
    swedish, english = await see(link), await see(f"{link}?language=en")
    assert (swedish.status, "Öppna sidan ur vårt senaste mejl om en ny version" in swedish.text) == (
        410,
        True,
    )
    assert "Open the page from our latest email about a new version" in english.text
    assert "/renewal/" not in swedish.text
    problem = await call("GET", link)
    assert (problem.status, problem.problem) == (410, "upgrade-link-expired")


async def test_a_file_is_downloaded_by_the_answered_link_until_the_hour_is_over(fake: FakeDesk) -> None:
    token = await released_as_file(fake)
    answer = await call("GET", "/api/upgrades/planner", headers=token)
    path = urlsplit(answer.json["address"]).path
    download = await call("GET", path)
    assert (download.status, download.body) == (200, b"MZ the program")
    assert download.headers["Content-Disposition"].startswith('attachment; filename="planner 7.2 _.msi"')
    fake.clock.instant += timedelta(hours=1, seconds=1)
    assert (await call("GET", path)).problem == "upgrade-link-expired"


async def test_a_file_is_not_handed_to_a_member_that_has_lapsed_meanwhile(fake: FakeDesk) -> None:
    token = await released_as_file(fake)
    path = urlsplit((await call("GET", "/api/upgrades/planner", headers=token)).json["address"]).path
    await put_member(fake.desk, LAPSED)
    refused = await call("GET", path)
    assert (refused.status, refused.problem) == (403, "upgrade-withheld")
    page = await see(path)
    assert (page.status, "Ingen aktiv prenumeration" in page.text) == (403, True)
