"""Requests come in: the form, the door for everybody, and the door for the vendor's own programs."""

from shared.domain.values.intake import Submission
from shared.web.describing.describe_operation import (
    JSON,
    PARTS,
    URLENCODED,
    Answer,
    Auth,
    Content,
    Operation,
    Parameter,
    Place,
    json_answer,
    page,
)
from shared.web.describing.describe_shared_parts import (
    ACCEPT_LANGUAGE,
    ANY_BODY,
    LANGUAGE,
    STORED,
    idempotency_key,
)
from shared.web.kinds import problem_kinds as kinds
from shared.web.tickets.answers import Accepted, Decided

FAMILY = "Requests"

_FORM_FIELDS = {"token": "The form's own key: it stands for `Idempotency-Key` where no such header is sent."}
_EXAMPLE = {
    "email": "eva@example.org",
    "name": "Eva",
    "product": "Planner",
    "kind": "error",
    "subject": "The calendar stays empty",
    "message": "It has been empty since this morning.",
    "language": "en",
}
_MEDIA = (JSON, URLENCODED, PARTS)

FORM = Operation(
    id="intake_form",
    method="GET",
    path="/api/intake",
    family=FAMILY,
    summary="The request form",
    description="A page for people. It needs no script and sends what is typed to the same address.",
    auth=Auth.ANONYMOUS,
    parameters=(LANGUAGE, ACCEPT_LANGUAGE),
    answers=(page(200, "The form."),),
    problems=(kinds.NOT_CONFIGURED, kinds.UNEXPECTED),
)

INTAKE = Operation(
    id="intake",
    method="POST",
    path="/api/intake",
    family=FAMILY,
    summary="Send a request in",
    description=(
        "Makes exactly one ticket, however often it is sent. The answer is the same whether or not the "
        "address belongs to a member; a mail to that address says what happens next. JSON and both kinds of "
        "form are read, at most 1 MiB of text. A field that is null or blank counts as left out, and fields "
        "with other names are passed over. A form with parts may bring files under any name, at most 5 and "
        "10 MiB together, of the sorts that the form lists; one that is not taken is named in the answer "
        "with the reason, and the rest is kept. A browser (HTML wanted more than JSON in `Accept`) gets "
        "pages instead: the thank-you page, or the form again with what was typed and what is wrong."
    ),
    auth=Auth.ANONYMOUS,
    parameters=(idempotency_key("one ticket", "request-7431"), ACCEPT_LANGUAGE, LANGUAGE),
    body=Content(Submission, _EXAMPLE, _MEDIA, lenient=True, extra=_FORM_FIELDS),
    answers=(
        json_answer(202, "The request is kept.", Accepted),
        Answer(303, "For browsers: on to the thank-you page.", headers={"Location": "The thank-you page."}),
        page(200, "For browsers, where a file was not taken: the thank-you page, which names it."),
    ),
    problems=(*ANY_BODY, kinds.KEY_REUSED, *STORED),
    pages=True,
)

THANKS = Operation(
    id="intake_thanks",
    method="GET",
    path="/api/intake/thanks",
    family=FAMILY,
    summary="The thank-you page",
    description="Where the form leads once the request is kept.",
    auth=Auth.ANONYMOUS,
    parameters=(
        Parameter("ticket", Place.QUERY, "The ticket's reference; anything else is not shown."),
        LANGUAGE,
        ACCEPT_LANGUAGE,
    ),
    answers=(page(200, "The page."),),
    problems=(kinds.NOT_CONFIGURED, kinds.UNEXPECTED),
)

TRUSTED = Operation(
    id="intake_trusted",
    method="POST",
    path="/api/intake/trusted",
    family=FAMILY,
    summary="Send a request in and see what is decided of it",
    description=(
        "For the vendor's own programs: the same body as `POST /api/intake`, files too, and the whole "
        "decision in the answer. Its keys are its own: the same key sent to `POST /api/intake` is another "
        "request."
    ),
    auth=Auth.FUNCTION_KEY,
    parameters=(idempotency_key("one ticket", "request-7431"), ACCEPT_LANGUAGE),
    body=Content(Submission, _EXAMPLE, _MEDIA, lenient=True),
    answers=(json_answer(202, "The request is kept; this is what was decided.", Decided),),
    problems=(*ANY_BODY, kinds.KEY_REUSED, *STORED),
)

OPERATIONS = (FORM, INTAKE, THANKS, TRUSTED)
