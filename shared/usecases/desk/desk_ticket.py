"""What a supporter's page of a ticket shows: all of it, why its clocks stand so, and who gets an answer."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.documentation.documents import Document
from shared.domain.events.answer_events import AnswerBounced, AnswerDoubted
from shared.domain.explaining.explaining import explain_from
from shared.domain.explaining.explanations import Explanation
from shared.domain.explaining.ticket_log import log_of
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.letters.sends import Send
from shared.domain.members.gate import MemberFacts
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import Answering, People, addressed
from shared.usecases.desk.desk_conferences import OpenConference, open_conferences
from shared.usecases.desk.watch_ticket import Visit, Visitor, visit_ticket, what_is_known
from shared.usecases.documentation.shelf_rows import load_shelf
from shared.usecases.records.agenda_rows import listed_for
from shared.usecases.records.member_rows import load_member
from shared.usecases.records.ticket_rows import WholeTicket, known_whole_ticket, load_ticket
from shared.usecases.views.entry_views import EntryView, undelivered_answers
from shared.usecases.views.read_tickets import whole_view
from shared.usecases.views.ticket_views import TicketView

MOST_OTHERS = 10
MOST_READ = 20


@dataclass(frozen=True, slots=True)
class DeskTicket:
    """One ticket for a supporter. ``header``: its state; ``view``: what people wrote and did.

    ``uncopied``, ``copied``: who gets an answer to all that has been written, where no copy is asked for
    and where it is. ``others``: the last tickets of the member, or of the person where none is known.
    ``documents``: those of its product. ``reported``: what the mail service said of an answer after it
    had taken it, by its id. ``visit``: what is new to its reader, and who else has it open. ``conferences``:
    those that are still to be held.
    """

    whole: WholeTicket
    view: TicketView
    explanations: Sequence[Explanation]
    member: MemberFacts | None
    uncopied: People
    copied: People
    others: Sequence[TicketHeader]
    documents: Sequence[Document]
    visit: Visit
    conferences: Sequence[OpenConference]
    reported: Mapping[str, DeliveryStatus]

    @property
    def header(self) -> TicketHeader:
        """Its state."""
        return self.whole.header

    @property
    def sends(self) -> Sequence[Send]:
        """Its mails."""
        return self.whole.sends

    @property
    def undelivered(self) -> Sequence[EntryView]:
        """Answers that reached nobody."""
        return undelivered_answers(self.whole)


async def read_desk_ticket(desk: Desk, ticket: str, language: Language, visitor: Visitor) -> DeskTicket:
    """The ticket as it stands now, for this visitor to see. Raises ``TicketUnknown``."""
    whole, known = await asyncio.gather(
        known_whole_ticket(desk.store, ticket), what_is_known(desk, visitor.id)
    )
    member, others, documents, visit, conferences = await asyncio.gather(
        _member(desk, whole.header),
        _others(desk, whole.header),
        _documents(desk, whole.header),
        visit_ticket(desk, whole.header.state, visitor, known),
        open_conferences(desk, whole.header, visitor.supporter),
    )
    view = await whole_view(desk, whole, member.member.id if member else "", language)
    uncopied, copied = _addressed(whole, view, member)
    return DeskTicket(
        whole=whole,
        view=view,
        explanations=_explained(desk, whole, view),
        member=member,
        uncopied=uncopied,
        copied=copied,
        others=others,
        conferences=conferences,
        documents=documents,
        reported=_reported(whole),
        visit=visit,
    )


def _addressed(whole: WholeTicket, view: TicketView, member: MemberFacts | None) -> tuple[People, People]:
    """Who gets an answer to all of it, without a copy that is asked for and with one."""
    last = Answering(view.last_turn, with_copy=False)
    with_copy = replace(last, with_copy=True)
    return addressed(whole.loaded, last, member), addressed(whole.loaded, with_copy, member)


def _explained(desk: Desk, whole: WholeTicket, view: TicketView) -> list[Explanation]:
    """Each of its clocks as it stands now, and why."""
    now, zone = desk.clock.now(), desk.vendor.policy.zone
    log = log_of(view.ticket, whole.events)
    return [explain_from(log, each.id, now, zone) for each in view.clocks]


async def _member(desk: Desk, header: TicketHeader) -> MemberFacts | None:
    loaded = await load_member(desk, header.state.member) if header.state.member else None
    return loaded.facts(desk.vendor) if loaded else None


def _reported(whole: WholeTicket) -> Mapping[str, DeliveryStatus]:
    told = (each for each in whole.events if isinstance(each, AnswerBounced | AnswerDoubted))
    return {each.answer: each.status for each in told}


async def _documents(desk: Desk, header: TicketHeader) -> Sequence[Document]:
    product = header.state.product
    return (await load_shelf(desk, product)).shelf.documents if product else ()


async def _others(desk: Desk, header: TicketHeader) -> Sequence[TicketHeader]:
    """Of the member's tickets, else the person's, those that something happened to last.

    Every act writes a ticket's rows anew, so few have to be read, however many there are.
    """
    rows = await listed_for(desk.store, header.state.member or header.state.requester)
    rows.sort(key=lambda row: row.hint.written, reverse=True)
    names = [name for name in dict.fromkeys(row.ticket for row in rows) if name != header.state.id]
    found = await asyncio.gather(*(load_ticket(desk.store, each) for each in names[:MOST_READ]))
    there = [each.header for each in found if each and each.header.state.recorded]
    return sorted(there, key=_last, reverse=True)[:MOST_OTHERS]


def _last(header: TicketHeader) -> datetime:
    return header.state.recorded or header.listed
