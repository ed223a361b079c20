"""Requests by the open door, counted for all instances: all shares are read at once, and one is written.

The count stands in eight rows of one partition. A request reads them with its first reads, in one request,
and writes the one that its ticket's reference names beside the agenda, in one more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

from shared.domain.agenda.agenda import shard_of, shards
from shared.domain.floods.knocks import Knock, Knocks, KnockShare, token_counts, why_held
from shared.domain.values.holding import WhyHeld
from shared.domain.values.identity import mailbox_key, network_key, proof_key
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict, Table
from shared.usecases.records.row_formats import RowFormat

PARTITION = "knocks"
TRIES = 3
KNOCK_SHARES = RowFormat(KnockShare.model_validate_json)


@dataclass(frozen=True, slots=True)
class AtDoor:
    """How a request came to the open door, as its bytes and headers say.

    ``network``: the client's, as text; "" where it is not known. ``proof`` tells the proof that was worked
    out for it from every other; "" for none. ``trapped``: it did what only a machine does.
    """

    network: str = ""
    proof: str = ""
    trapped: bool = False


@dataclass(frozen=True, slots=True)
class CountedKnocks:
    """The shares by name, each with the version it was read at, and the request that is to be counted."""

    knock: Knock
    shares: Mapping[str, tuple[KnockShare, str | None]]

    def why_held(self, desk: Desk) -> WhyHeld | None:
        """Why a stranger's request is held; see ``why_held`` of the domain. Raises ``TooManyRequests``."""
        return why_held(self.knock, self._counted(desk), desk.vendor.knocks)

    def with_token(self, member: str) -> Self:
        """The request came with a token of this member's: it is counted so, too."""
        return replace(self, knock=self.knock.but(member=member))

    def token_counts(self, desk: Desk) -> bool:
        """Whether the token that it came with still says whose it is; see ``token_counts`` of the domain."""
        return token_counts(self.knock, self._counted(desk), desk.vendor.knocks)

    def _counted(self, desk: Desk) -> Knocks:
        return Knocks(tuple(share for share, _ in self.shares.values()), desk.clock.now())


async def read_knocks(desk: Desk, at_door: AtDoor | None, email: str, ticket: str) -> CountedKnocks | None:
    """What has come by the door within the hour; None for what did not come by it. One request, or none.

    ``ticket``: the reference that this request has become, or would become now.
    """
    if at_door is None:
        return None
    knock = Knock(
        mailbox=mailbox_key(desk.secret, email),
        network=network_key(desk.secret, at_door.network),
        proof=proof_key(desk.secret, at_door.proof),
        ticket=ticket,
        trapped=at_door.trapped,
    )
    rows = await desk.store.rows(Table.LIMITS, PARTITION, first="shard", before="shard~", limit=len(shards()))
    return CountedKnocks(knock, {row.key: (KNOCK_SHARES.read(row.text), row.etag) for row in rows})


async def count_knock(desk: Desk, knocks: CountedKnocks | None, aggregate: str) -> None:
    """The request is counted in the share of its ticket. One request, and two more where others were quicker.

    Where they were at every try it is left out: the door does not close because many knock at once.
    """
    if knocks is None:
        return
    name = shard_of(aggregate)
    share, etag = knocks.shares.get(name, (KnockShare(), None))
    for number in range(TRIES):
        after = share.with_names(knocks.knock.names, desk.clock.now())
        try:
            await desk.store.commit(Table.LIMITS, PARTITION, [KNOCK_SHARES.row(name, after, etag)])
        except StoreConflict:
            await desk.pause(number)
            row = await desk.store.get(Table.LIMITS, PARTITION, name)
            share, etag = KNOCK_SHARES.found(row, KnockShare())
        else:
            return
