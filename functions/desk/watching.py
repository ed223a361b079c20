"""What the script of the desk's pages tells and asks while they are open."""

from __future__ import annotations

from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.queue import VIEW
from functions.starting import imported_when_used
from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.values.identity import is_digest
from shared.web.api.operation import URLENCODED, Content
from shared.web.http.bodies import BodyMalformed, BodyTooLarge, BodyTypeUnknown, read_body
from shared.web.http.submissions import FieldsInvalid, parse_fields
from shared.web.http.wished import chosen

with imported_when_used():
    from shared.domain.answers import newer
    from shared.usecases.desk import desk_queue as desk_queues
    from shared.usecases.desk import desk_views, watch_ticket
    from shared.web.desk import form_tokens, watching
    from shared.web.desk.queue import queue_page

blueprint = DeskDoors("Pages for supporters")

_EXAMPLE = {"doing": "writing", "token": "", "events": 4, "notes": 0}
_REFUSES = (FieldsInvalid, BodyMalformed, BodyTooLarge, BodyTypeUnknown, FormTooOld, TicketUnknown)


@blueprint.asked_by_script(
    "POST desk/tickets/{ticket}/presence",
    "What the page is to say now.",
    "Which supporters have the ticket open, and how much has come: no words of anybody's.",
    body=Content(lambda: watching.PresenceForm, _EXAMPLE, (URLENCODED,), lenient=True),
    refuses=_REFUSES,
)
async def desk_presence(asked: DeskAsked) -> watching.TicketWatchView:
    """Tell what a supporter does on a ticket's page.

    The page's script tells it each half minute, and is told who else has the ticket open and what has come.
    What is told counts for two minutes, and decides nothing.
    """
    who, ticket = asked.person.acting, asked.named("ticket", TicketUnknown, is_digest)
    body = read_body(asked.request.headers.get("content-type"), asked.request.get_body())
    form = parse_fields(body, watching.PresenceForm)
    place = form_tokens.FormPlace(asked.person.key, f"{queue_page.TICKETS_PATH}/{ticket}")
    form_tokens.key_of_form(asked.desk.secret, place, asked.now, form.token)
    seen = newer.Seen(events=form.events, notes=form.notes)
    visit = await watch_ticket.tell_from_page(asked.desk, ticket, who.id, form.doing, seen)
    return watching.ticket_watch(visit, asked.reading)


@blueprint.asked_by_script(
    "GET desk/queue",
    "The tickets of the first page, and how far each has come.",
    "References and numbers: no words of anybody's.",
    parameters=(VIEW,),
    refuses=(FieldsInvalid,),
)
async def desk_queue_watch(asked: DeskAsked) -> watching.QueueWatchView:
    """Ask what a page of the queue would show now.

    The page's script asks each minute, and says how many tickets are new or have something new: the page
    itself stays as it is until its reader wants it otherwise.
    """
    view = chosen("view", asked.query("view") or None, desk_views.DeskView, desk_views.DeskView.ALL)
    who = asked.person.supporter.id if asked.person.supporter else ""
    looking = desk_views.Looking(view, who, asked.language, asked.now)
    return watching.queue_watch(await desk_queues.read_desk_queue(asked.desk, looking), who)
