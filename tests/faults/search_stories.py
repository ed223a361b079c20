"""A scan learns what can be searched, as stories; and two who do so at once."""

from tests.faults.acts import WITH_MEMBER
from tests.faults.erasing_stories import KEPT, erase, look_at_erasure
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import Story, answer, messages_lost, request, rest, scan, unscanned

ASKED = (*WITH_MEMBER, request(), rest)
LEARNT = (*ASKED, scan, unscanned(minutes=6), answer, rest)
KNOWN = (*KEPT, scan, unscanned(minutes=6), scan)
ERASED = (*KNOWN, erase, messages_lost, look_at_erasure, unscanned(minutes=8))

SEARCH = (
    Story("a scan learns a new ticket", scan, ASKED),
    Story("a scan learns an answer, and merges", scan, LEARNT),
    Story("a scan leaves nothing of an erased person", scan, ERASED),
)
SEARCH_PAIRS = (
    Pair("two scans that learn", scan, scan, LEARNT),
    Pair("two scans that leave nothing of an erased person", scan, scan, ERASED, mixed=True),
    *both_ways("a scan that learns and an answer", scan, answer, ASKED, mixed=True),
    Pair(
        "a scan that learns and an erasure",
        scan,
        look_at_erasure,
        (*KNOWN, answer, erase, messages_lost),
        mixed=True,
    ),
)
