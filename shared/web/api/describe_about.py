"""What the desk says of itself."""

from shared.usecases.books.check_health import HealthView
from shared.web.describing.describe_operation import JSON, Answer, Auth, Operation, json_answer, page
from shared.web.describing.describe_shared_parts import ACCEPT_LANGUAGE
from shared.web.kinds import problem_kinds as kinds

FAMILY = "The desk itself"

HEALTH = Operation(
    id="health",
    method="GET",
    path="/api/health",
    family=FAMILY,
    summary="Is the desk well?",
    description=(
        "Asks every storage and the mail service, and whether the clocks have been scanned within 15 minutes."
    ),
    auth=Auth.ANONYMOUS,
    parameters=(ACCEPT_LANGUAGE,),
    answers=(
        json_answer(200, "Every part answers.", HealthView),
        json_answer(503, "A part does not answer; `reasons` says which.", HealthView),
    ),
    problems=(kinds.NOT_CONFIGURED, kinds.UNEXPECTED),
)

DESCRIPTION = Operation(
    id="openapi",
    method="GET",
    path="/api/openapi.json",
    family=FAMILY,
    summary="This description, for programs",
    description="OpenAPI 3.1, made from the models that read and write the bodies.",
    auth=Auth.ANONYMOUS,
    answers=(Answer(200, "The document.", media=JSON),),
    problems=(kinds.UNEXPECTED,),
)

DOCS = Operation(
    id="docs",
    method="GET",
    path="/api/docs",
    family=FAMILY,
    summary="This description, for people",
    description="The page that every problem's `type` points to.",
    auth=Auth.ANONYMOUS,
    answers=(page(200, "The page."),),
    problems=(kinds.UNEXPECTED,),
)

OPERATIONS = (HEALTH, DESCRIPTION, DOCS)
