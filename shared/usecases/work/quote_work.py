"""What supporters do about hourly work: give a quote, take one back, log minutes, correct them."""

from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.answers.answering import AnswerFacts
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.tickets.changes import Changes
from shared.domain.tickets.entries import Entry
from shared.domain.values.fields import ReasonBody
from shared.domain.values.house import House
from shared.domain.values.mail_domain import compared_address
from shared.domain.work.logging_minutes import decide_minutes, decide_minutes_withdrawal
from shared.domain.work.quoting import BackFacts, QuoteBody, decide_quote, decide_quote_withdrawal
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import Answering, People, answered
from shared.usecases.records.acting import ActOnTicket, act, entry_of
from shared.usecases.records.ticket_rows import LoadedTicket, known_whole_ticket
from shared.usecases.views.work_views import WorkActView, work_view


async def give_quote(desk: Desk, ticket: str, given: QuoteBody, key: str | None = None) -> TicketHeader:
    """The answer goes out with a quote: its requester gets a link, responsible persons a copy without one.

    Raises as ``ActOnTicket``.
    """
    entry = entry_of(desk, ticket, "quote", given, key)

    def decide(state: TicketState, people: People, now: datetime, house: House) -> Changes:
        return decide_quote(state, given, AnswerFacts(entry=entry, addressees=people), now, house)

    return await answered(desk, ticket, decide, Answering(given.answers_up_to, with_copy=given.with_copy))


def _given_to(_: Desk, ticket: LoadedTicket, given: ReasonBody, entry: Entry) -> BackFacts:
    """Whoever wrote the turns that the quote answered, each once. Raises ``QuoteUnknown``."""
    del given
    turns = ticket.state.work.quote(entry.about).turns
    said = [ticket.said[turn] for turn in turns if turn in ticket.said]
    people = {compared_address(each.email): each for each in said if each.email}
    to = tuple(Recipient(address=each.email, name=each.name) for each in people.values())
    return BackFacts(entry=entry, people=to)


withdraw_quote = ActOnTicket("quote back", decide_quote_withdrawal, _given_to)
log_minutes = act("minutes", decide_minutes, of="minutes")
withdraw_minutes = act("minutes back", decide_minutes_withdrawal)


async def read_work(desk: Desk, ticket: str) -> WorkActView:
    """The ticket's hourly work as it stands now. Raises ``TicketUnknown``."""
    whole = await known_whole_ticket(desk.store, ticket)
    work = work_view(whole.header.state, whole.said, desk.clock.now())
    return WorkActView(ticket=ticket, work=work)
