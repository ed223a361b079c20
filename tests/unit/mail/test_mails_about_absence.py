"""A person who writes about absence, delivery or addresses is heard: words alone mark no mail."""

import pytest

from shared.domain.values.vendor import ClockKind
from shared.usecases.mail.take_mail import TakenAs, take_mail
from tests.examples.mails import EVA, MailedDesk, desk_with
from tests.examples.raw_mails import raw_mail
from tests.triggers.examples import ACME

AWAY = "Kalle är på semester vecka 28 och Lisa är föräldraledig till augusti. Hur lägger vi in det?"


@pytest.fixture
async def fake() -> MailedDesk:
    """A desk with one member."""
    return await desk_with(ACME)


@pytest.mark.parametrize(
    ("subject", "body", "headers"),
    [
        ("Autosvar - fungerar inte i Outlook", "När jag slår på autosvar stannar Planner.", {}),
        ("Automatic reply: how do I switch it on with Planner?", "Our users ask how it works.", {}),
        ("Vacation message - Planner sends it twice", "Why twice?", {}),
        ("Out of office in Planner", "I am out of office next week. Will be back in Planner when?", {}),
        ("Frånvaro visas fel", "Den som är på semester syns som ledig tid.", {}),
        ("Semester i Planner", AWAY, {}),
        ("Automatische Antwort: wie geht das?", "Bitte helfen Sie uns.", {}),
        ("Delivery problem with Planner mails", "Please help. Kim", {"from": "postmaster@acme.example.org"}),
        ("Address change in Planner", "Please help.", {"from": f"Mail Admin Kim <{EVA}>"}),
        ("Undeliverable: who gets this?", "We see this each day.", {"return_path": "<>"}),
        ("Fel: Planner stannar", "Veckovyn är tom.", {"return_path": "<>"}),
        ("Fel: Planner stannar", "Veckovyn är tom.", {"return_path": ""}),
        ("Fel: Planner", "Tom.", {"x_auto_response_suppress": "All"}),
        ("Fel: Planner", "Tom.", {"x_ms_exchange_inbox_rules_loop": "info@acme.example.org"}),
    ],
)
async def test_a_person_who_writes_about_absence_delivery_or_addresses_gets_a_ticket_with_its_clock(
    fake: MailedDesk, subject: str, body: str, headers: dict[str, str]
) -> None:
    taken = await take_mail(fake.desk, raw_mail(body, **({"from": EVA, "subject": subject} | headers)))
    await fake.rest()
    assert taken.taken_as is TakenAs.TICKET
    view = await fake.view(taken.ticket)
    assert [each.state for each in view.clocks if each.kind is ClockKind.REPLY] == ["running"]
    told = {each.to.address for each in fake.mailer.delivered}
    assert told == {
        headers.get("from", EVA).rpartition("<")[2].strip(">"),
        "anna@example.com",
        "bo@example.com",
    }
