"""A warning that waits for working hours reaches somebody, also where its reader leaves meanwhile."""

from datetime import timedelta

from shared.domain.letters.letters import Escalation
from shared.domain.values.vendor import Vendor
from tests.examples.escalation_examples import OFFICE_HOURS, ask, desk_of_acme, sends_of, vendor
from tests.fakes.desk import VENDOR

AT_WORK = vendor(hours={each.id: OFFICE_HOURS for each in VENDOR.supporters})
UNTIL_THE_EVENING = timedelta(hours=13)
UNTIL_THE_MORNING = timedelta(hours=9, minutes=10)


async def warned_of_half_way(then: Vendor) -> set[str]:
    """Whom the warning of the evening reached by the morning, where the terms were these from then on."""
    fake = await desk_of_acme(AT_WORK)
    ticket = await ask(fake)
    await fake.advance(UNTIL_THE_EVENING)
    fake.vendor = then
    await fake.advance(UNTIL_THE_MORNING)
    return {
        each.to.address
        for each in await sends_of(fake, ticket)
        if isinstance(each.letter, Escalation) and each.letter.level == "half_way"
    }


async def test_whoever_is_still_there_is_warned_when_the_day_begins() -> None:
    assert await warned_of_half_way(AT_WORK) == {"anna@example.com", "bo@example.com"}


async def test_the_warning_of_one_who_has_left_goes_to_the_fallback_address() -> None:
    left = AT_WORK.but(supporters=AT_WORK.supporters[1:])
    assert await warned_of_half_way(left) == {"desk@example.com", "bo@example.com"}
