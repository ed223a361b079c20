"""Every act of the desk, each as a story for a fault to strike."""

from shared.domain.events.answer_events import Contact
from shared.domain.facts.files import GivenFile
from tests.examples.file_examples import PNG, given
from tests.fakes.mailer import Fate
from tests.faults.examples import (
    ACTIVE,
    ANNA,
    CANCELLED,
    CHANGED,
    CLAIMING,
    EVA,
    MEMBER,
    NEIGHBOUR,
    ON_ICE,
    PAST_DUE,
    RUNE,
    STRANGER,
    TAKING_OVER,
)
from tests.faults.mail_stories import MAILS
from tests.faults.stories import (
    TO_THE_END,
    Story,
    answer,
    answer_with_files,
    billing,
    close,
    contact,
    in_order,
    keep,
    later,
    look,
    look_at_the_member,
    look_at_the_news,
    look_at_the_second_member,
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
from tests.faults.supporter_mail_stories import SUPPORTERS_MAILS

WITH_MEMBER = (put(MEMBER), rest)
SOME_CHANGED = patched(
    contacts=[{"address": EVA, "name": "Personal Eva"}, {"address": "personal-new@outside.example.org"}]
)
ASKED = (*WITH_MEMBER, request(), rest)
HALF_WAY = (*ASKED, later(hours=11, minutes=50), unscanned(minutes=10))
ASKED_FOR_CONFERENCE = (*WITH_MEMBER, request(kind="conference"), rest)
OUTAGE = (*ASKED, own, request(key="outside-second"), rest, unscanned(hours=25))

FILES = (GivenFile("Personal picture.png", PNG), GivenFile("run.exe", b"MZ"), *given("trace.log"))

INTAKE = (
    Story("a member asks", request(), WITH_MEMBER, watched=TO_THE_END),
    Story("a member asks for a conference", request(kind="conference"), WITH_MEMBER, watched=TO_THE_END),
    Story("a stranger asks", request(STRANGER), WITH_MEMBER),
    Story("a member asks with files", request(files=FILES), WITH_MEMBER),
)

MEMBERS = (
    Story("a member is new", put(MEMBER)),
    Story("a member claims a customer and an event comes", put(CLAIMING), then=(billing(ACTIVE),)),
    Story("a member changes", put(CHANGED), WITH_MEMBER),
    Story("some of a member changes", SOME_CHANGED, WITH_MEMBER),
    Story("a member claims a customer whose events wait", put(CLAIMING), (billing(ACTIVE, CANCELLED),)),
    Story(
        "waiting events are adopted",
        look_at_the_member,
        (billing(ACTIVE, CANCELLED), put(CLAIMING), messages_lost),
    ),
)

MOVES = (
    Story(
        "a customer moves to another member",
        put(TAKING_OVER, move=True),
        (put(CLAIMING), rest, billing(ACTIVE, CANCELLED), rest),
    ),
    Story(
        "the history of a customer that has moved is joined",
        in_order(look_at_the_second_member, look_at_the_member),
        (put(CLAIMING), billing(ACTIVE, CANCELLED), rest, put(TAKING_OVER, move=True), messages_lost),
    ),
)

BILLING = (
    Story("an event of a member comes", billing(ACTIVE), (put(CLAIMING), rest)),
    Story("an event of nobody comes", billing(ACTIVE)),
    Story(
        "an event with a word that nobody knows comes",
        billing(ON_ICE),
        (put(CLAIMING), rest, billing(ACTIVE)),
    ),
    Story(
        "an older event comes late",
        billing(PAST_DUE),
        (put(CLAIMING), rest, billing(ACTIVE), billing(CANCELLED)),
    ),
)

SUPPORTERS = (
    Story("an answer to an error report", answer, (*ASKED, unscanned(hours=2))),
    Story("an answer with files", answer_with_files, ASKED),
    Story(
        "an answer to who asked for a conference",
        answer,
        (*ASKED_FOR_CONFERENCE, later(hours=13)),
        watched=TO_THE_END,
    ),
    Story("a late answer", answer, (*ASKED, later(hours=25))),
    Story("a late answer after an outage", answer, (*ASKED, unscanned(hours=25))),
    Story("a question is kept as material", keep, ASKED),
    Story("a call answers", contact(Contact.CALL, "m1"), ASKED),
    Story(
        "a conference is held", contact(Contact.CONFERENCE, None), ASKED_FOR_CONFERENCE, watched=TO_THE_END
    ),
    Story("an owner is named", own, ASKED, watched=TO_THE_END),
    Story("an answered ticket is closed", close, (*ASKED, answer, later(hours=1))),
    Story("an unanswered ticket is closed with a reason", close, ASKED, watched=TO_THE_END),
)

DELIVERY = (
    Story("receipts leave", look, (*WITH_MEMBER, request(), messages_lost)),
    Story("a gate notice leaves", look, (*WITH_MEMBER, request(STRANGER), messages_lost)),
    Story(
        "a receipt is refused",
        look,
        (*WITH_MEMBER, request(), messages_lost, mail_fails(Fate.REFUSED, to=EVA)),
    ),
    Story(
        "a receipt is deferred",
        look,
        (*WITH_MEMBER, request(), messages_lost, mail_fails(Fate.DEFERRED, to=EVA, retry_after=600)),
    ),
    Story("an answer leaves", look, (*ASKED, answer, messages_lost)),
    Story(
        "an answer is refused",
        look,
        (*ASKED, answer, messages_lost, mail_fails(Fate.REFUSED, to=EVA)),
    ),
    Story(
        "an answer is deferred",
        look,
        (*ASKED, answer, messages_lost, mail_fails(Fate.DEFERRED, Fate.DROPPED, to=EVA)),
    ),
    Story(
        "an answer is refused after the conference became the next thing due",
        look,
        (
            *ASKED_FOR_CONFERENCE,
            mail_fails(Fate.DEFERRED, to=EVA, retry_after=1800),
            answer,
            rest,
            later(minutes=20),
            mail_fails(Fate.REFUSED, to=EVA),
            unscanned(minutes=11),
        ),
    ),
    Story(
        "an answer is refused after its ticket was closed",
        look,
        (
            *ASKED,
            mail_fails(Fate.DEFERRED, to=EVA, retry_after=1800),
            answer,
            rest,
            close,
            later(minutes=20),
            mail_fails(Fate.REFUSED, to=EVA),
            unscanned(minutes=11),
        ),
    ),
)

READERS = (put(MEMBER), put(NEIGHBOUR), rest)
PUBLISHED = (*READERS, publish, messages_lost)

NEWS = (
    Story("news goes out", publish, READERS),
    Story("news is mailed", look_at_the_news, PUBLISHED),
    Story("news is refused", look_at_the_news, (*PUBLISHED, mail_fails(Fate.REFUSED, to=RUNE))),
    Story("news is deferred", look_at_the_news, (*PUBLISHED, mail_fails(Fate.DEFERRED, retry_after=600))),
    Story("news is left to the timer", scan, (*PUBLISHED, unscanned(minutes=5))),
)

TIMER = (
    Story("half the time is over", scan, HALF_WAY, watched=TO_THE_END),
    Story("a look a moment before half-way", look, (*ASKED, unscanned(hours=11, minutes=58))),
    Story("a look at the due instant", look, (*ASKED, later(hours=24))),
    Story("the hour before due", scan, (*ASKED, later(hours=22), unscanned(hours=1)), watched=TO_THE_END),
    Story(
        "a clock runs out",
        scan,
        (*ASKED, later(hours=23, minutes=30), unscanned(minutes=35)),
        watched=TO_THE_END,
    ),
    Story("the timer was down for a day and a half", scan, (*ASKED_FOR_CONFERENCE, unscanned(hours=37))),
    Story(
        "a warning is refused",
        scan,
        (*HALF_WAY, mail_fails(Fate.REFUSED, to=ANNA)),
    ),
    Story("a digest is refused", scan, (*OUTAGE, mail_fails(Fate.REFUSED, to=ANNA))),
    Story("a digest is deferred", scan, (*OUTAGE, mail_fails(Fate.DEFERRED, to=ANNA, retry_after=1800))),
    Story(
        "a warning has become pointless",
        scan,
        (
            *HALF_WAY,
            mail_fails(Fate.DEFERRED, Fate.DEFERRED, retry_after=1800),
            scan,
            answer,
            rest,
            unscanned(minutes=35),
        ),
    ),
    Story(
        "two tickets have come to a level",
        scan,
        (*ASKED, request(key="outside-second"), rest, later(hours=11, minutes=50), unscanned(minutes=10)),
    ),
    Story("two tickets have come to a level in an outage", scan, OUTAGE),
    Story("a mail held for a digest comes due", scan, (*OUTAGE, scan, messages_lost, unscanned(minutes=16))),
    Story("lists are tidied", scan, (*ASKED, answer, rest, close, unscanned(minutes=7))),
    Story("a message was lost", scan, (*WITH_MEMBER, request(), messages_lost, unscanned(minutes=5))),
)

ACTS = (
    *(*INTAKE, *MAILS, *MEMBERS, *MOVES, *BILLING),
    *(*SUPPORTERS, *SUPPORTERS_MAILS, *DELIVERY, *NEWS, *TIMER),
)
