"""What supporters read of the tickets that are held at the door."""

from shared.domain.agenda.agenda import Place
from shared.domain.agenda.header import TicketHeader
from shared.domain.audit.named import Named
from shared.domain.facts.holding import Held
from shared.domain.facts.ticket import TicketState
from shared.domain.messages.holding import held_at_door
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.holding import WhyHeld
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language
from shared.mail.vocabulary import HELD_BECAUSE
from shared.ports.desk import Desk
from shared.usecases.views.queue_pages import MOST_COUNTED, is_cursor, queue_page
from shared.usecases.views.queue_views import Count
from shared.usecases.views.queue_words import QueueWords, RequesterView, words_of

_LISTS = (Place.HELD,)


class HeldEntry(Frozen):
    """One ticket at the door. ``because_words`` says why it is held in the reader's language."""

    ticket: str
    code: str
    kind: Kind
    received: Instant
    held: Instant
    because: WhyHeld
    because_words: str
    requester: RequesterView
    subject: str
    product: str


class HeldView(Frozen):
    """At most 200 of them, the oldest first. ``more``: there are others, after ``next``.

    ``next``: give it as ``after`` to read on; "" on the last page. ``count``: on the first page only.
    """

    now: Instant
    tickets: tuple[HeldEntry, ...]
    more: bool
    next: str = ""
    count: Count | None = None


async def read_held(desk: Desk, language: Language, after: str = "") -> HeldView:
    """A page of what is held at the door. ``after``: what ``reads_on`` says of it is true."""
    page = await queue_page(desk, _LISTS, is_held, after)
    desk.shows((Named.TICKET, header.state.id) for header in page.tickets)
    words = await words_of(desk, page.tickets)
    return HeldView(
        now=desk.clock.now(),
        tickets=tuple(
            _entry(header.state, held, words[header.state.id], language)
            for header in page.tickets
            if (held := held_at_door(header.state))
        ),
        more=bool(page.next),
        next=page.next,
        count=None if after else _count(page.counts[Place.HELD]),
    )


def reads_on(after: str) -> bool:
    """Whether a page may have had this as its ``next``."""
    return is_cursor(after, _LISTS)


def is_held(header: TicketHeader) -> bool:
    """Whether the ticket waits at the door."""
    return held_at_door(header.state) is not None


def _count(found: int) -> Count:
    return Count(tickets=min(found, MOST_COUNTED), more_than=found > MOST_COUNTED)


def _entry(state: TicketState, held: Held, words: QueueWords, language: Language) -> HeldEntry:
    return HeldEntry.of(
        state,
        ticket=state.id,
        code=short_code(state.id),
        received=state.turns[0].received,
        held=held.at,
        because=held.because,
        because_words=HELD_BECAUSE[language][held.because],
        requester=words.requester,
        subject=words.subject,
    )
