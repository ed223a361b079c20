"""The door for the vendor's own programs: the same body, and the whole decision in the answer."""

import azure.functions as func

from functions.http import answered, json_answer, language_of
from shared import wiring
from shared.usecases.files.keep_files import refused_files
from shared.usecases.messages.open_ticket import Request, open_ticket
from shared.usecases.records.member_rows import member_id
from shared.web.http.bodies import read_body
from shared.web.http.language import accepted_language
from shared.web.http.submissions import parse_submission
from shared.web.tickets.answers import decided, files_not_taken

blueprint = func.Blueprint()


@blueprint.route("intake/trusted", methods=["POST"])
@answered
async def intake_trusted(req: func.HttpRequest) -> func.HttpResponse:
    """One request becomes one ticket; the answer says what was decided of it."""
    body = read_body(req.headers.get("content-type"), req.get_body())
    request = Request(
        submission=parse_submission(body),
        channel="trusted",
        key=req.headers.get("idempotency-key"),
        files=body.files,
        accept_language=accepted_language(req.headers.get("accept-language")),
    )
    desk = wiring.desk()
    state = (await open_ticket(desk, request)).state
    member = await member_id(desk, state.member)
    not_taken = files_not_taken(refused_files(body.files), language_of(req))
    return json_answer(decided(state, member, desk.clock.now(), not_taken), status=202)
