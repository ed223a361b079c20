"""What a supporter reads of a ticket's conferences: every act in order, with the words and places."""

from shared.domain.facts.conference import Conference, Deed, Slot, Way
from shared.domain.values.frozen import Frozen, Instant
from shared.usecases.records.ticket_rows import WholeTicket


class SlotView(Frozen):
    """A slot; ``place`` is the number or address at which people meet."""

    id: str
    start: Instant
    end: Instant
    way: Way
    host: str
    place: str


class ConferenceActView(Frozen):
    """What was done; ``words``: what the member wrote when it asked for other slots."""

    deed: Deed
    at: Instant
    slots: tuple[SlotView, ...]
    words: str


class TicketConferenceView(Frozen):
    """The conference that a turn asked for. ``picked``: when it is to be held; ``declined``: it is not."""

    turn: str
    picked: SlotView | None
    declined: bool
    acts: tuple[ConferenceActView, ...]


def conference_views(whole: WholeTicket) -> tuple[TicketConferenceView, ...]:
    """Every conference about which something was done."""
    return tuple(_view(whole, each) for each in whole.header.state.conferences)


def _view(whole: WholeTicket, conference: Conference) -> TicketConferenceView:
    return TicketConferenceView(
        turn=conference.turn,
        picked=_slot(whole, conference.picked) if conference.picked else None,
        declined=conference.declined,
        acts=tuple(
            ConferenceActView(
                deed=act.deed,
                at=act.at,
                slots=tuple(_slot(whole, slot) for slot in act.slots),
                words=whole.said[act.entry].text if act.entry in whole.said else "",
            )
            for act in conference.acts
        ),
    )


def _slot(whole: WholeTicket, slot: Slot) -> SlotView:
    place = whole.said[slot.id].subject if slot.id in whole.said else ""
    return SlotView(**slot.model_dump(), place=place)
