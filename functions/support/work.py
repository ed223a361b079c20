"""Hourly work, for supporters: quotes given and taken back, minutes logged and corrected."""

import azure.functions as func

from functions.http import answered, json_answer, read_body, reference
from functions.support.acts import key_of, ticket_of
from shared import wiring
from shared.domain.values.errors import QuoteUnknown
from shared.web.tickets.turn_bodies import ReasonBody

blueprint = func.Blueprint()


@blueprint.route("tickets/{ticket}/quotes", methods=["POST"])
@answered
async def quotes(req: func.HttpRequest) -> func.HttpResponse:
    """A quote is given with an answer; it ends the clocks of the turns it names."""
    from shared.usecases.answers.answer_ticket import Writing  # noqa: PLC0415 - asked for now and then: no start waits for it
    from shared.usecases.work.quote_work import Quoting, give_quote  # noqa: PLC0415 - as above
    from shared.web.work.work_bodies import QuoteBody  # noqa: PLC0415 - as above

    body, ticket = read_body(req, QuoteBody), ticket_of(req)
    writing = Writing(body.author, body.text, body.answers_up_to, key_of(req), with_copy=body.with_copy)
    quoting = Quoting(body.estimate_minutes, body.limit_minutes, body.price(), body.last_day)
    await give_quote(wiring.desk(), ticket, writing, quoting, body.answers_up_to)
    return await _work(ticket, status=202)


@blueprint.route("tickets/{ticket}/quotes/{quote}/withdraw", methods=["POST"])
@answered
async def withdraw_offer(req: func.HttpRequest) -> func.HttpResponse:
    """A quote that nobody has accepted is taken back."""
    from shared.usecases.work.quote_work import withdraw_quote  # noqa: PLC0415 - as above

    body, ticket = read_body(req, ReasonBody), ticket_of(req)
    quote = reference(req, "quote", QuoteUnknown)
    await withdraw_quote(wiring.desk(), ticket, quote, body.author, body.reason)
    return await _work(ticket, status=202)


@blueprint.route("tickets/{ticket}/minutes", methods=["POST"])
@answered
async def minutes(req: func.HttpRequest) -> func.HttpResponse:
    """Minutes are logged under an accepted quote, within its limit."""
    from shared.usecases.work.quote_work import Logging, log_minutes  # noqa: PLC0415 - as above
    from shared.web.work.work_bodies import MinutesBody  # noqa: PLC0415 - as above

    body, ticket = read_body(req, MinutesBody), ticket_of(req)
    logging = Logging(body.author, body.minutes, body.text, body.day, body.quote or "", key_of(req))
    await log_minutes(wiring.desk(), ticket, logging)
    return await _work(ticket, status=201)


@blueprint.route("tickets/{ticket}/minutes/{entry}/withdraw", methods=["POST"])
@answered
async def withdraw_work(req: func.HttpRequest) -> func.HttpResponse:
    """Logged minutes were a mistake."""
    from shared.usecases.work.quote_work import withdraw_minutes  # noqa: PLC0415 - as above

    body, ticket = read_body(req, ReasonBody), ticket_of(req)
    entry = req.route_params["entry"]
    await withdraw_minutes(wiring.desk(), ticket, entry, body.author, body.reason)
    return await _work(ticket)


async def _work(ticket: str, status: int = 200) -> func.HttpResponse:
    """The ticket's hourly work after the act."""
    from shared.usecases.work.quote_work import read_work  # noqa: PLC0415 - as above

    return json_answer(await read_work(wiring.desk(), ticket), status=status)
