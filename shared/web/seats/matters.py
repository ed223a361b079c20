"""The member's tickets and the newest versions, in the words of the member's page."""

from datetime import datetime
from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.seats.newest_versions import NewestView
from shared.usecases.seats.read_matters import MatterView

SEATS_TEXTS = words(Path(__file__).with_name("seats.toml"))


def shown_matter(matter: MatterView, now: datetime, vendor: Vendor, language: Language) -> dict[str, str]:
    """An open ticket: since when, and what is promised or why nothing is."""
    texts = SEATS_TEXTS[language]
    due = instant_in_line(matter.promised, vendor.zone, language) if matter.promised else ""
    late = matter.promised is not None and matter.promised < now
    said = texts["late"] if late else texts["promised"]
    otherwise = texts["waits"] if matter.waits else texts["answered"]
    return {
        "code": matter.code,
        "address": matter.address,
        "subject": matter.subject or texts["no_subject"],
        "state": ("breached_open" if late else "running") if due else "",
        "since": texts["since"].format(since=instant_in_line(matter.since, vendor.zone, language)),
        "promised": said.format(due=due) if due else otherwise,
    }


def shown_closed(matter: MatterView, vendor: Vendor, language: Language) -> dict[str, str]:
    """A closed ticket: from when to when it was open."""
    texts = SEATS_TEXTS[language]
    since, closed = (
        instant_in_line(each, vendor.zone, language) for each in (matter.since, matter.closed or matter.since)
    )
    told = texts["was_open"].format(since=since, closed=closed)
    subject = matter.subject or texts["no_subject"]
    return {"code": matter.code, "subject": subject, "address": matter.address, "told": told}


def shown_newest(newest: NewestView, vendor: Vendor, language: Language) -> dict[str, str]:
    """The newest version of a product, its notes, and what the link to it is called."""
    texts, title = SEATS_TEXTS[language], f"{vendor.product_called(newest.product)} {newest.version}"
    published = instant_in_line(newest.published, vendor.zone, language)
    return {
        "title": title,
        "published": texts["published"].format(at=published),
        "notes": newest.notes.read_in(language),
        "address": newest.address,
        "fetch": texts["fetch"].format(title=title),
    }
