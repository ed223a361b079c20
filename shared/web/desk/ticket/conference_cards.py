"""Where each conference of a ticket stands: when, where and with whom; and what leads to its forms."""

from collections.abc import Iterable, Iterator

from shared.domain.facts.conference import Slot, Way
from shared.mail.instants import instant_in_line, instant_in_words
from shared.mail.vocabulary import WAYS
from shared.usecases.desk.desk_conferences import OpenConference
from shared.usecases.desk.desk_ticket import DeskTicket
from shared.usecases.views.meeting_views import SlotView, TicketConferenceView
from shared.web.desk.desk_page import Reading
from shared.web.desk.ticket.conference_forms import CONFERENCES_TEXTS, conference_forms
from shared.web.desk.ticket.ticket_forms import FORM_TEXTS

_IN_NUMBERS = frozenset("+0123456789")
_BETWEEN = frozenset(" -()./\u00a0")


def conference_cards(ticket: DeskTicket, reading: Reading) -> list[dict[str, object]]:
    """Of each conference about which something was done, or is to be: what is known of it."""
    known = {each.turn: each for each in ticket.view.conferences}
    turns = dict.fromkeys([*known, *(each.turn for each in ticket.conferences)])
    return [_card(turn, known.get(turn), ticket, reading) for turn in turns]


def _card(
    turn: str, conference: TicketConferenceView | None, ticket: DeskTicket, reading: Reading
) -> dict[str, object]:
    texts, still_open = CONFERENCES_TEXTS[reading.language], _open(turn, ticket)
    picked = conference.picked if conference and not conference.declined else None
    offered = still_open.offered if still_open and not picked else ()
    waits = picked is not None and still_open is not None and not still_open.begun
    return {
        "lines": list(_when(turn, conference, ticket, reading)),
        "way": WAYS[reading.language][picked.way] if picked else "",
        "place": picked.place if picked else "",
        "address": _address(picked) if picked else "",
        "offered": _offered(offered, reading),
        "said": list(_said(conference, reading)) if conference else [],
        "hint": texts["not_begun"] if waits else "",
        "doors": list(_doors(turn, ticket, reading)) if reading.acts else [],
    }


def _open(turn: str, ticket: DeskTicket) -> OpenConference | None:
    return next((each for each in ticket.conferences if each.turn == turn), None)


def _when(
    turn: str, conference: TicketConferenceView | None, ticket: DeskTicket, reading: Reading
) -> Iterator[str]:
    """When it is to be, who meets whom, and that nobody came; or that there is no time for it."""
    texts, still_open = CONFERENCES_TEXTS[reading.language], _open(turn, ticket)
    if conference is None or conference.picked is None:
        yield texts["declined" if conference and conference.declined else "no_slot"]
        return
    (asked,) = (each for each in ticket.view.turns if each.id == turn)
    host = reading.vendor.name_of(conference.picked.host)
    yield instant_in_words(conference.picked.start, reading.vendor.zone, reading.language)
    yield texts["with"].format(host=host, who=asked.name or asked.email or texts["member"])
    if still_open and still_open.missed:
        yield texts["missed"]


def _offered(slots: Iterable[Slot], reading: Reading) -> list[str]:
    ordered = sorted(slots, key=lambda each: each.start)
    return [instant_in_line(each.start, reading.vendor.zone, reading.language) for each in ordered]


def _said(conference: TicketConferenceView, reading: Reading) -> Iterator[str]:
    """What the member wrote about it."""
    for act in conference.acts:
        if act.words:
            yield f"{instant_in_line(act.at, reading.vendor.zone, reading.language)}: {act.words}"


def _address(slot: SlotView) -> str:
    """What opens the meeting, or calls the number; "" where the place is neither."""
    if slot.way is Way.TEAMS:
        return slot.place
    number = "".join(each for each in slot.place if each in _IN_NUMBERS)
    written = all(each in _IN_NUMBERS or each in _BETWEEN for each in slot.place)
    return f"tel:{number}" if written and number else ""


def _doors(turn: str, ticket: DeskTicket, reading: Reading) -> Iterator[tuple[str, str]]:
    """The page with the form open for each act that is possible, and what that is called."""
    for form in conference_forms(ticket, reading, {}):
        if form.fields[0].value == turn:
            address = reading.to(reading.path, open=form.act)
            yield f"{address}#act-{form.id}", FORM_TEXTS[reading.language][f"acts.{form.act}"]
