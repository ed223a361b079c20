"""A person's view of its matter: what was promised, what was said, what comes next. Nobody else's words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from shared.domain.clocks.clocks import MERGED, SLAClock, clocks
from shared.domain.facts.ticket import Turn
from shared.domain.letters.letter_bases import PersonsAnswer
from shared.domain.tickets.changes import Said
from shared.domain.tickets.linking import proves
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import address_key
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.links.open_link import FollowedLink
from shared.usecases.records.ticket_rows import WholeTicket
from shared.usecases.status.next_steps import (
    NextView,
    conferences_waiting,
    quotes_waiting,
    sessions_waiting,
    what_is_owed,
)


class SaidView(Frozen):
    """A message of the person, or (with an ``author``) a supporter's answer to it.

    ``files`` are the names, as the person gave them, of those that came along and were kept. ``split_into``
    is the ticket in which a message goes on.
    """

    at: Instant
    text: str
    author: str = ""
    subject: str = ""
    files: tuple[str, ...] = ()
    refused_files: tuple[str, ...] = ()
    split_into: str = ""


class StatusView(Frozen):
    """What the person of a link sees. ``may_prove``: this link can confirm its address."""

    ticket: str
    language: Language
    product: str
    proved: bool
    may_prove: bool
    promised: tuple[SLAClock, ...]
    said: tuple[SaidView, ...]
    comes_next: tuple[NextView, ...]


async def read_status(desk: Desk, followed: FollowedLink) -> StatusView:
    """The matter as this link's person sees it now. One request for each 1000 rows of each ticket.

    Raises ``LinkRevoked``: the ticket is gone.
    """
    parts = [_part(desk, whole, followed.link.person) for whole in followed.whole]
    state = parts[-1].whole.header.state
    moved = {turn.moved_from for part in parts for turn in part.turns}
    promised = [clock for part in parts for clock in part.clocks(desk.clock.now())]
    said = [each for part in parts for each in (*part.messages(moved), *part.answers())]
    return StatusView(
        ticket=state.id,
        language=state.language,
        product=desk.vendor.product_name(state.product),
        proved=followed.link.person in state.proved,
        may_prove=proves(followed.link),
        promised=tuple(sorted(promised, key=lambda clock: clock.start)),
        said=tuple(sorted(said, key=lambda each: each.at)),
        comes_next=_comes_next(desk, followed, parts, promised),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What of one ticket is the person's: its messages, and the letters that answered them, by answer."""

    whole: WholeTicket
    turns: tuple[Turn, ...]
    letters: Mapping[str, PersonsAnswer]

    def clocks(self, now: datetime) -> list[SLAClock]:
        """Those that the person's messages or an answer to them belong to; a merge's go on elsewhere."""
        mine = {turn.id for turn in self.turns}
        return [
            clock.at(now)
            for clock in clocks(self.whole.header.state)
            if clock.cancelled != MERGED and (mine & set(clock.turns) or clock.started_by in self.letters)
        ]

    def messages(self, moved: Collection[str]) -> list[SaidView]:
        """What the person wrote here, but for what has moved on to the next ticket."""
        ticket = self.whole.header.state.id
        return [
            _message(turn, self.whole.said[turn.id])
            for turn in self.turns
            if f"{ticket}-{turn.id}" not in moved
        ]

    def answers(self) -> list[SaidView]:
        """What supporters answered, unless it was refused."""
        return [
            SaidView(at=ending.at, text=letter.words, author=letter.author)
            for ending in self.whole.header.state.endings
            if (letter := self.letters.get(ending.id))
        ]


def _part(desk: Desk, whole: WholeTicket, person: str) -> _Part:
    def is_mine(address: str) -> bool:
        return address_key(desk.secret, address) == person

    return _Part(
        whole,
        tuple(
            turn
            for turn in whole.header.state.turns
            if turn.id in whole.said and is_mine(whole.said[turn.id].email)
        ),
        {
            send.letter.answer: send.letter
            for send in whole.sends
            if isinstance(send.letter, PersonsAnswer) and is_mine(send.to.address)
        },
    )


def _message(turn: Turn, said: Said) -> SaidView:
    return SaidView.of(
        said, at=turn.received, files=tuple(each.given for each in said.files), split_into=turn.split_into
    )


def _comes_next(
    desk: Desk, followed: FollowedLink, parts: Sequence[_Part], promised: Sequence[SLAClock]
) -> tuple[NextView, ...]:
    """What waits for the person, then what the vendor owes; else how the ticket stands."""
    state, turns, now = parts[-1].whole.header.state, parts[-1].turns, desk.clock.now()
    quotes = [step for part in parts for step in quotes_waiting(part.whole.header.state, part.letters, now)]
    offers = (
        *sessions_waiting(state, followed.link.person, now, desk.vendor),
        *conferences_waiting(state, turns, followed.link.person, now, desk.vendor),
        *quotes,
    )
    waiting = offers if proves(followed.link) else tuple(each.without_link() for each in offers)
    return (*waiting, *what_is_owed(state, turns, promised, waiting, now))
