"""Who sent a request, as far as is known before the gate decides: by address, and by a token for help."""

from dataclasses import dataclass

from shared.domain.members.gate import MemberFacts
from shared.ports.desk import Desk
from shared.usecases.floods.count_knocks import CountedKnocks
from shared.usecases.records.member_rows import load_facts


@dataclass(frozen=True, slots=True)
class Sender:
    """``candidates``: the members that may know the address. ``helped``: whose users' token came along."""

    candidates: tuple[str, ...]
    helped: MemberFacts | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """The keys of all these members."""
        named = (self.helped.key,) if self.helped else ()
        return tuple(dict.fromkeys((*named, *self.candidates)))

    async def facts(self, desk: Desk) -> tuple[MemberFacts, ...]:
        """What the gate knows of them. What has been read is not read again; one request at least."""
        if self.helped is None:
            return await load_facts(desk, self.candidates)
        others = tuple(each for each in self.candidates if each != self.helped.key)
        return (self.helped, *await load_facts(desk, others))


def sender_at_door(
    desk: Desk, candidates: tuple[str, ...], helped: MemberFacts | None, knocks: CountedKnocks | None
) -> tuple[Sender, CountedKnocks | None]:
    """Who sends this, and how it is counted: the token counts while not too many requests come with it."""
    if helped is None or knocks is None:
        return Sender(candidates, helped), knocks
    counted = knocks.with_token(helped.key)
    return Sender(candidates, helped if counted.token_counts(desk) else None), counted
