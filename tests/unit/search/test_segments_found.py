"""Whatever is learnt in whatever steps is found as by reading every word of every ticket."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random

import pytest

from shared.adapters.segment_index import SegmentIndex
from shared.domain.search import merging, segment
from shared.domain.search.query import fault_of_query, read_query
from shared.domain.search.searched_ticket import SearchedTicket
from tests.fakes.desk import START
from tests.fakes.segments import MemorySegments
from tests.naive.naive_search import naive_search
from tests.unit.search.random_tickets import WORDS, random_ticket, reference

type Tickets = dict[str, SearchedTicket | None]


class Learner:
    """An index that learns, and what it is to find by now."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.segments = MemorySegments()
        self.index = SegmentIndex(self.segments)
        self.true: dict[str, SearchedTicket] = {}
        self.minutes = 0

    async def learn(self) -> None:
        """Some tickets are new, some have changed, some are forgotten."""
        self.minutes += 5
        known = self.rng.sample(sorted(self.true), k=min(len(self.true), self.rng.randint(0, 3)))
        names = [*known, *(reference(self.rng) for _ in range(self.rng.randint(0, 12)))]
        some: Tickets = {name: random_ticket(self.rng, name, self.minutes) for name in names}
        gone = set(known[:1]) if self.rng.random() < 0.3 else set[str]()
        some |= dict.fromkeys(gone)

        async def read() -> Mapping[str, SearchedTicket | None]:
            return some

        now = START + timedelta(minutes=self.minutes)
        assert await self.index.learn(read, now, forgetting=gone)
        for name, ticket in some.items():
            if ticket:
                self.true[name] = ticket
            else:
                self.true.pop(name, None)

    async def found(self, text: str) -> list[str]:
        """Every ticket that is found, page by page."""
        found: list[str] = []
        while True:
            page = await self.index.find(read_query(text), skip=len(found), most=self.rng.choice((3, 5, 25)))
            assert page.before_next == len(found) + len(page.tickets)
            assert [self.true[each.ticket] for each in page.tickets] == list(page.tickets)
            found += [each.ticket for each in page.tickets]
            if len(found) == page.all:
                return found
            assert page.tickets


@pytest.fixture(params=["large", "small"])
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Segments and blocks as they are, and so small that there are many."""
    if request.param == "small":
        monkeypatch.setattr(segment, "NUMBERS_OF_A_BLOCK", 20)
        monkeypatch.setattr(merging, "MOST_TICKETS", 30)
        monkeypatch.setattr(merging, "GROWTH", 2)
        monkeypatch.setattr("shared.adapters.segment_search.READ_WHOLE", 0)
    return str(request.param)


@pytest.mark.usefixtures("sizes")
@pytest.mark.parametrize("seed", range(4))
async def test_what_was_learnt_is_found_as_by_reading_every_word_the_best_met_first(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - an example, no secret
    learner = Learner(rng)
    for _ in range(15):
        await learner.learn()
        text = " ".join(rng.sample(WORDS, k=rng.choice((1, 1, 2, 3))))
        if fault_of_query(text):
            continue
        grades = naive_search(learner.true.values(), text)
        found = await learner.found(text)
        first, second = len(grades[0]), len(grades[0]) + len(grades[1])
        assert [set(found[:first]), set(found[first:second]), set(found[second:])] == list(grades.values())
        assert len(found) == len(set(found))
        assert [each async for each in learner.index.known(mending=False)]
