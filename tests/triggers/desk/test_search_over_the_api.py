"""The same search for programs, with a function key."""

from datetime import timedelta

import pytest

from tests.fakes.desk import FakeDesk
from tests.triggers.calling import call
from tests.triggers.tickets import many_opened


async def test_a_program_gets_the_words_in_fragments_and_where_the_next_page_begins(fake: FakeDesk) -> None:
    names = await many_opened(fake, 26, "Sausage")
    await fake.advance(timedelta(minutes=5))
    first = (await call("GET", "/api/search?q=sausage")).json
    second = (await call("GET", f"/api/search?q=sausage&after={first['next']}")).json
    assert (first["found"], first["next"], second["next"]) == (26, 25, 0)
    assert {each["ticket"] for page in (first, second) for each in page["tickets"]} == set(names)
    (context,) = first["tickets"][0]["contexts"]
    assert [each["text"] for each in context if each["found"]] == ["Sausage"]


@pytest.mark.usefixtures("fake")
@pytest.mark.parametrize("query", ["", "?q=", "?q=a", f"?q={'x' * 201}", "?q=word&after=next"])
async def test_a_query_that_cannot_be_is_refused_at_its_field(query: str) -> None:
    answer = await call("GET", f"/api/search{query}")
    assert (answer.status, answer.json["errors"][0]["field"]) == (422, "after" if "after" in query else "q")
