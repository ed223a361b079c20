"""Supporters who answer their notices by mail, each as a story for a fault to strike."""

from datetime import timedelta

from tests.faults.examples import ANNA, BO, STRANGER
from tests.faults.mail_stories import WITH_MEMBER, mailed
from tests.faults.stories import TO_THE_END, Step, Story, answer, request, rest, unscanned

ASKED = (*WITH_MEMBER, request(), rest)


def replied(words: str, **changed: object) -> Step:
    """A reply to the last mail that Anna got."""
    return mailed("<outside-reply@outside.example.org>", ANNA, answering=True, fresh=words, **changed)


def seconded(words: str, name: str, about: str = "New ticket") -> Step:
    """Bo's reply to the notice that he got, or to the last mail about this."""
    return mailed(f"<outside-{name}@outside.example.org>", BO, answering=True, fresh=words, about=about)


HELD = (*ASKED, answer, seconded("Personal words.", "second"), rest)
SEND = seconded("/send", "send", "waiting")

SUPPORTERS_MAILS = (
    Story(
        "a supporter's mail that another was quicker than is held",
        seconded("/close\n\nPersonal words.", "second"),
        (*ASKED, answer),
        watched=timedelta(days=8),
    ),
    Story("what was held is sent by its author's word", SEND, HELD),
    Story("a supporter answers by mail", replied("Personal words."), (*ASKED, unscanned(hours=2))),
    Story(
        "a supporter's mail answers, promises and closes",
        replied("/close\n/promise 2026-03-05\n\nPersonal words."),
        ASKED,
        watched=timedelta(hours=80),
    ),
    Story("a supporter's mail says that they spoke", replied("/call Personal note."), ASKED),
    Story("a supporter's mail is a note", replied("/note Personal note."), ASKED, watched=TO_THE_END),
    Story("a supporter's mail is refused", replied("/nte Personal note."), ASKED),
    Story("a mail in a supporter's thread is nobody's", replied("Personal words.", sender=STRANGER), ASKED),
)
