"""An entry of the register: an error of a product, or an adaptation of it to a change at Microsoft.

``reported -> confirmed -> fixed -> released``; or it is no error, or cannot be reproduced, with a reason, and
may become reported again. One that was merged goes on in another entry.
"""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from shared.domain.news.news import InBothLanguages
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.identity import digest
from shared.domain.values.intake import Line, Text

LONGEST_TITLE = 200
LONGEST_TEXT = 4000
MOST_VERSIONS = 50

type EntryLine = Annotated[
    Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TITLE)
]
type EntryText = Annotated[
    Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)
]
type VersionName = Annotated[Line, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class EntryKind(StrEnum):
    """An error of ours, or what a change at Microsoft asks of the product."""

    ERROR = "error"
    ADAPTATION = "adaptation"


class EntryState(StrEnum):
    """Where an entry stands."""

    REPORTED = "reported"
    CONFIRMED = "confirmed"
    FIXED = "fixed"
    RELEASED = "released"
    NOT_AN_ERROR = "not_an_error"
    CANNOT_BE_REPRODUCED = "cannot_be_reproduced"


TOLD_IN = frozenset({EntryState.CONFIRMED, EntryState.FIXED, EntryState.RELEASED})
"""The states in which whoever reported it knows, or is told, that it is confirmed."""

OPEN_IN = frozenset({EntryState.REPORTED, EntryState.CONFIRMED, EntryState.FIXED})
"""The states in which something is still to be done."""


class EntryTitle(InBothLanguages):
    """What is wrong, on one line, as people at members read it."""

    sv: EntryLine
    en: EntryLine


class EntryWords(InBothLanguages):
    """The entry's text, or its workaround: plain, with empty lines between paragraphs."""

    sv: EntryText
    en: EntryText


class EntryStep(Frozen):
    """The entry came to this state: when, by whom, and why where that was said."""

    state: EntryState
    at: Instant
    author: str
    reason: str = ""


class EntryTaking(Frozen):
    """Another entry is about to be merged into this one."""

    source: str
    at: Instant


class RegisterEntry(Frozen):
    """An entry. ``id`` is its partition; ``name`` (``E-12``) is what people call it.

    ``versions``: those in which it was seen. ``fixed_in``: the version that mends it, "" while none does.
    ``steps`` are never taken back: the last says where it stands. ``merged_into``: the entry in which it goes
    on, else "". ``busy``: its look has ties to carry on, or somebody to tell.
    """

    id: str
    name: str
    kind: EntryKind
    product: str
    title: EntryTitle
    text: EntryWords
    workaround: EntryWords | None = None
    versions: tuple[str, ...] = ()
    fixed_in: str = ""
    steps: tuple[EntryStep, ...] = Field(min_length=1)
    merged_into: str = ""
    taking: tuple[EntryTaking, ...] = ()
    busy: bool = False

    @property
    def state(self) -> EntryState:
        """Where it stands."""
        return self.steps[-1].state

    @property
    def number(self) -> int:
        """The number in its name."""
        return int(self.name.removeprefix("E-"))

    @property
    def aggregate(self) -> str:
        """The entry's name in the agenda and in queue messages."""
        return f"register-{self.id}"

    @property
    def reported(self) -> Instant:
        """When it was entered."""
        return self.steps[0].at

    def stepped(self, step: EntryStep) -> Self:
        """The entry once it has come to this state."""
        return self.but(steps=(*self.steps, step))

    def first(self, state: EntryState) -> EntryStep | None:
        """The step by which it first came to this state; None where it never did."""
        return next((each for each in self.steps if each.state is state), None)


class EntryTie(Frozen):
    """A ticket's tie as its entry knows it: a row in the entry's partition.

    ``person``: the key of the requester's address; ``member``: that of its member, "" where none is known.
    Which person that is stands on the ticket alone. ``as_of``: how many events the ticket had when it said
    so; what it says later counts, in whatever order it is heard. ``tied``: False once it was taken back, or
    has gone on to the entry into which this one was merged.
    """

    ticket: str
    person: str
    member: str = ""
    tied: bool
    as_of: int
    since: Instant


class PersonTold(Frozen):
    """This person is told of the confirmation on this ticket, and on no other; ``done`` once it is."""

    person: str
    ticket: str
    done: bool = False


def entry_id(secret: bytes, name: str) -> str:
    """The partition of the entry of this name."""
    return digest(secret, "register", name)
