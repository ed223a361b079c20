"""A machine's mail is kept where it can be read: in the ticket that it is about, else in a list."""

from datetime import datetime

from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.incoming import Automatic, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.domain.mail.automatic_mail import decide_keeping
from shared.domain.mail.mail_requests import said_by
from shared.domain.refusals.errors import TicketUnknown
from shared.domain.tickets.changes import Changes, Said
from shared.domain.values.house import House
from shared.domain.values.identity import content_digest, digest
from shared.ports.desk import Desk
from shared.usecases.mail.tell_of_kept_mails import promise_digest
from shared.usecases.mail.unfiled_mails import keep_unfiled
from shared.usecases.records.acting import carry_out
from shared.usecases.records.member_rows import candidates, load_facts
from shared.usecases.records.raw_mails import erase_raw_mail


async def keep_automatic_mail(
    desk: Desk, mail: IncomingMail, why: Automatic, thread: Thread | None, key: str, kept: str
) -> str:
    """The ticket that keeps it; "" where none does. No turn, no clock, no receipt, nothing re-opened.

    Machines use a Message-ID twice: what says something else is kept, too. What one says about a ticket that
    is erased is not: it would name the person again.

    Raises:
        StoreUnavailable: keep it again; it is kept once.
    """
    content = content_digest(desk.secret, mail.subject, mail.text)
    said = said_by(mail, digest(desk.secret, "automatic", key, content), kept)

    def decide(state: TicketState, now: datetime, _: House) -> Changes:
        return decide_keeping(state, said, why, now)

    if thread is not None:
        try:
            state = (await carry_out(desk, thread.ticket, decide)).header.state
        except TicketUnknown:
            pass
        else:
            if state.erased:
                await erase_raw_mail(desk, kept)
            if state.erased or said.id in state.automatic_mails:
                return state.id
    await _keep_in_list(desk, said, why)
    return ""


async def _keep_in_list(desk: Desk, said: Said, why: Automatic) -> None:
    """Where a member knows its sender, supporters are told in a digest."""
    member = await _known_at(desk, said.email)
    received = desk.clock.now()
    if member:
        await promise_digest(desk, received)
    if not await keep_unfiled(desk, said, why, member, received):
        await erase_raw_mail(desk, said.mail)


async def _known_at(desk: Desk, address: str) -> str:
    """The name of a member that knows this address; "" where none does."""
    facts = await load_facts(desk, await candidates(desk, address))
    known = (
        each.member.name
        for each in facts
        if each.member.knows_address(address) or each.member.knows_domain(address)
    )
    return next(known, "")
