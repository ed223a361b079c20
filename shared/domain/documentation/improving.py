"""A document was bettered after somebody asked: what that changes at the tickets, and who is told."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Self

from pydantic import Field

from shared.domain.documentation.documents import Document, DocumentVersion, document_line
from shared.domain.events.note_events import MaterialImproved
from shared.domain.facts.material import Material
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.composing import compose
from shared.domain.letters.documentation_letters import DocumentImproved
from shared.domain.letters.sends import Recipient, Send
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.authority import By
from shared.domain.values.fields import FileId, SupporterId, TurnId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.identity import address_key

MOST_QUESTIONS = 50
"""Of one improvement: all of them stand in one row, and each ticket is written."""


class AskedAt(Frozen):
    """A question that is kept as material, by ticket and turn."""

    ticket: FileId = Field(description="The ticket's reference.")
    turn: TurnId = Field(description="The turn in the ticket.")


class ImprovementBody(Frozen):
    """The document says in this version what these had asked."""

    author: SupporterId = Field(description="Who says so: the id of a supporter in the settings.")
    version: DocumentVersion = Field(description="The version that says it, as readers know it.")
    questions: tuple[AskedAt, ...] = Field(
        min_length=1, max_length=MOST_QUESTIONS, description="The questions that it answers now."
    )


class Telling(Frozen):
    """One person that is told of an improvement, and where in the document it had asked; "" for anywhere.

    ``person``: the digest of its address, "" once it is told. ``turn``: one of its own in the ticket that
    tells it.
    """

    person: str
    turn: str
    places: tuple[str, ...] = ()


class ImprovedTicket(Frozen):
    """What an improvement causes in one ticket: these turns are answered, and these persons are told."""

    ticket: str
    turns: tuple[str, ...]
    tells: tuple[Telling, ...] = ()


class Improvement(Frozen):
    """One improvement of a document, as it is to be told. ``content`` tells a repetition.

    ``by``: whose word it is that the author said so. ``document``: as it was called and read when this was
    written, in the version that is better.
    """

    id: str
    content: str
    at: Instant
    author: str
    by: By = By.UNTOLD
    product: str
    document: Document
    tickets: tuple[ImprovedTicket, ...]

    @property
    def questions(self) -> tuple[AskedAt, ...]:
        """What it answers."""
        return tuple(AskedAt(ticket=each.ticket, turn=turn) for each in self.tickets for turn in each.turns)

    @property
    def told(self) -> Self:
        """The same without whom it told of what."""
        tickets = (
            each.but(tells=tuple(Telling(person="", turn=tell.turn) for tell in each.tells))
            for each in self.tickets
        )
        return self.but(tickets=tuple(tickets))


class Question(Frozen):
    """A question as it stands at its ticket: as material, and who asked it, where."""

    ticket: str
    material: Material
    said: Said

    @property
    def at(self) -> AskedAt:
        """Where it stands."""
        return AskedAt(ticket=self.ticket, turn=self.material.turn)

    @property
    def place(self) -> str:
        """Where in the document, as a supporter says, or as whoever asked does."""
        return self.material.place or self.said.document_place


def parted(questions: Iterable[Question], version: str, secret: bytes) -> tuple[ImprovedTicket, ...]:
    """What is to be caused at each ticket. Each person is told once, at the first of its tickets.

    A question that this version has answered before is left out, and whoever asked it is not told again.
    """
    left = [each for each in questions if each.material.improved != version]
    asked: dict[str, list[Question]] = {}
    for each in left:
        if each.said.email:
            asked.setdefault(address_key(secret, each.said.email), []).append(each)
    return tuple(
        ImprovedTicket(
            ticket=ticket,
            turns=tuple(each.material.turn for each in left if each.ticket == ticket),
            tells=_tells(ticket, asked),
        )
        for ticket in dict.fromkeys(each.ticket for each in left)
    )


def _tells(ticket: str, asked: Mapping[str, Sequence[Question]]) -> tuple[Telling, ...]:
    return tuple(
        Telling(
            person=person,
            turn=mine[0].material.turn,
            places=tuple(dict.fromkeys(each.place for each in mine if each.place)),
        )
        for person, mine in asked.items()
        if mine[0].ticket == ticket
    )


class ImprovedFacts(Frozen):
    """What is improved, and who wrote the ticket's turns."""

    improvement: Improvement
    said: dict[str, Said]


def decide_improved(
    state: TicketState, given: ImprovedTicket, facts: ImprovedFacts, now: datetime, house: House
) -> Changes:
    """The turns are answered by the document now, and who asked is mailed, in the ticket's language.

    Applied once by the improvement's id. Nobody is mailed whose words are no longer there.
    """
    improvement = facts.improvement
    if improvement.id in state.improvements:
        return Changes()
    at = recorded_at(state, now)
    sends = tuple(_mail(state, each, facts, at, house) for each in given.tells if _written(facts, each.turn))
    event = MaterialImproved(
        recorded=at,
        at=at,
        improvement=improvement.id,
        document=improvement.document.id,
        version=improvement.document.version,
        author=improvement.author,
        turns=given.turns,
        told=tuple(each.person for each in given.tells if _written(facts, each.turn)),
    )
    return Changes(events=(event,), sends=sends)


def _written(facts: ImprovedFacts, turn: str) -> bool:
    said = facts.said.get(turn)
    return said is not None and bool(said.email)


def _mail(state: TicketState, telling: Telling, facts: ImprovedFacts, at: datetime, house: House) -> Send:
    said, improvement = facts.said[telling.turn], facts.improvement
    letter = DocumentImproved(
        ticket=state.id,
        product=house.vendor.product_name(improvement.product),
        document=document_line(improvement.document, state.language),
        places=telling.places,
        link=ticket_link(state, said.email, at, house.secret),
    )
    to = Recipient(address=said.email, name=said.name)
    keys = (state.id, "improved", improvement.id)
    return compose(house, letter, (to, state.language), at, *keys, turn=telling.turn)
