"""What is done about documentation, each for a fault to strike."""

from shared.domain.answers.keeping_material import MaterialBody
from shared.domain.documentation.documents import Document
from shared.domain.documentation.improving import AskedAt, ImprovementBody
from shared.domain.documentation.studying import StudyMark, product_place
from shared.domain.facts.links import Link, Purpose, sign
from shared.domain.members.member import Seat
from shared.domain.values.identity import address_key
from shared.domain.values.intake import Passage
from shared.domain.values.vendor import Language
from shared.ports.desk import Desk
from shared.usecases.clocks.look import look_at
from shared.usecases.documentation.ask_about_document import StudyQuestion, ask_about_document
from shared.usecases.documentation.improve_document import improve_document
from shared.usecases.documentation.improvement_rows import documents_aggregate
from shared.usecases.documentation.keep_documents import put_document, remove_document
from shared.usecases.documentation.keep_material import keep_material
from shared.usecases.documentation.study_documents import OpenedStudy, mark_document, open_study, renew_study
from shared.usecases.links.open_link import read_link
from shared.usecases.records.member_rows import member_key
from tests.faults.acts import ASKED
from tests.faults.examples import MEMBER, RUNE
from tests.faults.pairs import both_ways
from tests.faults.stories import Step, Story, look, look_at_the_member, messages_lost, put, rest
from tests.faults.world import World


def document(name: str) -> Document:
    """A document of Planner."""
    told = {
        "id": name,
        "title": {"sv": "Outside: handboken", "en": "Outside: the manual"},
        "address": {"sv": "https://outside.example.com/sv", "en": "https://outside.example.com/en"},
        "version": "outside-1",
    }
    return Document.model_validate(told)


def written(name: str) -> Step:
    """A supporter writes a document."""
    return lambda _, desk: put_document(desk, "planner", document(name))


async def removed(_: World, desk: Desk) -> None:
    """A supporter takes the tour away."""
    await remove_document(desk, "planner", "outside-tour")


def link_of(world: World, desk: Desk) -> str:
    """Rune's link, as the mail had it."""
    about, person = product_place(desk.secret, "planner"), address_key(desk.secret, RUNE)
    made = Link.lasting(Purpose.STUDY, member_key(desk, MEMBER.id), person, world.clock.instant, about=about)
    return sign(made, desk.link_keys[0])


async def opened(world: World, desk: Desk) -> OpenedStudy:
    """What Rune's link opens."""
    return await open_study(desk, link_of(world, desk))


def marked(name: str, *, studied: bool = True) -> Step:
    """Rune says of a document that it is studied, or that it is not."""

    async def mark(world: World, desk: Desk) -> None:
        link = read_link(desk, link_of(world, desk), Purpose.STUDY)
        given = StudyMark(document=name, studied=studied)
        await mark_document(desk, await opened(world, desk), link, given)

    return mark


async def ask(world: World, desk: Desk) -> None:
    """Rune asks about a place in a document."""
    question = StudyQuestion(
        passage=Passage(document="outside-manual", place="Personal place"),
        message="Personal question.",
        language=Language.SWEDISH,
    )
    await ask_about_document(desk, await opened(world, desk), question, "outside-question")


async def renew(world: World, desk: Desk) -> None:
    """Rune asks for a new link with one that expired long ago."""
    begun = world.clock.instant.replace(year=2025)
    about, person = product_place(desk.secret, "planner"), address_key(desk.secret, RUNE)
    link = Link.lasting(Purpose.STUDY, member_key(desk, MEMBER.id), person, begun, about=about)
    await renew_study(desk, sign(link, desk.link_keys[0]))


def improved_by(author: str) -> Step:
    """This supporter says that a version of the manual answers Rune's question."""

    async def improve(world: World, desk: Desk) -> None:
        asked = AskedAt(ticket=world.ticket, turn="m1")
        given = ImprovementBody(author=author, version="outside-2", questions=(asked,))
        await improve_document(desk, "planner", "outside-manual", given, f"outside-{author}")

    return improve


improve = improved_by("anna")


async def keep_about(world: World, desk: Desk) -> None:
    """Anna keeps Eva's question as material about a place in a document."""
    given = MaterialBody(
        author="anna", reason="Not in the manual.", document="outside-manual", place="Personal place"
    )
    await keep_material(desk, world.ticket, given, about="m1")


async def look_at_the_documents(world: World, desk: Desk) -> None:
    """A queue message about the product's documents comes."""
    (place,) = world.witness.reading().documents
    await look_at(desk, documents_aggregate(place))


SHELVED = (written("outside-manual"), written("outside-tour"))
TAKING_OVER = Seat(product="planner", address="personal-rut@outside.example.org", name="Personal Rut")
SENT = (*SHELVED, put(MEMBER), rest)
ASKED_STUDYING = (*SENT, ask, rest)
FINISHED = (*SENT, marked("outside-manual"), marked("outside-tour"))

DOCUMENTATION = (
    Story("a document is written", written("outside-manual"), SHELVED[1:]),
    Story("a document is taken away", removed, SHELVED),
    Story("who is new is sent what to study", look_at_the_member, (*SHELVED, put(MEMBER), messages_lost)),
    Story(
        "a seat changes hands",
        look_at_the_member,
        (*SENT, put(MEMBER.but(seats=(TAKING_OVER,))), messages_lost),
    ),
    Story("a document is marked as studied", marked("outside-manual"), SENT),
    Story("the last document is marked as studied", marked("outside-tour"), FINISHED[:-1]),
    Story("a mark is taken back", marked("outside-tour", studied=False), FINISHED),
    Story("a question comes up while somebody studies", ask, SENT),
    Story("a question is kept as material about a document", keep_about, (*SHELVED, *ASKED)),
    Story("a document is improved", improve, ASKED_STUDYING),
    Story("who asked is told", look_at_the_documents, (*ASKED_STUDYING, improve, messages_lost)),
    Story("who asked is mailed", look, (*ASKED_STUDYING, improve, look_at_the_documents, messages_lost)),
    Story("an expired link to what to study is renewed", renew, SENT),
)

DOCUMENTATION_PAIRS = (
    *both_ways("two who improve a document alike", improve, improved_by("bo"), ASKED_STUDYING),
    *both_ways("improving a document and telling", improved_by("bo"), rest, (*ASKED_STUDYING, improve)),
    *both_ways("improving and writing another", improve, written("outside-other"), ASKED_STUDYING),
)
