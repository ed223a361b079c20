"""A ticket's page, and what its forms send."""

from __future__ import annotations

from functions.desk import ticket_acts
from functions.desk.desk_asked import DeskAsked
from functions.desk.desk_doors import DeskDoors
from functions.desk.form_posts import FORM_REFUSES, Onward, Sent, new_token, take_form
from functions.starting import imported_when_used
from shared.domain.answers import answer_errors
from shared.domain.refusals import documentation_errors, errors, register_errors, session_errors
from shared.domain.refusals.desk_errors import FormTooOld
from shared.domain.refusals.error_sorts import Refused
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.values.identity import is_digest
from shared.web.api.operation import PARTS, URLENCODED, Content, Parameter, Where, in_path
from shared.web.http.bodies import Body
from shared.web.http.response import Response

with imported_when_used():
    from shared.usecases.desk import desk_ticket as desk_tickets
    from shared.usecases.desk import watch_ticket
    from shared.web.desk.ticket import ticket_forms, ticket_page, typed_act

blueprint = DeskDoors("Pages for supporters")

TICKET = in_path("ticket", "The ticket's public reference.", "k3f7q2mz5abcdwxy")
DONE = Parameter("done", Where.QUERY, "What the page is to say has been done.", example="answer")
OPEN = Parameter("open", Where.QUERY, "The act whose form is to be open.", example="held")
CANNED = Parameter("canned", Where.QUERY, "The canned answer that the answer begins with.", example="solved")
_EXAMPLE = {"act": "note", "token": "", "about": ""}
_EXTRA = {
    "text": "And whatever else the act's own body has, by the names that it has in the API.",
    "files": "Files that go with an answer, in a form with parts.",
}
_REFUSES = (
    *FORM_REFUSES,
    *(errors.TicketUnknown, errors.TurnUnknown, errors.TurnUnanswered, errors.TicketMergedAway),
    *(errors.DayPassed, errors.TurnGone, errors.TurnCovered, errors.EntryUnknown, errors.InstantInFuture),
    *(errors.ContactBeforeTurn, errors.NoConferenceAsked, errors.ConferenceOver, errors.ConferenceNotSet),
    *(errors.SlotPassed, errors.SlotAfterDue, errors.SlotNotBegun, errors.SplitRefused, errors.MergeRefused),
    *(errors.MergedIntoItself, errors.ConferenceLeftBehind, errors.TicketFull, errors.AuthorUnknown),
    *(answer_errors.CameMeanwhile, answer_errors.SeenUnknown, answer_errors.AnswerFilesRefused),
    errors.AttachmentsTooLarge,
    *(errors.PriceUnknown, errors.QuoteDayPassed, errors.QuoteLimitLow, errors.QuoteUnknown),
    *(errors.WorkNotAccepted, errors.WorkDayRefused, errors.WorkLimitReached),
    *(register_errors.RegisterEntryUnknown, register_errors.RegisterProductDiffers),
    *(session_errors.SessionUnknown, session_errors.SessionOver, session_errors.SessionNotConsented),
    *(session_errors.SessionRunning, session_errors.SessionNotStarted, session_errors.SessionInstantRefused),
    documentation_errors.DocumentUnknown,
)


@blueprint.page("GET desk/tickets/{ticket}", "The page.", (DONE, OPEN, CANNED), (TicketUnknown,))
async def desk_ticket(asked: DeskAsked) -> Response:
    """A ticket's page.

    All that was written and done, in order; each clock with the sum behind it; the member; other tickets; and
    a form for each act that is possible now, with whom an answer goes to.
    """
    return await _page(asked, done=asked.query("done"))


@blueprint.form(
    "POST desk/tickets/{ticket}",
    Content(lambda: ticket_forms.DeskForm, _EXAMPLE, (URLENCODED, PARTS), lenient=True, extra=_EXTRA),
    refuses=_REFUSES,
)
async def desk_ticket_act(asked: DeskAsked) -> Response:
    """Do something with a ticket from its page.

    The same acts as over the API, in the name of whoever has signed in. A form carries the token that its
    page was made with: sent twice, it is one act; from elsewhere, or after a day, nothing is done. What is
    refused comes back as the page, with what was typed and why.
    """
    author = asked.person.acting

    async def carry_out(sent: Sent[ticket_forms.DeskForm]) -> Onward | None:
        ticket, act = _ticket(asked), sent.form.act
        onto = await ticket_acts.carry_out(asked.desk, ticket, act, sent.body, author.id, sent.key)
        return Onward(onto) if onto else None

    async def again(body: Body, refused: Refused) -> Response:
        return await _page(asked, body=body, refused=refused)

    return await take_form(asked, ticket_forms.DeskForm, carry_out, again)


async def _page(
    asked: DeskAsked, *, done: str = "", body: Body | None = None, refused: Exception | None = None
) -> Response:
    """The page as it stands now; with the form again where it was refused."""
    ours = not isinstance(refused, FormTooOld)
    visitor = watch_ticket.Visitor(asked.person.supporter, writing=bool(body) and ours)
    found = await desk_tickets.read_desk_ticket(asked.desk, _ticket(asked), asked.language, visitor)
    chosen = "" if body else asked.query("canned")
    act = str(body.fields.get("act")) if body else ""
    files = bool(body and body.files)
    again = typed_act.TypedAct(act, body.fields, refused, files=files) if body and refused else None
    return ticket_page.ticket_page(
        found, asked.reading, new_token(asked), done=done, chosen=chosen, typed=again
    )


def _ticket(asked: DeskAsked) -> str:
    return asked.named("ticket", TicketUnknown, is_digest)
