"""Each end that the contract gives a conference clock, over HTTP, and explained in both languages."""

from shared.domain.values.vendor import Language
from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.conferences.offering import act, asked, clock_of, go_to, offer, pick


async def explained(conference: str) -> dict[Language, str]:
    """The clock's explanation, as people read it."""
    address = f"{conference.partition('/conferences')[0]}/clocks/conference-m1"
    return {
        language: (await call("GET", f"{address}?language={language}", headers={"Accept": "text/plain"})).text
        for language in Language
    }


async def stands(conference: str) -> tuple[str, str | None]:
    clock = await clock_of(conference)
    return clock["state"], clock["how"]


async def test_the_member_picks_a_later_slot_of_its_own_wish_and_at_due_it_is_met_by_the_offer(
    fake: FakeDesk,
) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 5, 6, 40, after_due=True, reason="She is away.")
    await pick(fake, 2)
    assert await stands(conference) == ("running", None)
    go_to(fake, 36)
    assert await stands(conference) == ("met", "offer")
    go_to(fake, 40)
    await act(fake, conference, "held")
    assert await stands(conference) == ("met", "offer")
    told = await explained(conference)
    assert "a later one by choice" in told[Language.ENGLISH]
    assert "valde själv en senare" in told[Language.SWEDISH]


async def test_a_later_slot_that_the_vendor_misses_is_a_breach_from_its_start(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 5, 6, 40, after_due=True, reason="She is away.")
    await pick(fake, 2)
    go_to(fake, 40)
    assert await stands(conference) == ("met", "offer")
    go_to(fake, 40.1)
    assert await stands(conference) == ("breached_open", None)
    for _ in range(2):
        told = await explained(conference)
        assert told[Language.ENGLISH].count("has passed, and no conference has been held") == 1
        assert told[Language.SWEDISH].count("har passerat utan att konferensen har hållits") == 1
        note = {"author": "anna", "text": "Nobody was there."}  # told once, before another event and after
        await call("POST", f"{conference.partition('/conferences')[0]}/notes", note)


async def test_only_slots_after_due_are_a_breach_at_due(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 40, 41, after_due=True, reason="Nobody is here.")
    go_to(fake, 36)
    assert await stands(conference) == ("running", None)
    go_to(fake, 36.1)
    assert await stands(conference) == ("breached_open", None)
    told = await explained(conference)
    assert "0 of them before the deadline. The promise requires two." in told[Language.ENGLISH]
    assert "varav 0 börjar inom utlovad tid. Löftet kräver två." in told[Language.SWEDISH]


async def test_a_no_show_is_told_as_met_and_marked(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 5, 6)
    await pick(fake)
    go_to(fake, 5.2)
    await act(fake, conference, "no-show")
    assert await stands(conference) == ("met", "no_show")
    told = await explained(conference)
    assert "did not come" in told[Language.ENGLISH]
    assert "kom inte" in told[Language.SWEDISH]


async def test_silence_is_told_as_no_choice_and_no_breach(fake: FakeDesk) -> None:
    conference = await asked(fake)
    await offer(fake, conference, 5, 6)
    go_to(fake, 40)
    assert await stands(conference) == ("met", "offered_no_choice")
    told = await explained(conference)
    assert "the member picked none. The promise is met" in told[Language.ENGLISH]
    assert "kunden valde ingen. Löftet är uppfyllt" in told[Language.SWEDISH]
