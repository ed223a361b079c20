"""A ticket's state: the fold of its events, one event at a time."""

from datetime import date
from enum import StrEnum
from typing import Self

from shared.domain.facts.conference import Conference
from shared.domain.facts.deliveries import Deliveries
from shared.domain.facts.done_by_mail import DoneByMail
from shared.domain.facts.files import TurnFile
from shared.domain.facts.holding import Dropped, Held
from shared.domain.facts.links import Renewal, Revocation
from shared.domain.facts.material import Material
from shared.domain.facts.register_ties import TicketErrors
from shared.domain.facts.second_answers import SecondAnswer
from shared.domain.facts.session_states import RemoteSession
from shared.domain.facts.work import Work
from shared.domain.refusals.errors import TicketFull, TicketMergedAway, TurnUnknown
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language, Level, Policy


class How(StrEnum):
    """What ended a clock."""

    ANSWER = "answer"
    CONTACT = "contact"
    NO_ANSWER_NEEDED = "no_answer_needed"
    HELD = "held"
    OFFER = "offer"
    OFFERED_NO_CHOICE = "offered_no_choice"
    NO_SHOW = "no_show"
    DECLINED = "declined"


class Turn(Frozen):
    """One message that needs an answer. ``clock_from`` and ``policy`` are set once it is covered.

    ``place``: which of the ticket's events it came by; 0: not known. ``taken_by`` and ``taken_because``: the
    supporter who took it from the gate, and why. ``sender``: the key of the address that it came from; ""
    where a supporter wrote it down, or it came from another ticket. ``settled``: what billing said later has
    changed its mark, and may do so again.
    """

    id: str
    sender: str = ""
    kind: Kind
    received: Instant
    channel: str = ""
    content: str = ""
    entry: str = ""
    moved_from: str = ""
    merged_at: Instant | None = None
    covered: bool = False
    reason: GateReason | None = None
    marks: tuple[Mark, ...] = ()
    clock_from: Instant | None = None
    policy: Policy | None = None
    taken_by: str = ""
    taken_because: str = ""
    settled: bool = False
    split_into: str = ""
    place: int = 0


class Ending(Frozen):
    """An act that ends the turns it names (none: a contact that answered nothing).

    A supporter's; or a person's at the member who declined a quote, and then there is no ``author``.
    ``conference_of``: the turn whose conference it was; "" where none was named. ``place``: as a turn's.
    """

    id: str
    how: How
    at: Instant
    author: str
    turns: tuple[str, ...]
    content: str
    conference: bool = False
    conference_of: str = ""
    reason: str = ""
    place: int = 0

    @property
    def human(self) -> bool:
        """A message or contact from a human: what keeps a promise."""
        return self.how in {How.ANSWER, How.CONTACT}


class Promise(Frozen):
    """More is promised by the end of a day, as in "we come back on Thursday"."""

    answer: str
    author: str
    given: Instant
    day: date
    policy: Policy


class Told(Frozen):
    """One level of one clock that people have been told of."""

    clock: str
    level: Level
    due: Instant


class Merged(Frozen):
    """Where this ticket's matter went, and when."""

    into: str
    at: Instant


class Note(Frozen):
    """One internal note; its words are beside the ticket, under its id."""

    id: str
    author: str
    at: Instant
    content: str


