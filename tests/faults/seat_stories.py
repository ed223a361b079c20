"""What a member's people do with its seats, and what time and looks tell them, each for a fault to strike."""

from shared.domain.facts.links import sign
from shared.domain.seats.changing import (
    ContactLeft,
    PersonGiven,
    SeatGiven,
    decide_contact,
    decide_contact_left,
    decide_seat,
)
from shared.domain.seats.confirming import SeatAsked
from shared.domain.seats.seat_links import seat_link, seats_link
from shared.ports.desk import Desk
from shared.ports.store import Table
from shared.usecases.clocks.look import look_at
from shared.usecases.members.member_versions import member_version
from shared.usecases.outbox.flag_seats import clear_flag
from shared.usecases.records.member_rows import changed_header, load_member, member_key
from shared.usecases.seats.answer_seat import answer_seat
from shared.usecases.seats.ask_again import ask_again
from shared.usecases.seats.ask_for_page import ask_for_page
from shared.usecases.seats.change_seats import DecideChange, change_by_owner
from shared.usecases.seats.open_seats import open_seats
from tests.fakes.desk import START
from tests.faults.acts import WITH_MEMBER
from tests.faults.examples import EVA, MEMBER, RUNE
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import (
    Step,
    Story,
    look_at_the_member,
    messages_lost,
    patched,
    put,
    request,
    rest,
    scan,
)
from tests.faults.work_pairs import or_refused
from tests.faults.world import World

OWNER = MEMBER.owner.address
NEW = SeatGiven(
    product="planner", before=RUNE, address="personal-rut@outside.example.org", name="Personal Rut"
)
CONTACT = PersonGiven(before="", address="personal-bea@outside.example.org", name="Personal Bea")


async def ask(_: World, desk: Desk) -> None:
    """The owner asks for the member's page."""
    await ask_for_page(desk, OWNER)


async def ask_for_own(_: World, desk: Desk) -> None:
    """Whoever wrote asks for its own tickets."""
    await ask_for_page(desk, EVA)


async def look_at_who_asked(world: World, desk: Desk) -> None:
    """A queue message about the request comes."""
    (asked,) = world.witness.reading().asked
    await look_at(desk, f"asked-{asked}")


def changed_by_owner[Given](decide: DecideChange[Given], given: Given) -> Step:
    """The owner sends a form of the page as it was when the member was new."""

    async def change(_: World, desk: Desk) -> None:
        link = seats_link(desk.secret, member_key(desk, MEMBER.id), OWNER, START)
        opened = await open_seats(desk, sign(link, desk.link_keys[0]))
        await change_by_owner(desk, opened, decide, given, member_version(desk, MEMBER))

    return change


def says(*, yes: bool) -> Step:
    """Who was named says that it is the right person, or that it is somebody else."""

    async def answer(_: World, desk: Desk) -> None:
        link = seat_link(desk.secret, member_key(desk, MEMBER.id), NEW.address, START)
        await answer_seat(desk, sign(link, desk.link_keys[0]), yes=yes)

    return answer


async def cleared(_: World, desk: Desk) -> None:
    """The vendor says that the new person's address may be used again."""
    await clear_flag(desk, MEMBER.id, NEW.address)


async def the_months_time(world: World, _: Desk) -> None:
    """It is the time at which the owner is reminded, and no scan has run since."""
    (reminds,) = (each.header.reminds for each in world.witness.reading().members.values() if each.header)
    assert reminds
    world.clock.instant = reminds


async def stored_before_reminders(world: World, desk: Desk) -> None:
    """The member is as one that was stored before reminders: a seat is empty, and no time is kept."""
    (key,) = world.witness.reading().members
    loaded = await load_member(desk, key)
    assert loaded
    change = changed_header(loaded, member=MEMBER.but(seats=()), reminds=None)
    await desk.store.commit(Table.MEMBERS, key, [change])


async def asked_again(_: World, desk: Desk) -> None:
    """The owner has whoever came with the member asked to confirm."""
    link = seats_link(desk.secret, member_key(desk, MEMBER.id), OWNER, START)
    await ask_again(desk, sign(link, desk.link_keys[0]), SeatAsked(product="planner", before=RUNE))


leave = changed_by_owner(decide_contact_left, ContactLeft(before=EVA))
fill = changed_by_owner(decide_seat, NEW)
fill_with_another = changed_by_owner(
    decide_seat, NEW.but(address="personal-ulf@outside.example.org", name="Personal Ulf")
)
WROTE = (*WITH_MEMBER, request(), rest)
FILLED = (*WITH_MEMBER, fill)
TOLD = (*FILLED, rest)
OLDER = (put(MEMBER), rest, stored_before_reminders)

SEATS = (
    Story("a member's page is asked for", ask, WITH_MEMBER),
    Story("the link to a member's page leaves", look_at_who_asked, (*WITH_MEMBER, ask, messages_lost)),
    Story("the link to own tickets leaves", look_at_who_asked, (*WROTE, ask_for_own, messages_lost)),
    Story("an owner fills a seat", fill, WITH_MEMBER),
    Story("an owner adds a contact", changed_by_owner(decide_contact, CONTACT), WITH_MEMBER),
    Story("an owner takes a contact away", leave, WITH_MEMBER),
    Story("a new responsible person is told", look_at_the_member, (*FILLED, messages_lost)),
    Story("a responsible person is asked again", asked_again, WITH_MEMBER),
    Story("who is asked again is mailed", look_at_the_member, (*WITH_MEMBER, asked_again, messages_lost)),
    Story("a responsible person confirms", says(yes=True), TOLD),
    Story("a responsible person declines", says(yes=False), TOLD),
    Story("an owner hears of a declined seat", look_at_the_member, (*TOLD, says(yes=False), messages_lost)),
    Story("an empty seat is reminded of", scan, (put(MEMBER.but(seats=())), rest, the_months_time)),
    Story("an older member gets its reminder's time", look_at_the_member, OLDER),
    Story("an older member is written as it is", put(MEMBER.but(seats=())), OLDER),
)

RENAMED = patched(name="Outside Member Renamed")

SEAT_PAIRS: tuple[Pair, ...] = (
    *both_ways("confirming and writing", says(yes=True), RENAMED, TOLD),
    *both_ways("declining and clearing", says(yes=False), cleared, TOLD),
    *both_ways("telling and confirming", look_at_the_member, says(yes=True), (*FILLED, messages_lost)),
    *both_ways("telling and writing", look_at_the_member, RENAMED, (*FILLED, messages_lost)),
    *both_ways("filling twice", fill, fill, WITH_MEMBER),
    *both_ways("filling with two", or_refused(fill), or_refused(fill_with_another), WITH_MEMBER),
    *both_ways("asking a person twice", asked_again, asked_again, WITH_MEMBER),
    *both_ways("asking a person and writing", asked_again, RENAMED, WITH_MEMBER),
    *both_ways("asking and mailing the page", ask, look_at_who_asked, (*WITH_MEMBER, ask, messages_lost)),
)
