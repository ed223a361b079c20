"""A search reads little however many tickets there are: the first page of two words in at most 24 reads."""

import pytest

from bench.search_size import SMALL, measure_search
from bench.tables import SEARCH_READS
from shared.domain.search import merging
from tests.fakes.segments import MemorySegments


@pytest.mark.parametrize("small", [SMALL[2:], (60, 14, 2)])
async def test_of_four_full_segments_and_the_small_ones_a_page_is_found_in_24_reads(
    monkeypatch: pytest.MonkeyPatch, small: tuple[int, ...]
) -> None:
    """Each segment is read as the large ones are, by parts."""
    monkeypatch.setattr(merging, "MOST_TICKETS", 120)
    monkeypatch.setattr("shared.adapters.segment_search.READ_WHOLE", 0)
    monkeypatch.setattr("shared.domain.search.choosing.MOST_IN_A_READ", 4096)
    costs = await measure_search(MemorySegments(), 4 * 120 + sum(small), small, times=1)
    assert max(each.reads for each in costs) <= SEARCH_READS
    assert all(each.shown for each in costs if each.found)
    assert {each.shown for each in costs if each.found >= 25} != {25}


async def test_what_stands_together_is_read_together_so_that_a_page_has_25(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(merging, "MOST_TICKETS", 120)
    costs = await measure_search(MemorySegments(), 4 * 120 + sum(SMALL[2:]), SMALL[2:], times=1)
    assert [each.shown for each in costs] == [min(each.found, 25) for each in costs]
