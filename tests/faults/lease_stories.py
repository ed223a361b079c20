"""Many mails in one lease: a fault strikes between the lease and its mark, and others come between them."""

from tests.fakes.mailer import Fate
from tests.faults.acts import READERS, WITH_MEMBER
from tests.faults.examples import ANNA, EVA, RUNE
from tests.faults.pairs import Pair, both_ways
from tests.faults.stories import (
    TO_THE_END,
    Story,
    answer,
    close,
    look,
    look_at_the_news,
    mail_fails,
    messages_lost,
    own,
    publish,
    request,
    scan,
    unscanned,
)

MANY = (*WITH_MEMBER, request(), messages_lost, unscanned(hours=12))
"""A receipt and two notices wait, and two warnings have come due since."""
TOO_MANY = mail_fails(Fate.TOO_MANY, to=ANNA, retry_after=600)
ONE_OF_EACH = (
    mail_fails(Fate.REFUSED, to=EVA),
    mail_fails(Fate.DEFERRED, to=ANNA, retry_after=600),
)

LEASES = (
    Story("receipts and warnings leave in one lease", look, MANY, watched=TO_THE_END),
    Story("one of many is refused and one deferred", look, (*MANY, *ONE_OF_EACH)),
    Story("one of many is one too many", look, (*MANY, TOO_MANY)),
    Story("a warning of many is refused", look, (*MANY, mail_fails(*[Fate.REFUSED] * 20, to=ANNA))),
    Story(
        "one of the people of an item is one too many",
        look_at_the_news,
        (*READERS, publish, messages_lost, mail_fails(Fate.TOO_MANY, to=RUNE, retry_after=600)),
    ),
)

LEASE_PAIRS: tuple[Pair, ...] = (
    Pair("two looks at many mails", look, look, MANY),
    Pair("two looks at many mails of which one is too many", look, look, (*MANY, TOO_MANY)),
    Pair("two looks at many mails of which one is refused", look, look, (*MANY, *ONE_OF_EACH)),
    *both_ways("look at many mails and scan", look, scan, MANY, mixed=True),
    *both_ways("look at many mails and answer", look, answer, MANY, mixed=True),
    *both_ways("look at many mails and owner", look, own, MANY, mixed=True),
    *both_ways("look at many mails and close", look, close, (*MANY, *ONE_OF_EACH)),
)
