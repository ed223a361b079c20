"""Who answers: the page on which the vendor's owner changes it, and each supporter's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import Sent
from functions.desk.terms_posts import DONE, TERMS_REFUSES, refuse_act, show_terms, take_terms, terms_form
from functions.starting import imported_when_used
from shared.domain.refusals.errors import AuthorUnknown
from shared.domain.refusals.terms_errors import LastOnDuty
from shared.web.http.response import Response
from shared.web.http.submissions import parse_fields

with imported_when_used():
    from shared.domain.terms import keeping_supporters
    from shared.usecases.desk import hand_over_tickets
    from shared.web.desk.terms import supporters_shown

if TYPE_CHECKING:
    from shared.usecases.terms.terms_rows import DecideTerms
    from shared.web.desk.forms import SentForm

blueprint = DeskDoors("Pages for supporters")


@blueprint.page("GET desk/terms/supporters", "The page.", (DONE,))
async def desk_supporters(asked: DeskAsked) -> Response:
    """Who answers.

    Each supporter with address, language, working hours, and whether on duty or away; with a form for each
    change, for the vendor's owner alone.
    """
    return await show_terms(asked, supporters_shown.supporters_room)


@blueprint.form(
    "POST desk/terms/supporters",
    terms_form("add"),
    refuses=(*TERMS_REFUSES, LastOnDuty, AuthorUnknown),
    for_owner=True,
)
async def desk_supporters_act(asked: DeskAsked) -> Response:
    """Change who answers.

    Adds, changes or takes away a supporter: in force on every instance within a minute. Whoever is named as
    heir has the open tickets of who leaves. Where nobody would be on duty any more, the page asks first, and
    names the address that would get everything.
    """
    return await take_terms(asked, partial(_of_supporters, asked), supporters_shown.supporters_room)


@blueprint.page("GET desk/terms/duty", "The page.", (DONE,))
async def desk_duty(asked: DeskAsked) -> Response:
    """A supporter's own duty.

    Whether on duty, and away until the end of which day; with a form that changes it.
    """
    return await show_terms(asked, partial(supporters_shown.duty_room, supporter=asked.person.acting))


@blueprint.form("POST desk/terms/duty", terms_form("duty"), refuses=(*TERMS_REFUSES, LastOnDuty))
async def desk_duty_act(asked: DeskAsked) -> Response:
    """Change one's own duty.

    Of whoever has signed in, and nobody else. As on the page of all, it is asked first where nobody would be
    on duty any more.
    """
    supporter = asked.person.acting

    async def deciding(sent: Sent[SentForm]) -> tuple[str, DecideTerms]:
        given = parse_fields(sent.body, keeping_supporters.DutyBody)
        return "supporters", lambda vendor, change: keeping_supporters.set_duty(
            vendor, supporter.id, given, change
        )

    return await take_terms(asked, deciding, partial(supporters_shown.duty_room, supporter=supporter))


async def _of_supporters(asked: DeskAsked, sent: Sent[SentForm]) -> tuple[str, DecideTerms]:
    """What the form asks for."""
    return "supporters", await _decide(asked, sent)


async def _decide(asked: DeskAsked, sent: Sent[SentForm]) -> DecideTerms:
    """What the form asks for; of who is to leave, once the open tickets are handed over."""
    acts, keeping, name = supporters_shown.SupporterAct, keeping_supporters, sent.form.about
    match sent.form.act:
        case acts.ADD:
            added = parse_fields(sent.body, keeping.SupporterBody)
            return lambda vendor, change: keeping.add_supporter(vendor, added, change)
        case acts.CHANGE:
            given = parse_fields(sent.body, keeping.SupporterBody)
            return lambda vendor, change: keeping.change_supporter(vendor, name, given, change)
        case acts.REMOVE:
            removal = parse_fields(sent.body, keeping.RemovalBody)
            await hand_over_tickets.hand_over_before_removal(asked.desk, name, removal)
            sure = removal.confirmed
            return lambda vendor, change: keeping.remove_supporter(vendor, name, change, confirmed=sure)
    raise refuse_act()
