"""Merging a ticket: the search for the other one, and what it would come to, before anything is done."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from shared.domain.clocks.clocks import SLAClock
from shared.domain.facts.ticket import Turn
from shared.domain.messages.foreseeing import ForeseenMerge
from shared.domain.refusals.error_sorts import Refused
from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line, instant_in_words
from shared.mail.vocabulary import CLOCKS, KINDS
from shared.mail.wording import words
from shared.usecases.desk.merge_preview import LastWords, MergePreview
from shared.usecases.views.queue_views import QueueEntry
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.due_shown import due_shown
from shared.web.desk.queue.queue_page import QUEUE_TEXTS, TICKETS_PATH
from shared.web.http.response import Response
from shared.web.pages.pages import DESK_PATH
from shared.web.pages.problems import detail_for_people, kind_for_people

MERGE_PATH = f"{DESK_PATH}/merge"
MERGE_TEXTS = words(Path(__file__).with_name("merge.toml"))
_MOST_SHOWN = 600

type _Shown = dict[str, object]


def merge_search_page(
    source: QueueEntry, found: Sequence[QueueEntry], sought: str, now: datetime, reading: Reading
) -> Response:
    """The tickets that may be meant, each with a link to what merging into it would come to."""
    texts = MERGE_TEXTS[reading.language]
    return desk_page(
        "desk/ticket/merge.html",
        reading,
        status=HTTPStatus.OK,
        **_frame(source, now, reading),
        sought=sought,
        found=[_ticket(each, now, reading) | {"chosen": _way(source, each, reading)} for each in found],
        found_words=texts["found" if sought else "others"],
        target=None,
    )


def merge_preview_page(seen: MergePreview, token: str, now: datetime, reading: Reading) -> Response:
    """Which ticket it is, and what merging into it would come to; ``token`` is for the form that does it."""
    comes_to = seen.comes_to
    return desk_page(
        "desk/ticket/merge.html",
        reading,
        status=HTTPStatus.OK,
        **_frame(seen.source, now, reading),
        sought="",
        target=_ticket(seen.target, now, reading) | {"last": _last(seen.last, reading)},
        into=seen.target.ticket,
        other_way=_way(seen.target, seen.source, reading),
        **(
            _happens(seen, comes_to, reading)
            if isinstance(comes_to, ForeseenMerge)
            else _told(comes_to, reading)
        ),
        token=token,
    )


def _happens(seen: MergePreview, comes_to: ForeseenMerge, reading: Reading) -> _Shown:
    return {
        "refused": None,
        "warnings": list(_warnings(seen, reading.language)),
        "moved": [_moved(seen, each, reading) for each in comes_to.moved],
        "deadlines": list(_deadlines(comes_to, reading)),
    }


def _told(refused: Refused, reading: Reading) -> _Shown:
    language = reading.language
    return {"refused": (kind_for_people(refused).title[language], detail_for_people(refused, language))}


def _frame(source: QueueEntry, now: datetime, reading: Reading) -> _Shown:
    return {
        "merge_texts": MERGE_TEXTS[reading.language],
        "source": _ticket(source, now, reading),
        "ticket": source.ticket,
        "merge_path": MERGE_PATH,
    }


def _way(source: QueueEntry, target: QueueEntry, reading: Reading) -> str:
    return reading.to(MERGE_PATH, ticket=source.ticket, into=target.ticket)


def _ticket(entry: QueueEntry, now: datetime, reading: Reading) -> _Shown:
    """A ticket in brief: what it is about, whose, and how it stands."""
    language, vendor = reading.language, reading.vendor
    texts = MERGE_TEXTS[language]
    standing = texts["closed" if entry.closed else "waits" if entry.unanswered else "answered"]
    return {
        "address": reading.to(f"{TICKETS_PATH}/{entry.ticket}"),
        "path": f"{TICKETS_PATH}/{entry.ticket}",
        "subject": entry.subject or QUEUE_TEXTS[language]["no_subject"],
        "code": entry.code,
        "who": _who(entry, language),
        "company": entry.company or QUEUE_TEXTS[language]["no_company"],
        "about": ", ".join(filter(None, (KINDS[language][entry.kind], vendor.product_called(entry.product)))),
        "received": instant_in_line(entry.received, vendor.zone, language),
        "standing": standing,
        "due": due_shown(entry.due, now, vendor, language) if entry.due else None,
        "last": None,
    }


def _who(entry: QueueEntry, language: Language) -> str:
    name, address = entry.requester.name, entry.requester.address
    return " ".join(filter(None, (name, address and f"<{address}>"))) or QUEUE_TEXTS[language]["erased"]


def _last(last: LastWords, reading: Reading) -> Mapping[str, str]:
    text = last.text if len(last.text) <= _MOST_SHOWN else f"{last.text[:_MOST_SHOWN]} ..."
    return {
        "who": last.who,
        "at": instant_in_line(last.at, reading.vendor.zone, reading.language),
        "text": text,
    }


def _warnings(seen: MergePreview, language: Language) -> Iterator[str]:
    """What is unusual about it: another company's, another person's, another product's."""
    texts, source, target = MERGE_TEXTS[language], seen.source, seen.target
    if source.member != target.member:
        yield texts["other_company"]
    if source.requester.address.casefold() != target.requester.address.casefold():
        yield texts["other_person"].format(one=_who(source, language), other=_who(target, language))
    if source.product and target.product and source.product != target.product:
        yield texts["other_product"]


def _moved(seen: MergePreview, turn: Turn, reading: Reading) -> str:
    """What tells a message from the others: when it came, and how it begins."""
    at = instant_in_line(turn.received, reading.vendor.zone, reading.language)
    said = seen.said.get(turn.id)
    return f"{at}: {' '.join(said.text.split())[:120]}" if said else at


def _deadlines(comes_to: ForeseenMerge, reading: Reading) -> Iterator[str]:
    """What becomes of each deadline, a sentence each."""
    texts = MERGE_TEXTS[reading.language]
    for clock in comes_to.runs:
        said = texts["brought" if clock.id in comes_to.brought else "stays"]
        yield said.format(clock=CLOCKS[reading.language][clock.kind], due=_due(clock, reading))
    if any(not set(clock.turns) & {turn.id for turn in comes_to.moved} for clock in comes_to.ends):
        yield texts["promise_ends"]
    if not comes_to.runs:
        yield texts["no_deadline"]


def _due(clock: SLAClock, reading: Reading) -> str:
    return instant_in_words(clock.due, reading.vendor.zone, reading.language)
