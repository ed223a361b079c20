"""What stands beside a ticket: conferences, clocks with their sums, the member, other tickets."""

from collections.abc import Mapping
from datetime import datetime

from shared.domain.agenda.header import TicketHeader
from shared.domain.explaining.explanations import Explanation
from shared.domain.letters.sends import Recipient
from shared.domain.members.coverage import best_coverage
from shared.domain.members.gate import MemberFacts
from shared.domain.values.gate_reason import Mark
from shared.mail.vocabulary import CLOCKS, reason_words
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.web.clocks.explanation_pages import STATES, explanation_text
from shared.web.desk.desk_page import Reading
from shared.web.desk.due_shown import due_shown
from shared.web.desk.ticket.conference_cards import conference_cards
from shared.web.desk.ticket.conference_forms import CONFERENCES_TEXTS
from shared.web.desk.ticket.help_and_material import cards
from shared.web.desk.ticket.ticket_story import in_brief, way_to
from shared.web.desk.ticket.work_and_errors import work_and_errors


def beside_ticket(ticket: DeskTicket, reading: Reading) -> dict[str, object]:
    """What stands beside the conversation."""
    return {
        "conferences": conference_cards(ticket, reading),
        "conferences_texts": CONFERENCES_TEXTS[reading.language],
        "cards": [*work_and_errors(ticket, reading), *cards(ticket, reading)],
        "clocks": sorted((_clock(each, reading) for each in ticket.explanations), key=_over),
        "member": _member(ticket.member, ticket, reading) if ticket.member else None,
        "others": [_other(each, reading) for each in ticket.others],
    }


def as_of(ticket: DeskTicket) -> datetime:
    """When its clocks were read; without any, when its last message came."""
    return ticket.explanations[0].now if ticket.explanations else ticket.view.turns[-1].received


def _over(clock: Mapping[str, object]) -> bool:
    return clock["due"] is None


def _clock(told: Explanation, reading: Reading) -> dict[str, object]:
    """One clock: where it stands, what is left of it, and how that was reckoned."""
    language = reading.language
    runs = told.due is not None and told.state in {"running", "breached_open"}
    return {
        "kind": CLOCKS[language][told.kind],
        "state": STATES[language][told.state],
        "due": due_shown(told.due, told.now, reading.vendor, language) if told.due and runs else None,
        "sums": explanation_text(told, language),
    }


def _member(member: MemberFacts, ticket: DeskTicket, reading: Reading) -> dict[str, object]:
    """The member beside the ticket: what it subscribes to, and who is responsible for what."""
    vendor, language = reading.vendor, reading.language
    names = dict.fromkeys(
        vendor.product_referred(each.product) or each.product for each in member.subscriptions
    )
    now = as_of(ticket)
    covers = {
        name: best_coverage(
            [each for each in member.subscriptions if each.product in vendor.product_references(name)],
            now,
            vendor.grace,
        )
        for name in names
    }
    seats = ((vendor.product_called(each.product), each) for each in member.member.seats)
    return {
        "name": member.member.name,
        "unverified": any(Mark.SENDER_UNVERIFIED in turn.marks for turn in ticket.header.state.turns),
        "contact": who(Recipient(address=member.member.owner.address, name=member.member.owner.name)),
        "subscriptions": [
            (vendor.product_called(name), reason_words(found.reason, language).short, found.covered)
            for name, found in covers.items()
        ],
        "seats": [(name, who(Recipient(address=seat.address, name=seat.name))) for name, seat in seats],
    }


def _other(header: TicketHeader, reading: Reading) -> tuple[str, str, str]:
    """Another ticket: its address, its code, and what it is."""
    return (*way_to(header.state.id, reading), in_brief(header, reading))


def who(person: Recipient) -> str:
    """A person by name and address, or by address alone."""
    return f"{person.name} <{person.address}>" if person.name else person.address
