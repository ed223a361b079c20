"""Whether something that is stored is a person's, or names one: by the addresses in it."""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from pydantic import BaseModel

from shared.domain.events.event import Event
from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.people.words import reworded
from shared.domain.tickets.changes import Said
from shared.domain.values.identity import address_key

ADDRESSES = ("email", "address", "sender")

type IsTheirs = Callable[[str], bool]
"""Whether an address is the person's."""


def is_persons(secret: bytes, person: str) -> IsTheirs:
    """Whether an address is that of the person with this key."""
    return lambda address: bool(address) and address_key(secret, address) == person


def is_on_ticket(
    state: TicketState,
    events: Iterable[TicketEvent],
    said: Iterable[Said],
    sends: Iterable[Send],
    person: str,
    is_theirs: IsTheirs,
) -> bool:
    """Whether the person opened the ticket, wrote on it, did something there, or was mailed from it."""
    wrote = any(is_theirs(each.email) for each in said)
    mailed = any(is_theirs(to.address) for send in sends for to in (send.to, *send.cc))
    return (
        person == state.requester
        or wrote
        or mailed
        or any(getattr(each, "person", "") == person for each in events)
    )


def is_about(event: Event, said: AbstractSet[str]) -> bool:
    """Whether it is about one of these turns or entries."""
    return not said.isdisjoint({getattr(event, field, "") for field in ("turn", "entry")})


@dataclass(frozen=True, slots=True)
class Traces:
    """By what a person is known where no list says so: the key of the address, and the tickets it opened."""

    person: str
    is_theirs: IsTheirs
    tickets: AbstractSet[str] = frozenset()

    def names(self, model: BaseModel) -> bool:
        """Whether the person is named in it, however deep."""
        return self.person in model.model_dump_json() or self.without(model) != model

    def without[Model: BaseModel](self, model: Model) -> Model:
        """The model with every part empty that names the person; the parts beside it stay."""
        own = (getattr(model, field, "") for field in ADDRESSES)
        theirs = any(type(each) is str and self.is_theirs(each) for each in own)
        if theirs or getattr(model, "ticket", "") in self.tickets:
            return reworded(model, lambda _, __: "")
        fields = ((name, getattr(model, name)) for name in type(model).model_fields)
        return model.model_copy(update={name: self._without(value) for name, value in fields})

    def _without(self, value: object) -> object:
        if isinstance(value, BaseModel):
            return self.without(value)
        return tuple(map(self._without, value)) if isinstance(value, tuple) else value
