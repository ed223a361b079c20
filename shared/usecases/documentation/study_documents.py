"""The person of a study link reads what there is, marks what is studied, and asks for a new link."""

import asyncio
from dataclasses import dataclass
from datetime import date

from shared.domain.documentation.documents import Addresses, Document, Shelf
from shared.domain.documentation.studying import (
    Study,
    StudyMark,
    decide_marking,
    seat_after,
    seat_at,
    sitting_of,
)
from shared.domain.facts.links import Link, Purpose, read
from shared.domain.members.member import Seat
from shared.domain.news.news import Title
from shared.domain.refusals.errors import LinkInvalid, LinkRevoked
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.ports.store import Change
from shared.usecases.documentation.send_what_to_study import post_what_to_study
from shared.usecases.documentation.shelf_rows import load_shelf
from shared.usecases.documentation.study_rows import LoadedStudy, commit_study, load_study
from shared.usecases.links.open_link import read_link
from shared.usecases.records.acting import until_committed
from shared.usecases.records.member_rows import LoadedMember, changed_header, load_member


@dataclass(frozen=True, slots=True)
class OpenedStudy:
    """What a study link opens: the member, the seat, the product's documents, what was studied of them."""

    member: LoadedMember
    seat: Seat
    shelf: Shelf
    known: LoadedStudy

    @property
    def study(self) -> Study:
        """What was studied since the seat became the person's."""
        return self.known.study.begun_anew()

    @property
    def language(self) -> Language:
        """The member's."""
        return self.member.header.member.language


class DocumentToStudy(Frozen):
    """One document on the page. ``studied``: when this version was; ``earlier``: an older one that was."""

    id: str
    title: Title
    address: Addresses
    version: str
    studied: Instant | None
    earlier: str


class StudyView(Frozen):
    """The page of a responsible person. ``studied``: the day from which everything is."""

    product: str
    language: Language
    documents: tuple[DocumentToStudy, ...]
    studied: date | None


async def open_study(desk: Desk, token: str) -> OpenedStudy:
    """What this link opens; opening it changes nothing. Three requests, two of them at once.

    Raises:
        LinkInvalid, LinkExpired: as ``read_link``.
        LinkRevoked: the seat is somebody else's by now.
    """
    return await _opened(desk, read_link(desk, token, Purpose.STUDY))


def study_view(desk: Desk, opened: OpenedStudy) -> StudyView:
    """The page as it stands."""
    return StudyView(
        product=desk.vendor.product_name(opened.seat.product),
        language=opened.language,
        documents=tuple(_document(each, opened.study) for each in opened.shelf.documents),
        studied=opened.seat.studied,
    )


async def mark_document(desk: Desk, opened: OpenedStudy, link: Link, given: StudyMark) -> None:
    """The person has studied the document, or has not after all; said again, nothing changes.

    With the last of the list the seat has studied today, and the books count it; where that day is taken back
    here, the seat has no day again.

    Raises:
        DocumentUnknown, LinkRevoked: nothing was written.
        StoreUnavailable: send it again.
    """

    async def attempt(number: int) -> None:
        here = await _opened(desk, link) if number else opened
        after = decide_marking(here.study, given, here.shelf, desk.clock.now(), desk.house())
        if after != here.study:
            more = _seat_changed(desk, here, after)
            await commit_study(desk, here.member.key, here.known, after, more)

    await until_committed(desk, link.ticket, attempt)


async def renew_study(desk: Desk, token: str) -> None:
    """The person of a link that has expired is mailed the documents with a new one, once an hour at most.

    Nothing is mailed while the link holds; the caller learns nothing of it.
    Raises ``LinkInvalid, LinkRevoked``: there is nothing to renew.
    """
    link, now = read(token, desk.link_keys), desk.clock.now()
    opened = await _opened(desk, link)
    if link.expired(now) and opened.shelf.documents:
        facts = opened.member.facts(desk.vendor)
        hour = f"renewed {now:%Y%m%d%H}"
        await post_what_to_study(desk, facts, opened.seat, opened.shelf.documents, hour)


async def _opened(desk: Desk, link: Link) -> OpenedStudy:
    """What the link opens now, whether or not it has expired. Raises ``LinkInvalid, LinkRevoked``."""
    if link.purpose is not Purpose.STUDY:
        raise LinkInvalid
    sitting = (link.about, link.person)
    member, known = await asyncio.gather(
        load_member(desk, link.ticket), load_study(desk, link.ticket, sitting)
    )
    seat = seat_at(member.header.member, sitting, desk.secret) if member else None
    if member is None or seat is None:
        raise LinkRevoked
    shelf = (await load_shelf(desk, seat.product)).shelf
    return OpenedStudy(member, seat, shelf, known)


def _document(document: Document, study: Study) -> DocumentToStudy:
    mark, has = study.mark(document.id), study.has(document)
    return DocumentToStudy.of(
        document,
        studied=mark.at if mark and has else None,
        earlier=mark.version if mark and not has else "",
    )


def _seat_changed(desk: Desk, opened: OpenedStudy, after: Study) -> tuple[Change, ...]:
    """The member with the seat's day set or taken back, where that follows."""
    member, place = opened.member.header.member, (after.product, after.person)
    seats = tuple(
        seat_after(each, opened.study, after) if sitting_of(each, desk.secret) == place else each
        for each in member.seats
    )
    return (changed_header(opened.member, member=member.but(seats=seats)),) if seats != member.seats else ()
