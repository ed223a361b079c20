"""What an improvement causes at each ticket, and whom it tells."""

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.documentation.documents import Document
from shared.domain.documentation.improving import (
    ImprovedFacts,
    Improvement,
    Question,
    decide_improved,
    parted,
)
from shared.domain.events.event import fold
from shared.domain.events.note_events import MaterialKept
from shared.domain.facts.material import Material
from shared.domain.tickets.changes import Changes, Said
from shared.domain.values.house import House
from tests.examples.event_examples import TEN, turn
from tests.fakes.desk import SECRET, VENDOR

HOUSE = House(vendor=VENDOR, secret=SECRET)
TICKETS = ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb")
DOCUMENT = Document.model_validate(
    {
        "id": "manual",
        "title": {"sv": "Handboken", "en": "The manual"},
        "address": dict.fromkeys(("sv", "en"), "https://docs.example.com"),
        "version": "2",
    }
)


def question(
    ticket: str, name: str, email: str = "eva@example.org", place: str = "", improved: str = ""
) -> Question:
    material = Material(turn=name, author="", at=TEN, reason="", document="manual", improved=improved)
    return Question(ticket=ticket, material=material, said=Said(id=name, email=email, document_place=place))


QUESTIONS = st.lists(
    st.builds(
        question,
        st.sampled_from(TICKETS),
        st.sampled_from(("m1", "m2", "m3")),
        st.sampled_from(("eva@example.org", "EVA@example.org", "bo@example.org", "")),
        st.sampled_from(("", "A", "B")),
        st.sampled_from(("", "1", "2")),
    ),
    max_size=8,
    unique_by=lambda each: (each.ticket, each.material.turn),
)


@given(QUESTIONS)
def test_each_person_is_told_once_with_all_of_its_places_and_every_question_is_answered(
    questions: list[Question],
) -> None:
    tickets = parted(questions, "2", SECRET)
    left = [each for each in questions if each.material.improved != "2"]
    assert sorted((each.ticket, name) for each in tickets for name in each.turns) == sorted(
        (each.ticket, each.material.turn) for each in left
    )
    told = [telling for each in tickets for telling in each.tells]
    assert len({each.person for each in told}) == len(told)
    assert len(told) == len({each.said.email.lower() for each in left if each.said.email})
    places = {each.place for each in left if each.said.email and each.place}
    assert {place for each in told for place in each.places} == places


def improvement(*questions: Question) -> Improvement:
    return Improvement(
        id="i",
        content="c",
        at=TEN,
        author="anna",
        product="planner",
        document=DOCUMENT,
        tickets=parted(questions, "2", SECRET),
    )


def decided(told: Improvement, said: dict[str, Said]) -> tuple[Changes, Changes]:
    """What it changes at its first ticket, and what it changes there once more."""
    kept = MaterialKept(recorded=TEN, at=TEN, turn="m1", author="", reason="", document="manual")
    state = fold(told.tickets[0].ticket, [*turn("m1", TEN), kept])
    facts = ImprovedFacts(improvement=told, said=said)
    first = decide_improved(state, told.tickets[0], facts, TEN, HOUSE)
    after = first.state_after(state)
    assert [each.improved for each in after.material] == ["2"]
    return first, decide_improved(after, told.tickets[0], facts, TEN, HOUSE)


def test_it_is_applied_once_by_its_id() -> None:
    asked = question(TICKETS[0], "m1", place="A")
    first, again = decided(improvement(asked), {"m1": asked.said})
    (send,) = first.sends
    assert (send.to.address, send.turn) == ("eva@example.org", "m1")
    assert again == Changes()


def test_nobody_is_mailed_whose_words_are_gone_and_the_material_is_marked_all_the_same() -> None:
    first, _ = decided(improvement(question(TICKETS[0], "m1")), {})
    assert first.sends == ()
