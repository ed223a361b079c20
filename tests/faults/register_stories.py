"""The register of errors, each act as a story for a fault to strike, and two acts at once."""

from shared.domain.answers.answering import AnswerBody
from shared.domain.register.entry import EntryState, entry_id
from shared.domain.register.joining import EntryMergeBody
from shared.domain.register.keeping import EntryBody, EntryChange, EntryStateBody
from shared.domain.register.tying import TieBody
from shared.domain.values.fields import ReasonBody
from shared.ports.desk import Desk
from shared.usecases.answers.answer_ticket import answer_ticket
from shared.usecases.clocks.look import look_at
from shared.usecases.register.enter_error import enter_error
from shared.usecases.register.keep_entry import change_entry, merge_entry, move_entry, release_entries
from shared.usecases.register.tie_ticket import tie_ticket, untie_ticket
from tests.faults.acts import ASKED, WITH_MEMBER
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import Step, Story, look, messages_lost, rest
from tests.faults.supporter_mail_stories import replied
from tests.faults.work_pairs import or_refused
from tests.faults.world import World

_BOTH = {"sv": "Outside: kalendern blir tom.", "en": "Outside: the calendar stays empty."}
_ENTRY = {"product": "planner", "title": _BOTH, "text": _BOTH, "workaround": _BOTH, "author": "anna"}


def entered(number: int = 1) -> Step:
    """The error of this number is entered."""
    given = EntryBody.model_validate(_ENTRY | {"versions": [f"outside-{number}"]})
    return lambda _, desk: enter_error(desk, given, f"outside-entry-{number}")


def tied(name: str = "E-1") -> Step:
    """The ticket is tied to this entry."""
    return lambda world, desk: tie_ticket(desk, world.ticket, TieBody(author="anna"), name)


def untied(name: str = "E-1") -> Step:
    """The ticket is tied to this entry no more."""
    given = ReasonBody(author="anna", reason="Personal reason.")
    return lambda world, desk: untie_ticket(desk, world.ticket, given, name)


def confirmed(name: str = "E-1") -> Step:
    """The entry is confirmed."""
    given = EntryStateBody(state=EntryState.CONFIRMED, author="anna")
    return lambda _, desk: move_entry(desk, name, given)


async def changed(_: World, desk: Desk) -> None:
    """The entry is given another title."""
    given = EntryChange.model_validate({"title": {"sv": "Outside: tomt.", "en": "Outside: empty."}})
    await change_entry(desk, "E-1", given)


def merged(name: str, into: str) -> Step:
    """The entry is merged into another."""
    return lambda _, desk: merge_entry(desk, name, EntryMergeBody(into=into, author="bo"))


def looked_at(name: str = "E-1") -> Step:
    """A queue message about the entry comes."""
    return lambda _, desk: look_at(desk, f"register-{entry_id(desk.secret, name)}")


async def answer_and_tie(world: World, desk: Desk) -> None:
    """Anna answers, and ties the ticket with it."""
    given = AnswerBody(author="anna", text="Personal answer.", answers_up_to="m1", errors=("E-1",))
    await answer_ticket(desk, world.ticket, given, "outside-answer")


async def release(_: World, desk: Desk) -> None:
    """The version that mends it is out."""
    await release_entries(desk, ["E-1"], "outside-9.1", "anna")


ENTERED = (*ASKED, entered(), entered(2))
TIED = (*ENTERED, tied(), rest)
CONFIRMED = (*TIED, confirmed(), rest)
OTHER_TIED = (*ENTERED, tied("E-2"), rest)
REGISTER = (
    Story("an error is entered", entered(), WITH_MEMBER),
    Story("an entry is changed", changed, TIED),
    Story("a ticket is tied", tied(), ENTERED),
    Story("a tie is carried to its entry", look, (*ENTERED, tied(), messages_lost)),
    Story("a ticket is tied to what is confirmed", tied(), (*ENTERED, confirmed(), rest)),
    Story("an answer ties its ticket", answer_and_tie, ENTERED),
    Story("a supporter's mail ties its ticket", replied("/error E-1\n\nPersonal words."), ENTERED),
    Story("a ticket is untied", untied(), TIED),
    Story("an error is confirmed", confirmed(), TIED),
    Story("a confirmation is told", looked_at(), (*TIED, confirmed(), messages_lost)),
    Story("an error is released", release, CONFIRMED),
    Story("an error is merged", merged("E-2", "E-1"), OTHER_TIED),
    Story(
        "a merged error hands its ties on",
        looked_at("E-2"),
        (*OTHER_TIED, confirmed("E-2"), rest, merged("E-2", "E-1"), messages_lost),
    ),
)
_UNTOLD = (*TIED, confirmed(), messages_lost)
_MERGED = (*OTHER_TIED, merged("E-2", "E-1"), messages_lost)
REGISTER_PAIRS = (
    Pair("the same entry twice", entered(), entered(), WITH_MEMBER),
    Pair("two looks at a confirmed error", looked_at(), looked_at(), _UNTOLD),
    Pair("two looks at a merged error", looked_at("E-2"), looked_at("E-2"), _MERGED),
    *both_ways("two entries", entered(), entered(2), WITH_MEMBER, mixed=True),
    *both_ways("tie and confirmation", tied(), confirmed(), ENTERED),
    *both_ways("tie and merge", tied("E-2"), merged("E-2", "E-1"), ENTERED, mixed=True),
    *both_ways("tie that is carried and merge", look, merged("E-2", "E-1"), (*ENTERED, tied("E-2"))),
    *both_ways("untying and merge", untied("E-2"), merged("E-2", "E-1"), OTHER_TIED),
    *both_ways("look and untying", looked_at(), untied(), _UNTOLD, mixed=True),
    *both_ways(
        "merge this and that way", or_refused(merged("E-1", "E-2")), or_refused(merged("E-2", "E-1")), TIED
    ),
)
