"""What supporters have been told of clocks, in mails of their own or in a digest: it is the same to them."""

from collections import Counter
from collections.abc import Iterator

from shared.domain.clocks.digesting import TOLD_IN_DIGEST
from shared.domain.letters.letters import Digest, Escalation
from shared.domain.letters.sends import Send, SendState
from tests.faults.reading import Reading

type Telling = tuple[str, Escalation]
"""Who was told, and what."""


def tellings(reading: Reading) -> Counter[Telling]:
    """How often each was told, by mails that stand as sent."""
    sent = [send for send in reading.sends() if send.state is SendState.SENT]
    return Counter((send.to.address, line) for send in sent for line in _lines(send))


def wrongly_told(reading: Reading) -> Iterator[str]:
    """At rest: something told twice to one person, or left to a digest that does not tell it."""
    for (_, line), times in tellings(reading).items():
        if times > 1:
            yield f"3: {line.clock_id} {line.level} of {line.ticket} was told {times} times to one person"
    for send in reading.sends():
        if send.reason == TOLD_IN_DIGEST:
            notice = reading.notices.get(send.digest)
            if notice is None or notice.send is None or send.letter not in _lines(notice.send):
                yield f"3: {send.letter} was left to a digest that does not tell it"


def _lines(send: Send) -> tuple[Escalation, ...]:
    match send.letter:
        case Digest(lines=lines):
            return lines
        case Escalation() as line:
            return (line,)
        case _:
            return ()
