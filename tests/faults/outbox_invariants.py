"""What must hold of mails, whichever outbox they stand in."""

from collections.abc import Iterator
from functools import cache

from shared.domain.values.identity import MailPlace, Outbox, mail_place
from tests.faults.reading import Reading


def unfindable(reading: Reading) -> Iterator[str]:
    """Mails whose operation id does not say where they stand, so that no delivery report could find them."""
    outboxes = [(Outbox.TICKET, name, ticket.outbox()) for name, ticket in reading.tickets.items()]
    outboxes += [(Outbox.NEWS, name, {**news.waiting, **news.ended}) for name, news in reading.news.items()]
    outboxes += [(Outbox.NOTICE, each.id, {"": each.send}) for each in reading.notices.values() if each.send]
    for outbox, name, sends in outboxes:
        yield from (each.letter.letter for each in sends.values() if _place(each.id) != (outbox, name))


@cache
def _place(operation: str) -> MailPlace | None:
    return mail_place(operation)
