"""A new responsible person is sent what to study: by the look at the member, once a person and product.

Requests of a look: the member and what is known of its persons, at once; and of each person who is to be told
the product's documents, the mail with its look and message, and the row that says so.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from shared.domain.documentation.documents import Document, document_line
from shared.domain.documentation.studying import (
    Sitting,
    Study,
    seats_to_tell,
    sitting_of,
    studies_given_up,
)
from shared.domain.facts.links import Link, Purpose
from shared.domain.letters.documentation_letters import WhatToStudy
from shared.domain.letters.notices import notice_id, write_notice
from shared.domain.letters.sends import Recipient
from shared.domain.members.gate import MemberFacts
from shared.domain.members.member import Seat
from shared.ports.desk import Desk
from shared.ports.store import StoreConflict
from shared.usecases.documentation.shelf_rows import load_shelf
from shared.usecases.documentation.study_rows import LoadedStudy, commit_study, load_studies
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.notice_rows import post_notice


async def send_what_to_study(desk: Desk, member: str) -> None:
    """Whoever holds a seat of this member (by key) and was not sent what to study is sent it now.

    A product without documents has nothing to send. Where a seat has changed hands, that is kept, so that its
    person is sent it again when the seat comes back.

    Raises ``StoreUnavailable``: repeat it; nobody is told twice.
    """
    loaded, known = await asyncio.gather(load_member(desk, member), load_studies(desk, member))
    if loaded is None:
        return
    facts, studies = loaded.facts(desk.vendor), {name: each.study for name, each in known.items()}
    for study in studies_given_up(facts.member, studies, desk.secret):
        await _commit(desk, member, known[study.sitting], study.given_up())
    for seat in seats_to_tell(facts, studies, desk.clock.now(), desk.house()):
        await _send(desk, facts, seat, known.get(sitting_of(seat, desk.secret)))


async def post_what_to_study(
    desk: Desk, facts: MemberFacts, seat: Seat, documents: Sequence[Document], *about: str
) -> None:
    """The mail about these documents, once for what it is ``about``."""
    sitting, language = sitting_of(seat, desk.secret), facts.member.language
    letter = WhatToStudy(
        product=desk.vendor.product_name(seat.product),
        documents=tuple(document_line(each, language) for each in documents),
        link=study_link(desk, facts.key, sitting),
    )
    notice = notice_id(desk.secret, "what to study", facts.key, *sitting, *about)
    to = Recipient(address=seat.address, name=seat.name)
    await post_notice(desk, write_notice(desk.secret, notice, letter, to, language, desk.clock.now()))


def study_link(desk: Desk, member: str, sitting: Sitting) -> Link:
    """The link to the page of this seat's person."""
    product, person = sitting
    return Link.lasting(Purpose.STUDY, member, person, desk.clock.now(), about=product)


async def _send(desk: Desk, facts: MemberFacts, seat: Seat, known: LoadedStudy | None) -> None:
    """The mail first, by an id that is the same at every attempt; then that it was sent."""
    documents = (await load_shelf(desk, seat.product)).shelf.documents
    if not documents:
        return
    product, person = sitting_of(seat, desk.secret)
    before = known or LoadedStudy(Study(product=product, person=person), None)
    study = before.study.begun_anew()
    await post_what_to_study(desk, facts, seat, documents, str(study.times))
    await _commit(desk, facts.key, before, study)


async def _commit(desk: Desk, member: str, before: LoadedStudy, after: Study) -> None:
    """Where somebody else was quicker, it was another look, or the person itself: then it is known."""
    with suppress(StoreConflict):
        await commit_study(desk, member, before, after)
