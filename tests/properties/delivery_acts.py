"""Random fates of a ticket's mails, each through the real decisions."""

from random import Random

from shared.domain.clocks.unsent_answers import decide_unsent
from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.letters.letters import Answer
from shared.domain.outbox.delivering import (
    decide_refused,
    decide_reported,
    decide_sent,
    decide_withdrawn,
    pointless,
)
from shared.domain.tickets.changes import Changes
from tests.properties.history import History


def unsent(history: History, name: str, rng: Random) -> Changes:
    """The look tells of answers that have not left."""
    del rng
    return decide_unsent(history.ticket(name).state, history.now, history.house)


def report(history: History, name: str, rng: Random) -> Changes:
    """The provider reports what became of a mail: taken, or not noted as taken yet."""
    ticket, now = history.ticket(name), history.now
    answers = [send for send in ticket.mails.values() if isinstance(send.letter, Answer)]
    if not ticket.mails:
        return Changes()
    send = rng.choice(answers or list(ticket.mails.values()))
    said = ProviderReport(
        operation_id=send.id,
        recipient=send.to.address,
        status=rng.choice(list(DeliveryStatus)),
        attempted=now,
    )
    return decide_reported(ticket.state, said, send, now, history.house)


def mail(history: History, name: str, rng: Random) -> Changes:
    """A mail of the outbox is sent, refused, or withdrawn where it is pointless."""
    ticket, now = history.ticket(name), history.now
    if not ticket.outbox:
        return Changes()
    send = ticket.outbox[rng.choice(list(ticket.outbox))]
    if reason := pointless(ticket.state, send):
        return decide_withdrawn(ticket.state, reason, send, now)
    if rng.random() < 0.4:
        return decide_refused(ticket.state, "no such mailbox", send, now, history.house)
    return decide_sent(ticket.state, send, now)


def deliver_all(history: History, name: str) -> None:
    """The look sends whatever is in the outbox, or withdraws it where it is pointless."""
    ticket = history.ticket(name)
    for send in list(ticket.outbox.values()):
        if reason := pointless(ticket.state, send):
            history.commit("mail", name, decide_withdrawn(ticket.state, reason, send, history.now))
        else:
            history.commit("mail", name, decide_sent(ticket.state, send, history.now))
