"""Two acts at once, at the same aggregate: one stands still before a call while the other is done."""

from dataclasses import dataclass

from shared.domain.events.answer_events import Contact
from tests.fakes.mailer import Fate
from tests.faults.acts import (
    ASKED,
    ASKED_FOR_CONFERENCE,
    HALF_WAY,
    PUBLISHED,
    READERS,
    SOME_CHANGED,
    WITH_MEMBER,
)
from tests.faults.examples import ACTIVE, CANCELLED, CHANGED, CLAIMING, EVA, MEMBER, PAST_DUE, TAKING_OVER
from tests.faults.link_stories import renew_unless_revoked, revoke
from tests.faults.mail_stories import AWAY, MAILED, QUOTING, REPLY, mailed
from tests.faults.stories import (
    Step,
    Story,
    answer,
    billing,
    close,
    contact,
    in_order,
    look,
    look_at_the_member,
    look_at_the_news,
    mail_fails,
    messages_lost,
    own,
    patched,
    publish,
    put,
    request,
    rest,
    scan,
    unscanned,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The act that stands still, the other one, and what came before both.

    ``mixed``: the outcome may be a mixture, such as one supporter warned and the other not any more.
    """

    name: str
    act: Step
    meanwhile: Step
    given: tuple[Step, ...] = ()
    mixed: bool = False

    def one_after_the_other(self) -> tuple[Story, Story]:
        """Either way round, with no interruption."""
        return (
            Story(self.name, self.act, self.given, then=(self.meanwhile,)),
            Story(self.name, self.meanwhile, self.given, then=(self.act,)),
        )


_TOLD = (*WITH_MEMBER, request(), messages_lost)
_BREACHED = (*ASKED_FOR_CONFERENCE, unscanned(hours=37))
_TIDY = (*ASKED, answer, rest, close, unscanned(minutes=7))
_DEFERRED_ANSWER = (
    *ASKED_FOR_CONFERENCE,
    mail_fails(Fate.DEFERRED, Fate.REFUSED, to=EVA, retry_after=1800),
    answer,
    rest,
    unscanned(minutes=29),
)
"""A scan now tidies the list; a minute later the answer goes out again, is refused, and the row is needed."""
_CLAIMED = (put(CLAIMING), rest, billing(ACTIVE))
_GATED = (request(), messages_lost, put(MEMBER), messages_lost)
"""Asked before its member was there: the ticket's look lists it as waiting, the member's look covers it."""
_WAITING = (billing(ACTIVE, CANCELLED), put(CLAIMING), messages_lost)


def both_ways(
    name: str, one: Step, other: Step, given: tuple[Step, ...] = (), *, mixed: bool = False
) -> tuple[Pair, Pair]:
    """Each of them is interrupted by the other."""
    return (
        Pair(f"{name}, the first stands still", one, other, given, mixed),
        Pair(f"{name}, the second stands still", other, one, given, mixed),
    )


PAIRS = (
    Pair("two looks at new receipts", look, look, _TOLD),
    Pair("two scans at half-way", scan, scan, HALF_WAY),
    Pair("two scans after an outage", scan, scan, _BREACHED),
    Pair("two scans that tidy", scan, scan, _TIDY),
    Pair("two looks at waiting events", look_at_the_member, look_at_the_member, _WAITING),
    *both_ways("move and event", put(TAKING_OVER, move=True), billing(CANCELLED), _CLAIMED),
    *both_ways("move and look", put(TAKING_OVER, move=True), look_at_the_member, _CLAIMED),
    Pair("the same request twice", request(), request(), WITH_MEMBER),
    Pair("the same mail twice", mailed(), mailed(), WITH_MEMBER),
    Pair("the same answer by mail twice", REPLY, REPLY, MAILED),
    Pair("the same machine's mail twice", AWAY, AWAY, MAILED),
    *both_ways("answer by mail and close", REPLY, close, (*MAILED, answer, rest)),
    *both_ways("a mail that quotes the reference and close", QUOTING, close, (*MAILED, answer, rest)),
    Pair("the same answer twice", answer, answer, ASKED),
    Pair("the same member twice", put(CLAIMING), put(CLAIMING), (billing(ACTIVE),)),
    Pair("the same event twice", billing(ACTIVE), billing(ACTIVE), (put(CLAIMING), rest)),
    Pair("two looks at the news", look_at_the_news, look_at_the_news, PUBLISHED),
    Pair("the same news twice", publish, publish, READERS),
    *both_ways("scan and look at the news", scan, look_at_the_news, (*PUBLISHED, unscanned(minutes=5))),
    *both_ways(
        "look at the news and change of a member", look_at_the_news, put(CHANGED), PUBLISHED, mixed=True
    ),
    *both_ways("scan and look", scan, look, HALF_WAY),
    *both_ways("look at what waits and look at the member that covers it", look, look_at_the_member, _GATED),
    *both_ways("scan and answer at half-way", scan, answer, HALF_WAY, mixed=True),
    *both_ways("scan and answer after breach", scan, answer, _BREACHED),
    *both_ways("scan and call at half-way", scan, contact(Contact.CALL, "m1"), HALF_WAY, mixed=True),
    *both_ways("scan and request", scan, request(), (*WITH_MEMBER, unscanned(minutes=10))),
    *both_ways("scan and close", scan, close, HALF_WAY),
    *both_ways("scan that tidies and answer that is refused", scan, look, _DEFERRED_ANSWER),
    *both_ways("look at an answer and close", look, close, (*ASKED, answer, messages_lost)),
    *both_ways("look at receipts and answer", look, answer, _TOLD),
    *both_ways("answer and owner", answer, own, ASKED),
    *both_ways("answer and change of a member", answer, put(CHANGED), ASKED),
    *both_ways("renewal of a link and revocation of all", renew_unless_revoked, revoke, ASKED),
    *both_ways("answer and close", answer, close, ASKED),
    *both_ways("event and claim", billing(ACTIVE), put(CLAIMING)),
    *both_ways("event and claim that is worked off", billing(ACTIVE), in_order(put(CLAIMING), rest)),
    *both_ways("event and look at the member", billing(PAST_DUE), look_at_the_member, _WAITING),
    *both_ways("two events", billing(ACTIVE), billing(CANCELLED), (put(CLAIMING), rest)),
    *both_ways("change of some and of other fields", SOME_CHANGED, patched(language="en"), WITH_MEMBER),
    *both_ways("change of some fields and event", SOME_CHANGED, billing(ACTIVE), (put(CLAIMING), rest)),
    *both_ways("change and event", put(CHANGED), billing(ACTIVE), (put(CLAIMING), rest)),
    *both_ways("change and look at the member", put(CHANGED), look_at_the_member, _WAITING),
)
