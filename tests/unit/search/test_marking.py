"""What was looked for is marked where it stands, in whole words, and nothing of the text is lost or added."""

from random import Random

import pytest

from shared.domain.search.marking import AROUND, contexts, marked
from shared.domain.search.query import QueryFault, fault_of_query, read_query
from shared.domain.search.searched_ticket import SearchedState, SearchedTicket
from shared.domain.search.words import folded
from tests.fakes.desk import START
from tests.unit.search.random_tickets import WORDS


def ticket(*said: str) -> SearchedTicket:
    return SearchedTicket(ticket="a" * 16, at=START, state=SearchedState.OPEN, said=said)


@pytest.mark.parametrize("seed", range(20))
def test_the_fragments_are_the_text_and_the_marked_ones_are_words_that_meet_the_query(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - an example, no secret
    text = " ".join(rng.choice([*WORDS, "x" * 300, "\n", "  ", "...", "<b>"]) for _ in range(60))
    query = read_query("östra skri 4711")
    shown = marked(text, query)
    assert "".join(each.text for each in shown) == text
    for each in (each.text.lower() for each in shown if each.found):
        assert folded(each) == "ostra" or folded(each).startswith(("ostra", "skri", "4711"))
    for context in contexts(ticket(text), query):
        assert any(each.found for each in context)
        assert "".join(each.text for each in context).strip("… ") in text


def test_a_context_is_cut_between_words_where_most_of_the_words_stand_near() -> None:
    text = f"skrivaren {'ord ' * 100}östra skrivaren står {'stilla ' * 100}"
    (context,) = contexts(ticket(text), read_query("östra skrivare"))
    shown = "".join(each.text for each in context)
    assert [each.text for each in context if each.found] == ["östra", "skrivaren"]
    assert shown.startswith("… ")
    assert shown.endswith("stilla …")
    assert len(shown) <= AROUND + 4


def test_of_many_places_two_are_shown_those_with_most_of_the_words_first() -> None:
    said = ("en skrivare", "östra skrivaren", "östra", "inget")
    shown = contexts(ticket(*said), read_query("östra skri"))
    assert ["".join(each.text for each in context) for context in shown] == ["östra skrivaren", "en skrivare"]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", QueryFault.TOO_SHORT),
        ("  ?! ", QueryFault.TOO_SHORT),
        ("a b c", QueryFault.TOO_SHORT),
        ("x" * 201, QueryFault.TOO_LONG),
        (" ".join(f"ord{each}" for each in range(13)), QueryFault.TOO_MANY_WORDS),
    ],
)
def test_what_cannot_be_looked_for_says_why(text: str, fault: QueryFault) -> None:
    assert fault_of_query(text) is fault


def test_a_query_has_each_word_once_as_it_is_written() -> None:
    assert read_query("  Plan B, plan b: O\u0308stra_gatan 7 ").words == ("plan", "b", "östra", "gatan", "7")
