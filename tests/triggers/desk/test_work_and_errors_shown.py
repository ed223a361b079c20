"""A ticket's page says what was quoted and worked, and to which known errors the ticket is tied."""

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.desk.signing_in import ANNA, BO, look
from tests.triggers.desk.test_ticket_page import at_the_desk
from tests.triggers.register.registering import entered, moved, tied
from tests.triggers.work.quoting import MINUTES, accepted, quoted


def page_of(address: str) -> str:
    """The page of the ticket at this address."""
    return address.replace("/api/", "/desk/")


async def test_a_quote_shows_its_price_its_limit_and_its_last_day_until_it_is_answered(
    fake: FakeDesk,
) -> None:
    page = page_of(await quoted(fake))
    shown = (await look(page, BO)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Quote, waiting for an answer" in shown
    limit = "estimated 1 hour, at most 1 hour 40 minutes: SEK 2,000 excl. VAT"
    assert f"SEK 1,200 an hour excl. VAT, {limit}" in shown
    assert "Can be accepted up to" in shown
    assert "Offert som väntar på svar" in (await look(page, ANNA)).text


async def test_an_accepted_quote_shows_who_accepted_it_and_how_much_of_it_is_used(fake: FakeDesk) -> None:
    address = await accepted(fake)
    await call("POST", f"{address}/minutes", MINUTES)
    shown = (await look(page_of(address), BO)).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Accepted quote" in shown
    assert "by Eva Ek" in shown
    assert "25 minutes used, 1 hour 15 minutes left" in shown


async def test_the_errors_that_a_ticket_is_tied_to_say_how_far_they_have_come(fake: FakeDesk) -> None:
    address, entry = await at_the_desk(fake, product="planner"), await entered()
    await tied(fake, entry, address.rpartition("/")[2])
    shown = (await look(address, BO)).text
    assert f"{entry} The calendar stays empty" in shown
    assert "<p>Reported</p>" in shown
    await moved(fake, entry, "confirmed")
    assert "<p>Bekräftat</p>" in (await look(address, ANNA)).text
