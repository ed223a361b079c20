"""A question that comes up while somebody studies: a ticket like any other, and material."""

from shared.domain.agenda.header import TicketHeader
from shared.domain.documentation.documents import Document
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import content_digest
from shared.domain.values.intake import Kind, Passage, Submission
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.documentation.material_rows import write_hint
from shared.usecases.documentation.study_documents import OpenedStudy
from shared.usecases.messages.open_ticket import Request, open_ticket, reference_of


class StudyQuestion(Frozen):
    """What is asked, where in which document, in the language that the page was read in."""

    passage: Passage
    message: str
    language: Language


async def ask_about_document(
    desk: Desk, opened: OpenedStudy, question: StudyQuestion, key: str | None
) -> TicketHeader:
    """Exactly one ticket for this question, however often it is sent: its clock and its gate are as any's.

    ``key`` is the caller's own; without one the same question within an hour is the same. Hint before state:
    the product's material lists it.

    Raises:
        DocumentUnknown, KeyReused: nothing was written.
        StoreUnavailable: send it again with the same key.
    """
    document = opened.shelf.document(question.passage.document)
    request = Request(
        submission=_submission(desk, opened, question, document),
        channel="study",
        key=key or _key(desk, question),
        passage=question.passage,
    )
    await write_hint(desk, opened.seat.product, document.id, reference_of(desk, request))
    return await open_ticket(desk, request)


def _submission(desk: Desk, opened: OpenedStudy, question: StudyQuestion, document: Document) -> Submission:
    """The question as if the form had sent it; the matter is the document and the place."""
    where = (document.title.read_in(question.language), question.passage.place)
    return Submission(
        email=opened.seat.address,
        name=opened.seat.name,
        product=desk.vendor.product_name(opened.seat.product),
        kind=Kind.QUESTION,
        subject=": ".join(filter(None, where)),
        message=question.message,
        language=question.language,
    )


def _key(desk: Desk, question: StudyQuestion) -> str:
    """The hint and the ticket have to agree on it, also where the hour ends between them."""
    said = content_digest(desk.secret, "study question", question.model_dump_json())
    return f"{said}-{desk.clock.now():%Y%m%d%H}"
