"""A link of a member's person is opened: the owner's to the member, a responsible person's to its seats."""

from dataclasses import dataclass

from shared.domain.facts.links import Link, Purpose, read
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.seat_letters import SeatNew
from shared.domain.letters.sends import Recipient
from shared.domain.members.member import Member, Seat
from shared.domain.refusals.errors import LinkRevoked
from shared.domain.seats.seat_links import held_by, must_be_owners, seat_link
from shared.ports.desk import Desk
from shared.usecases.links.open_link import read_link
from shared.usecases.records.member_rows import LoadedMember, load_member
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.seats.ask_for_page import ask_for_page


@dataclass(frozen=True, slots=True)
class OpenedSeats:
    """The member behind an owner's link, as it stands now."""

    link: Link
    loaded: LoadedMember

    @property
    def member(self) -> Member:
        """The member as it was written."""
        return self.loaded.header.member


@dataclass(frozen=True, slots=True)
class OpenedSeat:
    """What the person of a link holds at the member, as it stands now."""

    link: Link
    loaded: LoadedMember
    seats: tuple[Seat, ...]


async def open_seats(desk: Desk, token: str) -> OpenedSeats:
    """What an owner's link opens; opening it changes nothing. One request.

    Raises:
        LinkInvalid, LinkExpired: as ``read_link``.
        LinkRevoked: the member has another owner by now, or is gone.
    """
    link = read_link(desk, token, Purpose.SEATS)
    loaded = await _member(desk, link)
    must_be_owners(link, loaded.header.member, desk.secret)
    return OpenedSeats(link, loaded)


async def open_seat(desk: Desk, token: str) -> OpenedSeat:
    """What a responsible person's link opens; opening it changes nothing. One request.

    Raises:
        LinkInvalid, LinkExpired: as ``read_link``.
        LinkRevoked: the person holds no seat there any more, or the member is gone.
    """
    link = read_link(desk, token, Purpose.SEAT)
    loaded = await _member(desk, link)
    return OpenedSeat(link, loaded, held_by(link, loaded.header.member, desk.secret))


async def renew_member_link(desk: Desk, token: str) -> None:
    """A link to a member or to seats that has expired: its person is mailed a new one, few times a day.

    Nothing is mailed where it still holds; the caller learns nothing of it.
    Raises ``LinkInvalid, LinkRevoked``: there is nothing to renew.
    """
    link = read(token, desk.link_keys)
    loaded = await _member(desk, link)
    if not link.expired(desk.clock.now()):
        return
    if link.purpose is Purpose.SEATS:
        must_be_owners(link, loaded.header.member, desk.secret)
        await ask_for_page(desk, loaded.header.member.owner.address)
    else:
        await _mail_seat_again(desk, loaded, held_by(link, loaded.header.member, desk.secret))


async def _mail_seat_again(desk: Desk, loaded: LoadedMember, seats: tuple[Seat, ...]) -> None:
    """What the seat means, once more: once a day at most."""
    person, now = seats[0], desk.clock.now()
    link = seat_link(desk.secret, loaded.key, person.address, now)
    products = tuple(each.product for each in seats)
    letter = SeatNew(member=loaded.header.member.name, products=products, link=link)
    notice = notice_id(desk.secret, "seat again", loaded.key, link.person, f"{now:%Y%m%d}")
    to = Recipient(address=person.address, name=person.name)
    language = loaded.header.member.language
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, now))


async def _member(desk: Desk, link: Link) -> LoadedMember:
    loaded = await load_member(desk, link.ticket)
    if loaded is None:
        raise LinkRevoked
    return loaded
