"""What came to a ticket since somebody read it: messages, and what other supporters answered."""

from collections.abc import Iterator
from operator import attrgetter

from shared.domain.answers.answer_errors import Came, SeenUnknown
from shared.domain.facts.ticket import Ending, TicketState, Turn
from shared.domain.values.vendor import Vendor

MESSAGE = "message"


def last_entry(state: TicketState) -> str:
    """The id of what came last: a message, or what a supporter did about one."""
    entries: list[Turn | Ending] = [*_turns(state), *state.endings]
    return max(entries, key=attrgetter("place")).id


def came_since(state: TicketState, seen: str, answered: str, author: str, vendor: Vendor) -> tuple[Came, ...]:
    """What came after the entry ``seen``, in order; nothing that the author did.

    Whoever names the turn that is ``answered`` has seen that one too. An entry that was withdrawn or refused
    since is no place to count from: then it counts from that turn.

    Raises:
        SeenUnknown: the ticket never had such an entry.
        TurnUnknown.
    """
    place = max(_place_of(state, seen), state.turn(answered).place)
    entries: list[Turn | Ending] = [*_turns(state), *answers_of_others(state, author)]
    found = sorted(entries, key=attrgetter("place"))
    return tuple(_came(each, vendor) for each in found if each.place > place)


def answers_of_others(state: TicketState, author: str) -> Iterator[Ending]:
    """What other supporters wrote to the requester, or said in a call, conference or session."""
    return (each for each in state.endings if each.human and each.author != author)


def _turns(state: TicketState) -> Iterator[Turn]:
    return (each for each in state.turns if not each.split_into)


def _place_of(state: TicketState, entry: str) -> int:
    places = {each.id: each.place for each in state.turns} | {each.id: each.place for each in state.endings}
    if entry not in places and entry not in state.void:
        raise SeenUnknown(entry)
    return places.get(entry, 0)


def _came(each: Turn | Ending, vendor: Vendor) -> Came:
    if isinstance(each, Turn):
        return Came(id=each.id, kind=MESSAGE, at=each.received)
    return Came(id=each.id, kind=each.how, at=each.at, who=vendor.name_of(each.author))
