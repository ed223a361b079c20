"""The page of what was searched: the field, and each ticket with the words where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.domain.search.query import MOST_CHARACTERS
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.search.find_tickets import FoundTicket, SearchView
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.desk.queue.queue_page import QUEUE_TEXTS, TICKETS_PATH
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.pages import DESK_PATH, field_details

SEARCH_PATH = f"{DESK_PATH}/search"
_WORDS = Path(__file__).with_name("search.toml")
SEARCH_TEXTS = words(_WORDS)
STATES = words(_WORDS, "states")


@dataclass(frozen=True, slots=True)
class Searched:
    """What was typed, and what was found, or why nothing can be. ``after``: so many stand before the page."""

    typed: str
    found: SearchView | None = None
    after: int = 0
    refused: FieldsInvalid | None = None


def search_page(searched: Searched, reading: Reading) -> Response:
    """The page; with status 422 where the field is to be mended."""
    texts, found = SEARCH_TEXTS[reading.language], searched.found
    following = reading.to(SEARCH_PATH, q=searched.typed, after=found.next) if found and found.next else ""
    return desk_page(
        "desk/search.html",
        reading,
        status=422 if searched.refused else 200,
        search_texts=texts,
        queue_texts=QUEUE_TEXTS[reading.language],
        title=texts["title"],
        typed=searched.typed[: MOST_CHARACTERS * 4],
        errors=field_details(searched.refused.errors, reading.language) if searched.refused else {},
        said=_said(searched, texts),
        rows=[_row(each, reading) for each in found.tickets] if found else [],
        following=following,
        first=reading.to(SEARCH_PATH, q=searched.typed) if searched.after else "",
    )


def _said(searched: Searched, texts: Mapping[str, str]) -> str:
    """How many there are; "" where nothing was looked for."""
    if searched.found is None:
        return ""
    number = searched.found.found
    told = {0: texts["none"], 1: texts["one"]}
    return told.get(number, texts["found"].format(number=number))


def _row(found: FoundTicket, reading: Reading) -> dict[str, object]:
    vendor, language = reading.vendor, reading.language
    texts = QUEUE_TEXTS[language]
    return {
        "address": reading.to(f"{TICKETS_PATH}/{found.ticket}"),
        "subject": found.subject,
        "no_subject": texts["no_subject"],
        "who": found.who,
        "nobody": texts["erased"],
        "company": found.company,
        "product": found.product,
        "state": STATES[language][found.state],
        "at": found.at.isoformat(),
        "when": instant_in_line(found.at, vendor.zone, language),
        "code": found.code,
        "contexts": found.contexts,
    }