class TicketState(Frozen):
    """Everything the decisions need. ``events`` counts them; ``recorded`` is the last one's.

    ``void``: the entries that were withdrawn, and the answers that were refused. ``taking``: tickets that are
    about to be merged into this one -> since when. ``proved``: the persons whose address is proved.
    ``link_series``: how often the links of this ticket were revoked; ``revocations`` are these. ``renewals``:
    who was last mailed a new link when, one a person. ``improvements``: those of documents that its material
    has had. ``automatic_mails``: the machines' mails that it keeps. ``member_name``: what supporters call the
    member. ``held``: it came to the door and waits there. ``dropped``: a supporter threw it away as spam.
    ``erased``: since when nothing of it is left.
    """

    id: str
    events: int = 0
    recorded: Instant | None = None
    language: Language = Language.SWEDISH
    requester: str = ""
    content: str = ""
    member: str = ""
    member_name: str = ""
    product: str = ""
    turns: tuple[Turn, ...] = ()
    endings: tuple[Ending, ...] = ()
    void: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()
    told: tuple[Told, ...] = ()
    owner: str = ""
    closed: Instant | None = None
    merged: Merged | None = None
    taking: tuple[Merged, ...] = ()
    proved: tuple[str, ...] = ()
    link_series: int = 0
    files: tuple[TurnFile, ...] = ()
    conferences: tuple[Conference, ...] = ()
    work: Work = Work()
    revocations: tuple[Revocation, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    notes: tuple[Note, ...] = ()
    material: tuple[Material, ...] = ()
    improvements: tuple[str, ...] = ()
    automatic_mails: tuple[str, ...] = ()
    delivery: Deliveries = Deliveries()
    sessions: tuple[RemoteSession, ...] = ()
    errors: TicketErrors = TicketErrors()
    second_answers: tuple[SecondAnswer, ...] = ()
    done_by_mail: DoneByMail | None = None
    held: Held | None = None
    dropped: Dropped | None = None
    erased: Instant | None = None

    @property
    def kind(self) -> Kind:
        """What the ticket was opened as."""
        return self.turns[0].kind

    def files_of(self, turn: str) -> tuple[TurnFile, ...]:
        """The files that came with this turn, in order."""
        return tuple(each for each in self.files if each.turn == turn)

    def turn(self, name: str) -> Turn:
        """The turn of this id. Raises ``TurnUnknown``."""
        for each in self.turns:
            if each.id == name:
                return each
        raise TurnUnknown(name)

    def conference(self, turn: str) -> Conference | None:
        """What was done about the conference that this turn asked for; None while nothing was."""
        return next((each for each in self.conferences if each.turn == turn), None)

    def up_to(self, name: str) -> tuple[str, ...]:
        """This turn and all that stand before it, by id. Raises ``TurnUnknown``."""
        names = tuple(each.id for each in self.turns)
        if name not in names:
            raise TurnUnknown(name)
        return names[: names.index(name) + 1]

    def with_turn(self, name: str, **changed: object) -> Self:
        """The same, but for this of the turn of this id."""
        return self.but(turns=tuple(each.but(**changed) if each.id == name else each for each in self.turns))

    def with_ending(self, *endings: Ending) -> Self:
        """These have ended what they name, too, by the event that happens now."""
        return self.but(endings=(*self.endings, *(each.but(place=self.events + 1) for each in endings)))

    def with_conference(self, conference: Conference) -> Self:
        """The conference of its turn stands like this."""
        others = (each for each in self.conferences if each.turn != conference.turn)
        return self.but(conferences=(*others, conference))

    def without(self, entry: str) -> Self:
        """As if this entry had not ended anything; that it was there is known on."""
        left = tuple(ending for ending in self.endings if ending.id != entry)
        gone = (entry,) if left != self.endings else ()
        return self.but(endings=left, void=(*self.void, *gone))

    def without_answer(self, answer: str) -> Self:
        """As if this answer had never been: it ended nothing and promised nothing."""
        promises = tuple(each for each in self.promises if each.answer != answer)
        return self.without(answer).but(promises=promises, delivery=self.delivery.undone(answer))

    def unanswered(self) -> tuple[Turn, ...]:
        """The turns that nothing has ended and that have not gone elsewhere, oldest first."""
        ended = {name for ending in self.endings for name in ending.turns}
        return tuple(each for each in self.turns if each.id not in ended and not each.split_into)


def refuse_merged(state: TicketState) -> None:
    """Raises ``TicketMergedAway`` where the ticket's matter goes on in another."""
    if state.merged:
        raise TicketMergedAway(state.merged.into)


MOST_OF_A_STATE = 250_000
"""Characters. A row takes twice as many (1 MiB, two bytes each): supporters can always answer what came."""


def refuse_full(state: TicketState, coming: TicketState | None = None) -> None:
    """Return where the ticket takes one message more, or all that is ``coming`` from another.

    Raises ``TicketFull``: what comes is to be a ticket of its own.
    """
    size = len(state.model_dump_json()) + (len(coming.model_dump_json()) if coming else 0)
    if size > MOST_OF_A_STATE:
        raise TicketFull(state.id)
