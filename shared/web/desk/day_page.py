"""What the day needs, as supporters read it: a page of it, and over the queue how much there is of each."""

from pathlib import Path

from shared.mail.instants import instant_in_line, instant_in_words
from shared.mail.vocabulary import AUTOMATICS, WAYS
from shared.mail.wording import words
from shared.usecases.books.check_health import REASONS, HealthView
from shared.usecases.desk.desk_day import MOST_COUNTED, MOST_DUE, DayConference, DayCounts, DeskDay
from shared.usecases.desk.desk_queue import DeskQueue
from shared.usecases.mail.unfiled_mails import UnfiledMail
from shared.usecases.views.queue_views import QueueEntry
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.due_shown import due_shown, milliseconds
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH

DAY_PATH = f"{DESK_PATH}/day"
HEALTH_PATH = f"{DESK_PATH}/health"
_WORDS = Path(__file__).with_name("day.toml")
DAY_TEXTS = words(_WORDS)
_COUNTED = ("conferences", "seats", "mails", "machine")
AILMENTS = words(_WORDS, "ailments")


def day_page(day: DeskDay, reading: Reading) -> Response:
    """The page as it stands now."""
    texts, zone, language = DAY_TEXTS[reading.language], reading.vendor.zone, reading.language
    scanned = day.health.last_scan
    return desk_page(
        "desk/day.html",
        reading,
        day_texts=texts,
        now=milliseconds(day.day.now),
        due=[_ticket(each, day, reading) for each in day.due],
        more_due=len(day.due) == MOST_DUE,
        conferences=[_conference(each, day, reading) for each in day.conferences],
        seats=[(each.name, _products(each.empty_seats, reading)) for each in day.seats],
        more_seats=day.more_seats,
        mails=[_mail(each, reading) for each in day.mails],
        more_mails=day.more_mails,
        ailments=[AILMENTS[language][each] for each in ailments(day.health)],
        health_address=reading.to(HEALTH_PATH),
        last_scan=texts["last_scan"].format(at=instant_in_line(scanned, zone, language)) if scanned else "",
    )


def day_over_queue(queue: DeskQueue, counts: DayCounts | None, reading: Reading) -> dict[str, object]:
    """The line over the queue: each part of the page, its words, and how much there is, if known."""
    texts = DAY_TEXTS[reading.language]
    due = f"{queue.due_today.tickets}{'+' if queue.due_today.more_than else ''}"
    found = {"due": due, **(_counted(counts) if counts else dict.fromkeys(_COUNTED, ""))}
    return {
        "day_texts": texts,
        "day_address": reading.to(DAY_PATH),
        "day_counts": [(name, texts[name], count) for name, count in found.items()],
    }


def _counted(counts: DayCounts) -> dict[str, str]:
    mails = f"{counts.mails}{'+' if counts.mails == MOST_COUNTED else ''}"
    said = (str(counts.conferences), str(counts.seats), mails, "!" if counts.ails else "0")
    return dict(zip(_COUNTED, said, strict=True))


def _ticket(entry: QueueEntry, day: DeskDay, reading: Reading) -> dict[str, object]:
    texts, language = DAY_TEXTS[reading.language], reading.language
    return {
        "address": reading.to(f"{DESK_PATH}/tickets/{entry.ticket}"),
        "subject": entry.subject or texts["no_subject"],
        "who": entry.requester.name or entry.requester.address or texts["erased"],
        "company": entry.company or texts["no_company"],
        "due": due_shown(entry.due, day.day.now, reading.vendor, language) if entry.due else None,
    }


def _conference(conference: DayConference, day: DeskDay, reading: Reading) -> dict[str, object]:
    slot, zone, language = conference.slot, reading.vendor.zone, reading.language
    return _ticket(conference.entry, day, reading) | {
        "at": instant_in_line(slot.start, zone, language),
        "exactly": instant_in_words(slot.start, zone, language),
        "way": f"{WAYS[language][slot.way]}: {conference.place}",
        "host": reading.vendor.name_of(slot.host),
    }


def _products(products: tuple[str, ...], reading: Reading) -> str:
    return ", ".join(reading.vendor.product_called(each) for each in products)


def _mail(mail: UnfiledMail, reading: Reading) -> dict[str, str]:
    texts, language, said = DAY_TEXTS[reading.language], reading.language, mail.said
    return {
        "subject": said.subject or texts["no_subject"],
        "who": said.name or said.email or texts["erased"],
        "at": instant_in_line(mail.received, reading.vendor.zone, language),
        "why": texts["mail_why"].format(why=AUTOMATICS[language][mail.why]),
        "member": texts["mail_member"].format(member=mail.member) if mail.member else "",
        "text": said.text,
    }


def ailments(health: HealthView) -> list[str]:
    """What is not well, by the names in ``AILMENTS``."""
    names = {sentence: name for name, sentence in REASONS.items()}
    return [names[each] for each in health.reasons]
