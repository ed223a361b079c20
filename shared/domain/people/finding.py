"""Whether something that is stored is a person's, or names one: by the addresses in it."""

from collections.abc import Callable, Iterable

from pydantic import BaseModel

from shared.domain.events.events import TicketEvent
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Send
from shared.domain.people.words import reworded
from shared.domain.tickets.changes import Said

ADDRESSES = ("email", "address", "sender")

type IsTheirs = Callable[[str], bool]
"""Whether an address is the person's."""


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


def names_person(model: BaseModel, person: str, is_theirs: IsTheirs) -> bool:
    """Whether the person's address or key stands in it, however deep."""
    return person in model.model_dump_json() or without_person(model, is_theirs) != model


def without_person[Model: BaseModel](model: Model, is_theirs: IsTheirs) -> Model:
    """The model with every part empty that has the person's address; the parts beside it stay."""
    own = (getattr(model, field, "") for field in ADDRESSES)
    if any(type(each) is str and is_theirs(each) for each in own):
        return reworded(model, lambda _, __: "")
    fields = ((name, getattr(model, name)) for name in type(model).model_fields)
    return model.model_copy(update={name: _without(value, is_theirs) for name, value in fields})


def _without(value: object, is_theirs: IsTheirs) -> object:
    if isinstance(value, BaseModel):
        return without_person(value, is_theirs)
    return tuple(_without(each, is_theirs) for each in value) if isinstance(value, tuple) else value
