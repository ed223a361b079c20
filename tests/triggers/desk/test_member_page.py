"""A member's page at the desk: what is kept of it, and each change, or why not at its field."""

from datetime import timedelta

import pytest

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.members.member import Member
from shared.usecases.members.member_versions import member_version
from shared.usecases.members.put_member import put_member, read_member
from shared.usecases.outbox.flag_seats import flag_seats
from tests.examples.member_links import forms_in
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import Answer, call
from tests.triggers.desk.signing_in import ANNA, BO, NILS, OLGA, look, said_at_fields, send
from tests.triggers.examples import ACME, STRANGER
from tests.triggers.tickets import opened

PAGE = "/desk/members/acme"
RUNE = "rune@acme.example.org"


async def acme(fake: FakeDesk) -> Member:
    return (await read_member(fake.desk, "acme")).member


async def change(act: str, page: str = "", about: str = "", **typed: str) -> Answer:
    """Fill in the form for this act on Bo's page of Acme, and send it."""
    shown = page or (await look(PAGE, BO)).text
    (hidden,) = (
        each for _, each in forms_in(shown) if each.get("act") == act and each.get("about", "") == about
    )
    return await send(PAGE, hidden | typed, BO)


async def test_it_shows_subscriptions_with_their_history_people_and_open_tickets(fake: FakeDesk) -> None:
    ticket = (await opened(fake)).rpartition("/")[2]
    page = (await look(f"{PAGE}?language=en")).text
    for shown in (
        "Active subscription",
        "Active, from Saturday 31\xa0January\xa02026",
        "Set by hand",
        "Rune &lt;rune@acme.example.org&gt;",
        "Was responsible when the member was created",
        "Eva &lt;eva@acme.example.org&gt;",
        "owner@acme.example.org",
        "stripe: cus_1",
        f'<a href="/desk/tickets/{ticket}?language=en">',
    ):
        assert shown in page
    assert "Ansvariga" in (await look(PAGE)).text


async def test_who_is_new_in_a_seat_is_asked_and_what_it_says_is_shown(fake: FakeDesk) -> None:
    answer = await change("seat", about="ledger", people="Lina Ek <lina@acme.example.org>")
    assert (answer.status, answer.headers["Location"]) == (303, "/desk/members/acme?done=seat")
    await fake.rest()
    page = (await look(answer.headers["Location"], BO)).text
    assert "The responsible person has been saved." in page
    assert "Has not answered yet." in page
    held = {(each.product, each.address) for each in (await acme(fake)).seats}
    assert held == {("planner", RUNE), ("ledger", "lina@acme.example.org")}
    assert [mail.to.address for mail in fake.mailer.delivered] == ["lina@acme.example.org"]


async def test_each_part_is_changed_by_its_form_and_the_rest_stays(fake: FakeDesk) -> None:
    before = await acme(fake)
    assert (
        await change("details", name="Acme AB", language="en", domains="acme.example.org, acme.se")
    ).status == 303
    assert (await change("contract", address="ny@acme.example.org", name="Ny")).status == 303
    assert (
        await change("contacts", contacts="Eva <eva@acme.example.org>\n\nbea@elsewhere.example.org")
    ).status == 303
    typed = {"product": "ledger", "status": "active", "since": "2026-03-01", "paid_until": "2027-03-01"}
    assert (await change("subscription", **typed)).status == 303
    after = await acme(fake)
    assert (after.name, after.language, after.domains) == ("Acme AB", "en", ("acme.example.org", "acme.se"))
    assert after.owner.address == "ny@acme.example.org"
    assert [(each.name, each.address) for each in after.contacts] == [
        ("Eva", "eva@acme.example.org"),
        ("", "bea@elsewhere.example.org"),
    ]
    assert [each.product for each in after.subscriptions] == ["planner", "ledger"]
    paid_until = after.subscriptions[1].paid_until
    assert after.subscriptions[1].since.isoformat() == "2026-02-28T23:00:00+00:00"
    assert paid_until
    assert paid_until.isoformat() == "2027-03-01T23:00:00+00:00"
    assert "Paid until Monday 1\xa0March\xa02027" in (await look(PAGE, BO)).text
    assert (after.seats, after.customers) == (before.seats, before.customers)


