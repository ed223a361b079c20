"""The queue as supporters read it: one view at a time, what is promised first, and how many each view has."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.domain.agenda.header import TicketHeader
from shared.domain.messages.holding import held_at_door
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_line
from shared.mail.vocabulary import HELD_BECAUSE, KINDS, reason_words
from shared.mail.wording import words
from shared.usecases.desk.desk_day import DayCounts
from shared.usecases.desk.desk_queue import DeskQueue
from shared.usecases.desk.desk_views import DeskView
from shared.usecases.desk.watch_ticket import QueueWatch
from shared.usecases.views.queue_views import Count, QueueEntry, SubscriptionView
from shared.web.desk.day_page import day_over_queue
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.due_shown import due_shown, milliseconds
from shared.web.desk.queue.sifting import SIFTING_TEXTS, SiftAct, Sifting
from shared.web.desk.watching import WATCHING_TEXTS, row_watched
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

_WORDS = Path(__file__).with_name("queue.toml")
QUEUE_TEXTS = words(_WORDS)
VIEWS = words(_WORDS, "views")
EMPTY = words(_WORDS, "empty")
TICKETS_PATH = f"{DESK_PATH}/tickets"
CALLED_PATH = f"{TICKETS_PATH}/new"
"""Where a call becomes a ticket."""
WATCH_PATH = f"{DESK_PATH}/queue"


@dataclass(frozen=True, slots=True)
class BesideQueue:
    """What the page has beside its tickets. ``done``: what has just been done with held ones, if anything."""

    watch: QueueWatch
    day: DayCounts | None
    sifting: Sifting | None = None
    done: str = ""


def queue_page(queue: DeskQueue, reading: Reading, beside: BesideQueue) -> Response:
    """The page as it stands now."""
    view, language = queue.looking.view, reading.language
    return desk_page(
        "desk/queue/queue.html",
        reading,
        status=422 if beside.sifting and beside.sifting.wrong else 200,
        queue_texts=QUEUE_TEXTS[language],
        title=VIEWS[language][view],
        empty=EMPTY[language][view],
        now=milliseconds(queue.looking.now),
        views=[_view(queue, each, reading) for each in DeskView],
        watching_texts=WATCHING_TEXTS[language],
        watched="" if queue.looking.after else reading.to(WATCH_PATH, view=view),
        read_again=reading.to(DESK_PATH, view=view),
        rows=[_whole_row(*each, queue, reading, beside.watch) for each in queue.tickets],
        following=reading.to(DESK_PATH, view=view, after=queue.next) if queue.next else "",
        first=reading.to(DESK_PATH, view=view) if queue.looking.after else "",
        called=reading.to(CALLED_PATH) if reading.acts else "",
        **_sifted(queue, beside, reading),
        **day_over_queue(queue, beside.day, reading),
    )


def _sifted(queue: DeskQueue, beside: BesideQueue, reading: Reading) -> dict[str, object]:
    """The form of held tickets, where there are any, and what was done by it."""
    texts, form = SIFTING_TEXTS[reading.language], beside.sifting
    return {
        "sifting_texts": texts,
        "sifting": form.shown(reading) if form and queue.tickets else None,
        "done": texts[f"done_{beside.done}"] if beside.done in set(SiftAct) else "",
    }


def _whole_row(
    header: TicketHeader, entry: QueueEntry, queue: DeskQueue, reading: Reading, watch: QueueWatch
) -> dict[str, object]:
    """One ticket as it is shown, with who is there and what can be done with it at once."""
    watched = row_watched(header.state, watch, reading)
    return _row(header, entry, queue.looking.now, reading) | watched | _acts(entry, reading)


def _acts(entry: QueueEntry, reading: Reading) -> dict[str, object]:
    """Where what waits for a decision is taken, by whoever may."""
    address = reading.to(f"{TICKETS_PATH}/{entry.ticket}") if entry.at_gate and reading.acts else ""
    return {"take": f"{address}#take-reason" if address else ""}


def _view(queue: DeskQueue, view: DeskView, reading: Reading) -> tuple[str, str, str, bool]:
    """A view's name, its address, how many it has, and whether it is the one that is looked at."""
    address = reading.to(DESK_PATH, view=view)
    return VIEWS[reading.language][view], address, _number(queue.counts[view]), view is queue.looking.view


def _number(count: Count) -> str:
    """``17``; ``1000+`` where there are more."""
    return f"{count.tickets}{'+' if count.more_than else ''}"


def _row(header: TicketHeader, entry: QueueEntry, now: datetime, reading: Reading) -> dict[str, object]:
    """One ticket as it is shown."""
    vendor, language = reading.vendor, reading.language
    texts = QUEUE_TEXTS[language]
    subject = entry.subject or texts["no_subject"]
    return {
        "address": reading.to(f"{TICKETS_PATH}/{entry.ticket}"),
        "subject": subject,
        "code": entry.code,
        "due": due_shown(entry.due, now, vendor, language) if entry.due else None,
        "received": instant_in_line(entry.received, vendor.zone, language),
        "who": entry.requester.name or entry.requester.address or texts["erased"],
        "company": entry.company or texts["no_company"],
        "product": vendor.product_called(entry.product) or texts["no_product"],
        "kind": KINDS[language][entry.kind],
        "language": DESK_TEXTS[language][f"in_{header.state.language}"],
        "holder": _holder(entry.owner, vendor, language),
        "badge": _badge(entry.subscription, language),
        "covered": entry.subscription is not None and entry.subscription.covered,
        "why": _why(header, entry, language),
    }


def _holder(owner: str, vendor: Vendor, language: Language) -> str:
    """Whose the ticket is among supporters, as a sentence."""
    texts = QUEUE_TEXTS[language]
    return texts["given_to"].format(name=vendor.name_of(owner)) if owner else texts["nobodys"]


def _badge(subscription: SubscriptionView | None, language: Language) -> str:
    """How the member is covered for the product now, in short; "" where there is no member."""
    return reason_words(subscription.reason, language).short if subscription else ""


def _why(header: TicketHeader, entry: QueueEntry, language: Language) -> str:
    """Why it waits: at the door, or for a decision; "" where it does not."""
    held = held_at_door(header.state)
    if held:
        return HELD_BECAUSE[language][held.because]
    return entry.at_gate[0].reason_words if entry.at_gate else ""
