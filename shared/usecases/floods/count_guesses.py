"""Links that do not open and members' tokens that are wrong, counted by the network that tries them.

A link that opens is never asked for its network: its proof has 120 bits, and whoever shares a network with
somebody that guesses still gets in. What is limited is how long guessing is answered at all.
"""

from shared.domain.floods.knocks import TOTAL, Knocks, KnockShare
from shared.domain.refusals.flood_errors import TooManyGuesses
from shared.domain.values.identity import network_key
from shared.ports.desk import Desk
from shared.ports.store import StoreError, Table
from shared.usecases.floods.count_knocks import KNOCK_SHARES

_KEY = "guesses"


async def over_guessing(desk: Desk, network: str) -> TooManyGuesses | None:
    """Why this network is told no more which links open; None while it is, and then the guess is counted.

    ``network`` as in ``AtDoor``; where it is not known, nothing is counted. One request, or two. Where
    storage does not answer, or others were quicker, the guess is not counted.
    """
    if not network:
        return None
    partition, now = network_key(desk.secret, network), desk.clock.now()
    try:
        share, etag = KNOCK_SHARES.found(await desk.store.get(Table.LIMITS, partition, _KEY), KnockShare())
        counted = Knocks((share,), now)
        most = desk.vendor.knocks.guesses
        if counted.counted(TOTAL) >= most:
            return TooManyGuesses(counted.again_after(TOTAL, most))
        written = KNOCK_SHARES.row(_KEY, share.with_names((TOTAL,), now), etag)
        await desk.store.commit(Table.LIMITS, partition, [written])
    except StoreError:
        return None
    return None
