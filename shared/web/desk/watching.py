"""What pages say of who else has a ticket open, and of what is new to their reader."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field

from shared.domain.answers.newer import NewOnTicket, Seen, last_place
from shared.domain.answers.presence import Doing, Presence
from shared.domain.facts.ticket import TicketState
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Language
from shared.mail.wording import words
from shared.usecases.desk.desk_queue import DeskQueue
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.usecases.desk.watch_ticket import QueueWatch, Visit
from shared.web.desk.desk_page import Reading

_WORDS = Path(__file__).with_name("watching.toml")
WATCHING_TEXTS = words(_WORDS)
_DOING = words(_WORDS, "doing")
_ONE = words(_WORDS, "one")
_MANY = words(_WORDS, "many")


class PresenceForm(Frozen):
    """What a ticket's page tells of its reader, and how much of the ticket it shows."""

    doing: Doing = Field(description="Whether its reader reads, has typed something lately, or has left.")
    token: str = Field(max_length=100, description="The token of the page's forms.")
    events: int = Field(ge=0, le=10**9, description="How many events the ticket had when the page was made.")
    notes: int = Field(ge=0, le=10**9, description="How many notes.")


class TicketWatchView(Frozen):
    """What the page is to say now, in its reader's language; "" where there is nothing to say."""

    here: str = Field(description="Who else has the ticket open or writes on it.")
    came: str = Field(description="What has come since the page was made.")


class QueueWatchView(Frozen):
    """The tickets that a page of the queue would show now."""

    tickets: dict[str, int] = Field(
        description="Of each by which of its events the last of what may be new to its reader came."
    )


def page_watched(ticket: DeskTicket, reading: Reading) -> dict[str, object]:
    """What a ticket's page says of others, and what it tells of its own reader to which address."""
    seen = Seen.whole(ticket.header.state)
    address = reading.to(f"{reading.path}/presence") if reading.acts else ""
    here = here_words(ticket.visit.others, reading)
    return {"address": address, "events": seen.events, "notes": seen.notes, "here": here}


def row_watched(state: TicketState, watch: QueueWatch, reading: Reading) -> dict[str, object]:
    """What a row of the queue says of others, and of what is new; "" where there is nothing to say."""
    new = watch.new(state)
    unread = WATCHING_TEXTS[reading.language]["unread"] if watch.supporter else ""
    return {
        "ticket": state.id,
        "place": last_place(watch.supporter, state),
        "here": here_words(watch.others(state), reading),
        "new": unread if new is None else new_words(new, reading.language),
    }


def ticket_watch(visit: Visit, reading: Reading) -> TicketWatchView:
    """What a ticket's page is to say now."""
    what = new_words(visit.new, reading.language)
    came = WATCHING_TEXTS[reading.language]["came"].format(what=what) if what else ""
    return TicketWatchView(here=here_words(visit.others, reading), came=came)


def queue_watch(queue: DeskQueue, supporter: str) -> QueueWatchView:
    """The tickets that the page would show now."""
    return QueueWatchView(
        tickets={header.state.id: last_place(supporter, header.state) for header, _ in queue.tickets}
    )


def here_words(others: Iterable[Presence], reading: Reading) -> str:
    """A sentence for each: who has the ticket open, and who writes."""
    said = _DOING[reading.language]
    return " ".join(
        said[Doing.WRITING if each.writing else Doing.READING].format(
            name=reading.vendor.name_of(each.supporter)
        )
        for each in others
    )


def new_words(new: NewOnTicket, language: Language) -> str:
    """How much of what, as ``2 new messages, 1 new note``; "" of nothing."""
    each = {"messages": new.messages, "answers": new.answers, "notes": new.notes}
    return ", ".join(
        (_ONE if len(those) == 1 else _MANY)[language][name].format(number=len(those))
        for name, those in each.items()
        if those
    )
