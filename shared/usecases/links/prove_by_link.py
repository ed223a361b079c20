"""A link that was mailed to one address was used: its reader has shown that the address is its own.

Opening it shows nothing: scanners of mail open links too.
"""

from shared.domain.facts.links import read
from shared.domain.tickets.linking import proves
from shared.ports.desk import Desk
from shared.usecases.records.standing_rows import record_proved


async def note_use(desk: Desk, token: str) -> None:
    """Something was done by this link, which let it be done. One that others were mailed too proves nothing.

    Raises:
        LinkInvalid: it is none of ours.
        StoreUnavailable: what was done stays done; do it again.
    """
    link = read(token, desk.link_keys)
    if proves(link):
        await record_proved(desk, link.person, desk.clock.now())
