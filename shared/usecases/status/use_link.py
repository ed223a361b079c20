"""What a ticket's link lets its person do: write, confirm its address, ask for a new link."""

from datetime import datetime

from shared.domain.facts.files import GivenFile
from shared.domain.facts.links import Link, read
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.messages.holding import decide_letting_through
from shared.domain.refusals.errors import LinkRevoked
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.linking import (
    BY_COPIED_LINK,
    BY_LINK,
    decide_proving,
    decide_renewing,
    decide_revoking,
    proves,
)
from shared.domain.values.house import House
from shared.ports.desk import Desk
from shared.usecases.links.open_link import FollowedLink, OpenedLink, follow, person_at
from shared.usecases.messages.add_message import Further, Landed, add_message
from shared.usecases.records.acting import act, carry_out, commit_act, until_committed
from shared.usecases.records.ticket_rows import LoadedTicket, load_ticket_and_people


async def write_by_link(
    desk: Desk, followed: FollowedLink, text: str, key: str | None, files: tuple[GivenFile, ...] = ()
) -> Landed:
    """A further message of the link's person, perhaps with files; one turn if sent twice with the same key.

    Raises ``KeyReused``: the key has been used for other words.
    """
    person = person_at(desk, followed.tickets, followed.link.person)
    if person is None:
        raise LinkRevoked
    channel = BY_LINK if proves(followed.link) else BY_COPIED_LINK
    further = Further(
        text=text, email=person.address, name=person.name, channel=channel, key=key, files=files
    )
    return await add_message(desk, followed.link.ticket, further, followed.tickets[0])


async def prove_address(desk: Desk, followed: FollowedLink) -> None:
    """The person confirms the address that the link was mailed to; confirmed before, nothing changes.

    What was held at the door is let through by it. A link that others were mailed too proves nothing.
    """
    person, to = followed.link.person, person_at(desk, followed.tickets, followed.link.person)

    def decide(state: TicketState, now: datetime, house: House) -> Changes:
        proved = decide_proving(state, person, now)
        return proved + decide_letting_through(proved.state_after(state), to, now, house) if to else proved

    if proves(followed.link):
        await carry_out(desk, followed.ticket.state.id, decide, followed.ticket)


async def renew_link(desk: Desk, token: str) -> None:
    """A link that has expired, whatever it was for: its person is mailed a new one to the ticket.

    Nothing is mailed where the link still holds, where one was mailed within the hour, or where the
    ticket has no address of this person any more; the caller learns nothing of it.
    Raises ``LinkInvalid, LinkRevoked``: there is nothing to renew.
    """
    link = read(token, desk.link_keys)

    async def attempt(_: int) -> None:
        """With what is read anew each time: links that are revoked meanwhile are not renewed."""
        ticket, person = await _renewable(desk, link)
        if person and link.expired(desk.clock.now()):
            changes = decide_renewing(ticket.state, person, desk.clock.now(), desk.house())
            await commit_act(desk, ticket, changes)

    await until_committed(desk, link.ticket, attempt)


async def _renewable(desk: Desk, link: Link) -> tuple[LoadedTicket, Recipient | None]:
    """Where the link's matter goes on now, and its person. Raises ``LinkRevoked``."""
    loaded = await load_ticket_and_people(desk.store, link.ticket)
    if loaded is None:
        raise LinkRevoked
    link.must_hold(loaded.header.state.link_series)
    followed = await follow(desk, OpenedLink(link, loaded))
    return followed.ticket, person_at(desk, followed.tickets, link.person)


revoke_links = act("revoke", decide_revoking)
