"""Somebody's calendar has answered an invitation of the desk: noted on its ticket, no turn and no clock."""

from shared.domain.incoming.incoming import Automatic, CalendarAnswer, IncomingMail
from shared.domain.incoming.mail_threads import Thread
from shared.domain.mail.calendar_answers import CalendarNote, conference_of, decide_calendar_note
from shared.domain.mail.mail_requests import said_by
from shared.domain.values.identity import digest
from shared.ports.desk import Desk
from shared.usecases.mail.keep_automatic_mail import keep_automatic_mail
from shared.usecases.mail.write_by_mail import sender_at
from shared.usecases.records.acting import act_on_ticket
from shared.usecases.records.conference_rows import ticket_of_conference
from shared.usecases.records.ticket_rows import load_ticket


async def thread_of_invitation(desk: Desk, event: str) -> Thread | None:
    """Where the conference of the invitation with this UID stands now; None where it is none of ours."""
    conference = conference_of(event, desk.vendor.sender_address)
    ticket = await ticket_of_conference(desk.store, conference) if conference else ""
    loaded = await load_ticket(desk.store, ticket) if ticket else None
    merged = loaded.header.state.merged if loaded else None
    if merged is not None:
        loaded = await load_ticket(desk.store, merged.into)
    state = loaded.header.state if loaded else None
    found = next((each for each in state.conferences if each.id == conference), None) if state else None
    return Thread(ticket=state.id, turn=found.turn, named=True) if state and found else None


async def note_calendar_answer(
    desk: Desk, mail: IncomingMail, answer: CalendarAnswer, thread: Thread | None, key: str, kept: str
) -> str:
    """The ticket on which it is noted; "" where it answers no invitation of ours, and is kept in the list.

    A refusal by whoever asked, or by somebody of the same member, is told to the supporter who offered.

    Raises:
        StoreUnavailable: note it again; it is noted once.
    """
    mail = mail.model_copy(update={"fresh": ""})  # the note says what was answered, to what
    if thread is None:
        return await keep_automatic_mail(desk, mail, Automatic.CALENDAR_ANSWER, None, key, kept)
    note = CalendarNote(
        conference=conference_of(answer.event, desk.vendor.sender_address),
        attendance=answer.attendance,
        said=said_by(mail, digest(desk.secret, "automatic", key, "calendar"), kept),
    )
    sender = await sender_at(desk, thread.ticket, mail.sender)
    if sender is None:
        return ""
    ticket, standing = sender.ticket, sender.standing
    noted = await act_on_ticket(desk, thread.ticket, decide_calendar_note, note, standing, ticket)
    return noted.state.id
