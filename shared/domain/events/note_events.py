"""What supporters keep for themselves on a ticket: who owns it, notes, material. No member ever sees it."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.done_by_mail import DoneByMail
from shared.domain.facts.material import Material
from shared.domain.facts.ticket import Note, TicketState


class OwnerNamed(Event):
    """A supporter owns the ticket: who answered first, or was named."""

    event: Literal["owner_named"] = "owner_named"
    owner: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(owner=self.owner)


class NoteWritten(Event):
    """A supporter wrote an internal note; its words stand beside the event. It stops no clock.

    ``content`` tells whether a repetition says the same.
    """

    event: Literal["note_written"] = "note_written"
    note: str
    author: str
    content: str

    def _effect(self, state: TicketState) -> TicketState:
        note = Note.of(self, id=self.note)
        return state.but(notes=(*state.notes, note))


class MaterialKept(Event):
    """A turn is kept as material for better documentation, as its question shows what is missing there.

    By a supporter, or (``author`` and ``reason`` are "") because it was asked from the page where documents
    are studied. ``document``: the product's document that it is about, "" where none was named; ``place``:
    where in it, as a supporter says.
    """

    event: Literal["material_kept"] = "material_kept"
    turn: str
    author: str
    reason: str
    document: str = ""
    place: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        others = (each for each in state.material if each.turn != self.turn)
        return state.but(material=(*others, Material.of(self)))


class MaterialDropped(Event):
    """A turn is material no more: the documentation has been bettered, or it was a mistake."""

    event: Literal["material_dropped"] = "material_dropped"
    turn: str
    author: str
    reason: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(material=tuple(each for each in state.material if each.turn != self.turn))


class MaterialImproved(Event):
    """A document says in this version what these turns had asked; ``told`` are who was mailed so, by digest.

    ``improvement`` tells a repetition.
    """

    event: Literal["material_improved"] = "material_improved"
    improvement: str
    document: str
    version: str
    author: str
    turns: tuple[str, ...]
    told: tuple[str, ...] = ()

    def _effect(self, state: TicketState) -> TicketState:
        material = tuple(
            each.but(improved=self.version)
            if each.turn in self.turns and each.document == self.document
            else each
            for each in state.material
        )
        return state.but(material=material, improvements=(*state.improvements, self.improvement))


class MailOrdersDone(Event):
    """A supporter's mail did what these commands say, all of it; the next notice confirms it."""

    event: Literal["mail_orders_done"] = "mail_orders_done"
    author: str
    commands: tuple[str, ...]

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(done_by_mail=DoneByMail.of(self))


NoteEvent = MailOrdersDone | OwnerNamed | NoteWritten | MaterialKept | MaterialDropped | MaterialImproved
