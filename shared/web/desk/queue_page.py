"""The queue as supporters read it: one view at a time, what is promised first, and how many each view has."""

from datetime import datetime, timedelta
from pathlib import Path

from shared.domain.agenda.header import TicketHeader
from shared.domain.messages.holding import held_at_door
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_line, instant_in_words
from shared.mail.vocabulary import HELD_BECAUSE, KINDS, reason_words
from shared.mail.wording import words
from shared.usecases.desk.desk_queue import DeskQueue
from shared.usecases.desk.desk_views import DeskView
from shared.usecases.desk.watch_ticket import QueueWatch
from shared.usecases.views.queue_views import Count, QueueEntry, SubscriptionView
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.watching import WATCHING_TEXTS, row_watched
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

_WORDS = Path(__file__).with_name("queue.toml")
QUEUE_TEXTS = words(_WORDS)
VIEWS = words(_WORDS, "views")
EMPTY = words(_WORDS, "empty")
TICKETS_PATH = f"{DESK_PATH}/tickets"
WATCH_PATH = f"{DESK_PATH}/queue"


def queue_page(queue: DeskQueue, reading: Reading, watch: QueueWatch) -> Response:
    """The page as it stands now."""
    view, language = queue.looking.view, reading.language
    return desk_page(
        "desk/queue.html",
        reading,
        queue_texts=QUEUE_TEXTS[language],
        title=VIEWS[language][view],
        empty=EMPTY[language][view],
        now=_milliseconds(queue.looking.now),
        views=[_view(queue, each, reading) for each in DeskView],
        watching_texts=WATCHING_TEXTS[language],
        watched="" if queue.looking.after else reading.to(WATCH_PATH, view=view),
        read_again=reading.to(DESK_PATH, view=view),
        rows=[
            _row(header, entry, queue.looking.now, reading) | row_watched(header.state, watch, reading)
            for header, entry in queue.tickets
        ],
        following=reading.to(DESK_PATH, view=view, after=queue.next) if queue.next else "",
        first=reading.to(DESK_PATH, view=view) if queue.looking.after else "",
    )


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


def due_shown(due: datetime, now: datetime, vendor: Vendor, language: Language) -> dict[str, object]:
    """An instant that something is due at: exactly, as the hours that are left, and whether they are over."""
    texts = DESK_TEXTS[language]
    left = due - now
    told = texts["late"] if left < timedelta() else texts["left"]
    return {
        "at": due.isoformat(),
        "milliseconds": _milliseconds(due),
        "exactly": instant_in_words(due, vendor.zone, language),
        "line": instant_in_line(due, vendor.zone, language),
        "left": told.format(time=hours_and_minutes(abs(left))),
        "late": left < timedelta(),
        "soon": timedelta() <= left < timedelta(hours=4),
    }


def hours_and_minutes(span: timedelta) -> str:
    """``23 h 05 min``, in either language; seconds are cut."""
    hours, minutes = divmod(int(span.total_seconds()) // 60, 60)
    return f"{hours}\u00a0h {minutes:02}\u00a0min"


def _holder(owner: str, vendor: Vendor, language: Language) -> str:
    """Whose the ticket is among supporters, as a sentence."""
    texts = QUEUE_TEXTS[language]
    return texts["given_to"].format(name=vendor.name_of(owner)) if owner else texts["nobodys"]


def _milliseconds(instant: datetime) -> int:
    return int(instant.timestamp() * 1000)


def _badge(subscription: SubscriptionView | None, language: Language) -> str:
    """How the member is covered for the product now, in short; "" where there is no member."""
    return reason_words(subscription.reason, language).short if subscription else ""


def _why(header: TicketHeader, entry: QueueEntry, language: Language) -> str:
    """Why it waits: at the door, or for a decision; "" where it does not."""
    held = held_at_door(header.state)
    if held:
        return HELD_BECAUSE[language][held.because]
    return entry.at_gate[0].reason_words if entry.at_gate else ""
