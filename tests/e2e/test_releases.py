"""A release on the whole stack: published, mailed, and handed out to whom the gate covers."""

from urllib.parse import urlsplit

import httpx

from shared.domain.facts.links import Purpose
from tests.e2e.member_at_the_desk import MemberAtTheDesk
from tests.examples.member_links import link_in
from tests.examples.running_stack import StackUnderTest

PRODUCT = "planner"
NOTES = {"sv": "Kalendern öppnas igen.", "en": "The calendar opens again."}
PLANNER = {"product": PRODUCT, "since": "2020-01-01T00:00:00Z"}


def member_with_seat(stack: StackUnderTest, name: str) -> MemberAtTheDesk:
    """A member that is covered, with a responsible person."""
    member = MemberAtTheDesk(stack, name)
    member.put(PLANNER, seats=[{"product": PRODUCT, "address": f"rune@{name}.example.org"}])
    return member


def release(stack: StackUnderTest, version: str, **place: object) -> httpx.Response:
    """Publish this version of Planner."""
    body = {"product": PRODUCT, "version": version, "notes": NOTES, "author": "anna", **place}
    answer = stack.keyed.post("/api/releases", json=body)
    stack.rest()
    return answer


def token_of(stack: StackUnderTest, member: MemberAtTheDesk) -> dict[str, str]:
    """The header that the member's programs send."""
    made = stack.keyed.post(f"/api/members/{member.name}/token")
    assert made.status_code == 201, made.text
    return {"Desk-Member-Token": made.json()["token"]}


def handed_to_nobody(stack: StackUnderTest, page: str, token: dict[str, str]) -> None:
    """Program and page are told the choices, and no address."""
    withheld = stack.http.get(f"/api/upgrades/{PRODUCT}", headers=token)
    assert (withheld.status_code, "download" in withheld.text) == (403, False)
    shown = stack.http.get(page, headers={"Accept": "text/html"})
    assert (shown.status_code, "download" in shown.text, "mailto:" in shown.text) == (200, False, True)


def test_a_release_is_mailed_and_handed_out_to_a_covered_member_and_to_nobody_else(
    stack: StackUnderTest,
) -> None:
    covered = member_with_seat(stack, "upgrading")
    token = token_of(stack, covered)
    address = "https://download.example.com/planner-700.msi"
    assert release(stack, "700.1", address=address).status_code == 201
    assert release(stack, "700.1", address=address).status_code == 200
    assert release(stack, "700.1.0", address="https://other.example.com/p").status_code == 409

    (mail,) = stack.mails(to="rune@upgrading.example.org")
    page = link_in(mail["text"], Purpose.UPGRADE)
    for language, words in (("sv", NOTES["sv"]), ("en", NOTES["en"])):
        shown = stack.http.get(page, params={"language": language}, headers={"Accept": "text/html"})
        assert (shown.status_code, words in shown.text, address in shown.text) == (200, True, True)

    newest = stack.http.get(f"/api/versions/{PRODUCT}")
    assert newest.json()["version"] == "700.1"
    again = stack.http.get(f"/api/versions/{PRODUCT}", headers={"If-None-Match": newest.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    upgrade = stack.http.get(f"/api/upgrades/{PRODUCT}", headers=token)
    assert upgrade.json()["address"] == address
    assert stack.http.get(f"/api/upgrades/{PRODUCT}").status_code == 401

    covered.put({**PLANNER, "status": "cancelled", "paid_until": "2021-01-01T00:00:00Z"})
    handed_to_nobody(stack, page, token)


def test_a_release_that_is_a_file_is_downloaded_by_a_link_that_ends(stack: StackUnderTest) -> None:
    member = member_with_seat(stack, "downloading")
    token = token_of(stack, member)
    content = b"MZ" + bytes(12 * 1024 * 1024)
    headers = {"Content-Type": "application/octet-stream"}
    uploaded = stack.keyed.post("/api/release-files", content=content, headers=headers)
    assert uploaded.status_code == 201, uploaded.text
    file = {"id": uploaded.json()["id"], "name": "planner-701.msi"}
    assert release(stack, "701", file=file).status_code == 201
    upgrade = stack.http.get(f"/api/upgrades/{PRODUCT}", headers=token).json()
    path = urlsplit(upgrade["address"]).path
    download = stack.http.get(path)
    assert (download.status_code, download.content == content) == (200, True)
    stack.advance("2h")
    assert stack.http.get(path).status_code == 410
    assert stack.http.get(f"/api/upgrades/{PRODUCT}", headers=token).json()["address"] != upgrade["address"]


def test_an_error_goes_from_its_report_to_the_mail_that_says_it_is_fixed(stack: StackUnderTest) -> None:
    member = member_with_seat(stack, "mending")
    ticket = member.ask("The calendar stays empty.", kind="error")
    error = {"product": PRODUCT, "title": NOTES, "text": NOTES, "author": "anna"}
    entry = stack.keyed.post("/api/register", json=error).json()["entry"]
    stack.keyed.put(f"/api/register/{entry}/ties/{ticket}", json={"author": "anna"})
    stack.rest()
    stack.keyed.put(f"/api/register/{entry}/state", json={"state": "confirmed", "author": "anna"})
    stack.rest()
    address = "https://download.example.com/planner-702.msi"
    assert release(stack, "702", address=address, fixes=[entry]).status_code == 201
    for person, words in (
        (member.email, "You reported this one."),
        ("rune@mending.example.org", "Your organisation reported this one."),
    ):
        (text,) = [each["text"] for each in stack.mails(to=person) if "702" in each["subject"]]
        assert f"{entry}. {words}" in " ".join(text.split())
    assert stack.keyed.get(f"/api/register/{entry}").json()["fixed_in"] == "702"
