"""Links to pages are asked for with an address: the same for an owner's address and any other.

Until the answer only the address's own row is read and written, whoever it belongs to. A look finds out
whether it is an owner's, or wrote to us, mails the links then, and the address is kept no longer.
"""

from datetime import datetime

from shared.domain.letters.notices import Notice, notice_id, write_notice
from shared.domain.letters.seat_letters import SeatsPageAsked
from shared.domain.letters.sends import Recipient
from shared.domain.seats.asking import PageRequests
from shared.domain.seats.seat_links import seats_link
from shared.domain.values.identity import address_key
from shared.domain.values.mail_domain import compared_address
from shared.ports.desk import Desk
from shared.ports.store import Row, StoreConflict, Table
from shared.usecases.records.acting import tell, until_committed
from shared.usecases.records.agenda_rows import write_agenda
from shared.usecases.records.member_rows import LoadedMember, directory, load_member
from shared.usecases.records.notice_rows import post_notice
from shared.usecases.records.row_formats import RowFormat
from shared.usecases.seats.own_tickets import mail_own_tickets

PAGE_REQUESTS = RowFormat(PageRequests.model_validate_json)
MOST_MEMBERS = 20
"""Of one owner: the first so many are mailed, one mail each."""


async def ask_for_page(desk: Desk, address: str) -> None:
    """This address is mailed links, three times in a day at most: to its own tickets, and to what it owns.

    Storage requests, for any address: its row is read; the agenda's, and it, are written; the queue is told.
    Raises ``StoreUnavailable``: ask again.
    """
    key = address_key(desk.secret, address)

    async def attempt(_: int) -> None:
        row = await desk.store.get(Table.LIMITS, key, _row_key(key))
        now, before = desk.clock.now(), _requests(row)
        after = before.with_one_more(address, now)
        if after == before:
            return
        await write_agenda(desk.store, asked_aggregate(key), now, look=now)
        change = PAGE_REQUESTS.row(_row_key(key), after, row.etag if row else None)
        await desk.store.commit(Table.LIMITS, key, [change])
        await tell(desk, asked_aggregate(key))

    await until_committed(desk, key, attempt)


async def look_at_asked(desk: Desk, key: str) -> datetime | None:
    """Mail this address what it asked for; the instant of the next look, None where none is.

    Raises ``StoreUnavailable``: the look is to be repeated; nobody is mailed twice for one request.
    """
    row = await desk.store.get(Table.LIMITS, key, _row_key(key))
    requests = _requests(row)
    if row is None or not requests.address:
        return None
    if own := await mail_own_tickets(desk, key, str(requests.asked[-1])):
        await post_notice(desk, own)
    for member in await directory(desk, key, MOST_MEMBERS):
        loaded = await load_member(desk, member)
        if loaded and _owns(loaded, requests.address):
            await post_notice(desk, _mail(desk, loaded, requests))
    try:
        change = PAGE_REQUESTS.row(row.key, requests.answered(), row.etag)
        await desk.store.commit(Table.LIMITS, key, [change])
    except StoreConflict:
        return desk.clock.now()
    return None


def _owns(loaded: LoadedMember, address: str) -> bool:
    return compared_address(loaded.header.member.owner.address) == compared_address(address)


def _mail(desk: Desk, loaded: LoadedMember, requests: PageRequests) -> Notice:
    """To the address as the vendor's record has it, however it was typed."""
    member, now = loaded.header.member, desk.clock.now()
    link = seats_link(desk.secret, loaded.key, member.owner.address, now)
    notice = notice_id(desk.secret, "seats page", loaded.key, link.person, str(requests.asked[-1]))
    to = Recipient(address=member.owner.address, name=member.owner.name)
    letter = SeatsPageAsked(member=member.name, link=link)
    return write_notice(desk.secret, notice, letter, to, member.language, now)


def _requests(row: Row | None) -> PageRequests:
    return PAGE_REQUESTS.read(row.text) if row else PageRequests()


def _row_key(key: str) -> str:
    return f"seats-{key}"


def asked_aggregate(key: str) -> str:
    """Who asked, in the agenda and in queue messages; ``key`` is the address's."""
    return f"asked-{key}"