@pytest.mark.parametrize(
    ("act", "typed", "field", "said"),
    [
        ("details", {"name": "", "language": "sv"}, "details-name", "Fill in this field."),
        (
            "details",
            {"name": "A", "language": "sv", "domains": "gmail.com"},
            "details-domains",
            "public email",
        ),
        ("contract", {"address": "nobody"}, "contract-address", "Enter the whole email address"),
        (
            "contacts",
            {"contacts": "eva@acme.example.org\nEva"},
            "contacts-contacts",
            "Line 2: Enter the whole",
        ),
        ("contacts", {"contacts": "support@example.com"}, "contacts-contacts", "Line 1: Give the person"),
        (
            "subscription",
            {"product": "ledger", "status": "active"},
            "subscription-since",
            "Fill in this field.",
        ),
        (
            "subscription",
            {"product": "abacus", "status": "active", "since": "2026-03-01"},
            "subscription-product",
            "",
        ),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_with_what_was_typed(
    fake: FakeDesk, act: str, typed: dict[str, str], field: str, said: str
) -> None:
    before = await acme(fake)
    answer = await change(act, **typed)
    assert answer.status == 422
    assert said in said_at_fields(answer.text)[field]
    assert all(value in answer.text for name, value in typed.items() if name != "product")
    assert await acme(fake) == before


async def test_what_somebody_changed_meanwhile_is_said_at_the_field_and_sent_again_it_holds(
    fake: FakeDesk,
) -> None:
    shown = (await look(PAGE, BO)).text
    assert (await change("contacts", shown, contacts="bea@acme.example.org")).status == 303
    answer = await change("contacts", shown, contacts="ulla@acme.example.org")
    assert answer.status == 412
    assert said_at_fields(answer.text) == {"contacts-contacts": "This field has changed since it was read."}
    assert "<li>bea@acme.example.org</li>" in answer.text
    assert "ulla@acme.example.org</textarea>" in answer.text
    assert (await change("contacts", answer.text, contacts="ulla@acme.example.org")).status == 303
    assert [each.address for each in (await acme(fake)).contacts] == ["ulla@acme.example.org"]


async def test_a_change_elsewhere_on_the_member_is_told_before_anything_is_written(fake: FakeDesk) -> None:
    shown = (await look(PAGE, BO)).text
    assert (await change("contacts", shown, contacts="")).status == 303
    answer = await change("details", shown, name="Other", language="sv")
    assert answer.status == 412
    assert "Somebody else has changed the member while you wrote." in answer.text
    assert (await acme(fake)).name == "Acme"


async def test_an_address_that_works_again_is_used_again(fake: FakeDesk) -> None:
    bounced = ProviderReport(
        operation_id="o", recipient=RUNE, status=DeliveryStatus.BOUNCED, attempted=fake.clock.now()
    )
    await flag_seats(fake.desk, bounced)
    assert "is not used." in (await look(PAGE, BO)).text
    fake.clock.instant += timedelta(minutes=1)
    answer = await change("clear", about=RUNE)
    assert answer.status == 303
    page = (await look(answer.headers["Location"], BO)).text
    assert "The address is used again." in page
    assert "is not used." not in page


@pytest.mark.usefixtures("fake")
async def test_a_member_that_is_not_there_is_unknown() -> None:
    for name in ("nobody", "no-body-", "A", "a" * 90):
        assert (await look(f"/desk/members/{name}")).status == 404


async def test_whoever_has_no_role_changes_nothing_and_the_owner_may(fake: FakeDesk) -> None:
    hidden = next(each for _, each in forms_in((await look(PAGE, OLGA)).text) if each.get("act") == "details")
    typed = hidden | {"name": "Taken", "language": "sv"}
    assert (await send(PAGE, typed, NILS)).status == 403
    assert (await send(PAGE, typed, ANNA)).status == 403  # the form was made for Olga
    assert (await acme(fake)).name == "Acme"
    assert (await send(PAGE, typed, OLGA)).status == 303


@pytest.mark.usefixtures("fake")
async def test_whoever_reads_or_changes_a_member_stands_in_the_audit_list() -> None:
    await change("contacts", contacts="")
    listed = (await call("GET", "/api/audit")).json["entries"]
    told = {each["what"]: (each["who"], each["changes"], each["about"]["member"]) for each in listed}
    assert told["desk_member"] == ("bo", False, ["acme"])
    assert told["desk_change_member"] == ("bo", True, ["acme"])


async def test_a_change_made_over_the_api_is_seen_by_the_form(fake: FakeDesk) -> None:
    shown = (await look(PAGE, BO)).text
    body = {"name": "Acme & Co"}
    version = member_version(fake.desk, await acme(fake))
    patched = await call("PATCH", "/api/members/acme", body, {"If-Match": f'"{version}"'})
    assert patched.status == 200
    answer = await change("details", shown, name="Acme AB", language="sv")
    assert said_at_fields(answer.text) == {"details-name": "This field has changed since it was read."}
    assert "<h1>Acme &amp; Co</h1>" in answer.text


async def test_a_name_with_angle_brackets_is_kept_where_its_line_comes_back_as_it_was_shown(
    fake: FakeDesk,
) -> None:
    contact = (await acme(fake)).contacts[0].but(name="Eva <chef>")
    await put_member(fake.desk, (await acme(fake)).but(contacts=(contact,)))
    shown = "Eva <chef> <eva@acme.example.org>"
    assert (await change("contacts", contacts=f"{shown}\nbea@elsewhere.example.org")).status == 303
    assert (await acme(fake)).contacts[0] == contact


async def test_a_subscription_that_is_sent_twice_is_set_once_and_said_to_be(fake: FakeDesk) -> None:
    page = (await look(PAGE, BO)).text
    typed = {"product": "ledger", "status": "active", "since": "2026-03-01", "paid_until": ""}
    first, again = [await change("subscription", page, **typed) for _ in range(2)]
    assert (first.status, again.status) == (303, 303)
    assert [each.product for each in (await acme(fake)).subscriptions] == ["planner", "ledger"]


async def test_a_ticket_that_came_before_the_member_was_made_stands_among_its_open_ones(
    fake: FakeDesk,
) -> None:
    ticket = (await opened(fake, email=STRANGER)).rpartition("/")[2]
    await put_member(
        fake.desk, ACME.but(id="siv", domains=("elsewhere.example.org",), customers=(), contacts=(), seats=())
    )
    await fake.rest()
    assert f'href="/desk/tickets/{ticket}' in (await look("/desk/members/siv", BO)).text


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("day", ["31 mars", "0001-01-01", "2026-02-30"])
async def test_what_is_no_day_is_told_how_a_day_is_written(day: str) -> None:
    refused = await change("subscription", product="ledger", status="active", since=day, paid_until=day)
    said = dict.fromkeys(
        ("subscription-since", "subscription-paid_until"), "Write the day like this: 2026-03-31."
    )
    assert (refused.status, said_at_fields(refused.text)) == (422, said)
