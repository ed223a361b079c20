"""Which sites may show the request form, or call the intake from their pages: the vendor's, and no others."""

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import BROWSER, FORM, Answer, call
from tests.triggers.embedded.inside import (
    FORM_IN_FRAME,
    SITE,
    help_token,
    opens,
    sends,
    shown_in_frames,
)
from tests.triggers.examples import REQUEST

SPENT = "help.aaaaaaaaaaaaaaaa.aaaaaaaaaaaaaaaa..0.1780000000.aaaaaaaaaaaaaaaaaaaaaaaa"


def frames(answer: Answer) -> str:
    """Who may show the page, as its policy says."""
    return answer.headers["Content-Security-Policy"].partition("frame-ancestors ")[2]


async def test_only_the_sites_of_the_settings_may_show_it_and_only_these_pages(fake: FakeDesk) -> None:
    shown_in_frames(fake, SITE, "https://other.example.com")
    token = await help_token()
    kept = await sends(member=token)
    inside = [
        await call("GET", FORM_IN_FRAME),
        await opens(member=token),
        await opens(member=SPENT),
        await call("POST", f"{FORM_IN_FRAME}/open", b"", {**FORM, **BROWSER}),
        await sends(member=token, email="pat"),
        await call("GET", kept.headers["Location"]),
    ]
    assert {frames(page) for page in inside} == {f"{SITE} https://other.example.com"}
    outside = [await call("GET", each) for each in ("/api/intake", "/api/intake/thanks", "/")]
    assert {frames(page) for page in outside} == {"'none'"}


async def test_without_the_setting_no_site_may(fake: FakeDesk) -> None:
    assert fake
    assert frames(await call("GET", FORM_IN_FRAME)) == "'none'"


async def test_a_page_of_the_vendors_sites_sends_json_and_reads_the_answer_and_no_other_does(
    fake: FakeDesk,
) -> None:
    shown_in_frames(fake, SITE)
    for origin, allowed in ((SITE, SITE), ("https://evil.example.org", None), (f"{SITE}.evil.org", None)):
        asked = await call("OPTIONS", "/api/intake", headers={"Origin": origin})
        kept = await call("POST", "/api/intake", REQUEST, {"Origin": origin})
        refused = await call("POST", "/api/intake", {"email": "eva"}, {"Origin": origin})
        assert (asked.status, kept.status, refused.status) == (204, 202, 422)
        for answer in (asked, kept, refused):
            assert answer.headers.get("Access-Control-Allow-Origin") == allowed
            assert "Origin" in answer.headers["Vary"]
        assert ("Access-Control-Allow-Headers" in asked.headers) is bool(allowed)


async def test_no_other_door_tells_a_page_of_the_vendors_sites_anything(fake: FakeDesk) -> None:
    shown_in_frames(fake, SITE)
    for address in ("/api/queue", "/api/versions/planner", FORM_IN_FRAME):
        answer = await call("GET", address, headers={"Origin": SITE})
        assert "Access-Control-Allow-Origin" not in answer.headers
