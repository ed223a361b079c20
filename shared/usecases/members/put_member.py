"""A member is written whole: who belongs to it, who is responsible, what it subscribes to."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from shared.domain.agenda.header import member_aggregate
from shared.domain.members.appointments import Appointments
from shared.domain.members.coverage import beginnings
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Member
from shared.domain.members.member_errors import AddressOfDesk
from shared.domain.members.seat_flags import SeatFlags
from shared.domain.members.subscriptions import SubscriptionHistory
from shared.domain.refusals.errors import MemberUnknown
from shared.domain.seats.reminding import lacks_reminder, may_have_empty_seats, next_reminder
from shared.domain.values.identity import address_key
from shared.ports.desk import Desk
from shared.ports.store import Change, Table, Upsert
from shared.usecases.members.customer_claims import let_go, take_claims, take_from_others
from shared.usecases.members.list_members import mend_list, write_in_list
from shared.usecases.members.member_versions import WHATEVER_IS_THERE, refuse_unread
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import (
    MEMBER_HEADERS,
    LoadedMember,
    MemberHeader,
    changed_header,
    customer_key,
    domain_key,
    head_key,
    load_member,
    member_key,
    product_key,
)

ADOPT = "adopt"
ADOPT_AGAIN_AFTER = timedelta(minutes=10)
RECONSIDER = "reconsider"


async def put_member(
    desk: Desk, member: Member, *, move: bool = False, read: Sequence[str] = (WHATEVER_IS_THERE,)
) -> bool:
    """The member is as given from now on; True where it is new. Its provider subscriptions are kept.

    ``read``: the versions of which the caller has read one (``member_versions``). With ``move``, customers
    that other members claim are theirs no more, and move with their history.

    Raises:
        ProductUnknown: a seat or subscription names a product that the vendor does not sell, and that the
            member has not had there since it was sold.
        VersionNeeded, VersionChanged: the member is there, and not as the caller has read it.
        AddressOfDesk: a person of the member's has the desk's own address.
        CustomerClaimed: another member claims one of the customers, and they are not to be moved.
        StoreUnavailable: send it again.
    """
    key = member_key(desk, member.id)
    await refuse_unfit(desk, key, member)
    await write_directory(desk, key, directory_keys(desk, member))

    async def attempt(_: int) -> bool:
        known = await load_member(desk, key)
        refuse_unread(desk, member, known.header.member if known else None, read)
        claimed = await take_claims(desk, member, move=move)
        if known and known.header.member == member and not claimed and _is_complete(desk, known):
            await mend_list(desk, key)
            return False
        await _commit(desk, key, member, known)
        await take_from_others(desk, key, member.customers)
        await let_go(desk, key, set(known.header.member.customers if known else ()) - set(member.customers))
        await tell(desk, member_aggregate(key))
        return known is None

    return await until_committed(desk, member.id, attempt)


async def read_member(desk: Desk, member: str) -> MemberFacts:
    """The member as it is, with its subscriptions. Raises ``MemberUnknown``."""
    loaded = await load_member(desk, member_key(desk, member))
    if loaded is None:
        raise MemberUnknown(member)
    return loaded.facts(desk.vendor)


async def write_directory(desk: Desk, key: str, places: Iterable[str]) -> None:
    """Every hint is written before the member that needs it. One request a place, ten at once, in order."""
    gate = asyncio.Semaphore(10)

    async def write(place: str) -> None:
        async with gate:
            await desk.store.commit(Table.DIRECTORY, place, [Upsert(f"who-{place}-{key}", "")])

    await asyncio.gather(*(write(place) for place in sorted(places)))


async def waking(desk: Desk, member: LoadedMember, subscriptions: Sequence[SubscriptionHistory]) -> Change:
    """The member's row that makes a look ask for what waits; commit it with what wakes the member.

    ``subscriptions`` are those that it has then: the agenda knows from now on when each begins to cover.
    """
    effects = tuple(dict.fromkeys([*member.header.effects, RECONSIDER]))
    facts = member.facts(desk.vendor).but(subscriptions=tuple(subscriptions))
    times = await _written_on_the_agenda(desk, facts, member.header)
    return changed_header(member, effects=effects, **times)


async def _written_on_the_agenda(
    desk: Desk, facts: MemberFacts, known: MemberHeader | None, again: datetime | None = None
) -> Mapping[str, object]:
    """A look is asked for now, and whenever time alone brings something: these fields of the header say when.

    That is where the member begins to be covered, and where its owner may be to be reminded of empty seats.
    """
    now = desk.clock.now()
    begins = beginnings(facts.subscriptions, now, desk.vendor.grace)
    unseen = [instant for instant in (known.begins if known else ()) if instant <= now]
    reminds = _reminds(desk, facts, known, now)
    later = [*begins, *filter(None, (again, reminds))]
    await write_agenda(desk.store, member_aggregate(facts.key), now, look=now, later_looks=later)
    return {"begins": (*unseen, *begins), "reminds": reminds}


def _reminds(desk: Desk, facts: MemberFacts, known: MemberHeader | None, now: datetime) -> datetime | None:
    """When the owner is next reminded; a time that has come and was not looked at yet stays."""
    if not may_have_empty_seats(facts, desk.vendor):
        return None
    come = known.reminds if known and known.reminds and known.reminds <= now else None
    return come or next_reminder(facts.key, now, desk.vendor.zone)


def _is_complete(desk: Desk, known: LoadedMember) -> bool:
    """Its last change has caused all that it was to, and a time is kept for the reminder that it may need."""
    header = known.header
    return not header.effects and not lacks_reminder(header.reminds, known.facts(desk.vendor), desk.vendor)


async def _commit(desk: Desk, key: str, member: Member, known: LoadedMember | None) -> None:
    """What the change causes elsewhere is committed with it, and done by a look."""
    now, before = desk.clock.now(), known.header if known else None
    again = now + ADOPT_AGAIN_AFTER if member.customers else None
    named = before.appointments if before else Appointments()
    header = MemberHeader(
        member=member,
        effects=(ADOPT, RECONSIDER),
        adopt_again=again,
        flags=before.flags.kept_for(member) if before else SeatFlags(),
        appointments=named.following(before.member if before else None, member, now),
        revocations=before.revocations if before else (),
    )
    facts = LoadedMember(key, header, "", known.subscriptions if known else ()).facts(desk.vendor)
    times = await _written_on_the_agenda(desk, facts, before, again)
    await write_in_list(desk, facts)
    row = MEMBER_HEADERS.row(head_key(key), header.but(**times), known.etag if known else None)
    await desk.store.commit(Table.MEMBERS, key, [row])


async def refuse_unfit(desk: Desk, key: str, member: Member) -> None:
    """Raise ``ProductUnknown`` or ``AddressOfDesk`` where the member could not be written so."""
    await _refuse_unsold(desk, key, member)
    _refuse_own_addresses(desk, member)


async def _refuse_unsold(desk: Desk, key: str, member: Member) -> None:
    """What stands there already may stay when its product leaves the settings: nobody could change the rest.

    One request, only where a product is not sold.
    """
    sold, named = {each.id for each in desk.vendor.products}, _products(member)
    if sold.issuperset(named.values()):
        return
    known = await load_member(desk, key)
    stood = set(_products(known.header.member).values()) if known else set()
    desk.vendor.must_sell({path: each for path, each in named.items() if each not in stood})


def _refuse_own_addresses(desk: Desk, member: Member) -> None:
    people = {"owner": member.owner}
    people |= {f"contacts.{place}": each for place, each in enumerate(member.contacts)}
    people |= {f"seats.{place}": each for place, each in enumerate(member.seats)}
    own = [f"{path}.address" for path, each in people.items() if desk.vendor.is_desk(each.address)]
    if own:
        raise AddressOfDesk(own)


def _products(member: Member) -> dict[str, str]:
    """Every product that the member's own fields name, by the field's path."""
    seats = {f"seats.{place}.product": each.product for place, each in enumerate(member.seats)}
    states = {
        f"subscriptions.{place}.product": each.product for place, each in enumerate(member.subscriptions)
    }
    return seats | states


def directory_keys(desk: Desk, member: Member) -> set[str]:
    """Everything that this member is found by."""
    return {
        *(address_key(desk.secret, address) for address in member.addresses()),
        *(domain_key(desk, domain) for domain in member.domains),
        *(customer_key(desk, customer) for customer in member.customers),
        *(product_key(desk, each.product) for each in member.subscriptions),
    }
