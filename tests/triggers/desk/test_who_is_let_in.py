"""The desk opens for whom the platform has signed in, by role and settings, and for nobody else's word."""

import base64
import json

import pytest

from devstack.sign_in.people import DemoPerson
from shared.domain.values.vendor import Supporter
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, call
from tests.triggers.desk.signing_in import ANNA, BO, NILS, OLGA, READS, STRANGE, act, look
from tests.triggers.tickets import opened

DESK = "/desk"
HOSTILE_HEADERS = [
    "", "%%%", "e30=", base64.b64encode(b"null").decode(), "A" * 200_000,
    base64.b64encode(json.dumps({"auth_typ": "aad", "claims": "all"}).encode()).decode(),
    base64.b64encode(json.dumps({"auth_typ": "google", "claims": ANNA.claims}).encode()).decode(),
    base64.b64encode(json.dumps({"auth_typ": "aad", "claims": ANNA.claims[:2]}).encode()).decode(),
]  # fmt: skip
"""Nobody, no base64, nothing, no text, far too long, no list, another provider, and no object id."""


@pytest.mark.usefixtures("fake")
async def test_whoever_is_not_signed_in_is_sent_to_sign_in_and_comes_back_to_the_same_page() -> None:
    answer = await look("/desk?view=mine&language=en", None)
    assert answer.status == 302
    back = "%2Fdesk%3Fview%3Dmine%26language%3Den"
    assert answer.headers["Location"] == f"/.auth/login/aad?post_login_redirect_uri={back}"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.usefixtures("fake")
async def test_a_supporter_sees_the_desk_in_its_own_language_and_in_the_one_that_is_named() -> None:
    swedish, english = await look(DESK), await look(DESK, BO)
    assert (swedish.status, english.status) == (200, 200)
    assert ('<html lang="sv">' in swedish.text, '<html lang="en">' in english.text) == (True, True)
    assert '<html lang="en">' in (await look("/desk?language=en")).text


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize(("person", "problem"), [(NILS, "roll"), (STRANGE, "Inställningar")])
async def test_without_a_role_or_a_supporter_of_the_settings_a_page_says_what_to_do(
    person: DemoPerson, problem: str
) -> None:
    answer = await look(DESK, person)
    assert answer.status == 403
    assert problem in answer.text
    assert "/.auth/logout" in answer.text


@pytest.mark.usefixtures("fake")
async def test_the_vendors_owner_sees_the_desk_without_being_a_supporter() -> None:
    assert (await look(DESK, OLGA)).status == 200


async def test_an_object_id_in_the_settings_counts_and_an_address_beside_it_does_not(fake: FakeDesk) -> None:
    named = Supporter(id="anna", name="Anna", address=ANNA.address, object_id=STRANGE.id)
    fake.vendor = fake.vendor.but(supporters=(named,))
    assert (await look(DESK, STRANGE)).status == 200
    assert (await look(DESK, ANNA)).status == 403


@pytest.mark.usefixtures("fake")
async def test_where_the_platform_signs_nobody_in_the_desk_is_shut_whatever_a_header_says(
    signing_in: pytest.MonkeyPatch,
) -> None:
    for said in (None, "", "False"):
        signing_in.delenv("WEBSITE_AUTH_ENABLED") if said is None else signing_in.setenv(
            "WEBSITE_AUTH_ENABLED", said
        )
        answer = await look(DESK)
        assert answer.status == 503
        assert "App Service Authentication" in answer.text
    assert (await call("GET", DESK, headers=ANNA.headers)).problem == "desk-shut"


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("header", HOSTILE_HEADERS, ids=lambda header: header[:12])
async def test_a_header_that_names_nobody_lets_nobody_in(header: str) -> None:
    answer = await look(DESK, None, {"X-MS-CLIENT-PRINCIPAL": header})
    assert answer.status == 302


@pytest.mark.usefixtures("fake")
async def test_a_program_is_told_that_nobody_is_signed_in() -> None:
    assert (await call("GET", DESK, headers={"Accept": "application/json"})).problem == "not-signed-in"


async def test_what_who_has_signed_in_reads_and_changes_stands_in_the_audit_list(fake: FakeDesk) -> None:
    page = (await opened(fake)).replace("/api/", "/desk/")
    for address, person in ((DESK, OLGA), (page, ANNA)):
        assert (await look(address, person)).status == 200
    assert (await act(page, "note", BO, text="Seen.")).status == 303
    rows = [each for each in (await call("GET", "/api/audit")).json["entries"] if each["by"] == "sign_in"]
    assert {(each["what"], each["who"], each["changes"]) for each in rows} == {
        ("desk_queue", OLGA.id, False),
        ("desk_ticket", "anna", False),
        ("desk_ticket", "bo", False),
        ("desk_ticket_act", "bo", True),
    }
    assert {tuple(each["about"]["ticket"]) for each in rows} == {(page.rpartition("/")[2],)}


@pytest.mark.usefixtures("fake")
async def test_a_page_elsewhere_may_link_to_the_desk_and_nothing_else() -> None:
    linked = READS | {"Sec-Fetch-Site": "cross-site"}
    assert (await look(DESK, ANNA, linked)).status == 200
    for other in ({"Sec-Fetch-Dest": "iframe"}, {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}):
        assert (await look(DESK, ANNA, linked | other)).status == 403


@pytest.mark.usefixtures("fake")
async def test_the_desks_pages_are_kept_by_nobody_framed_by_nobody_and_run_one_script_of_ours() -> None:
    headers = (await look(DESK)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    script = await call("GET", "/desk/desk.js", headers=BROWSER)
    assert (script.status, script.media) == (200, "text/javascript")
