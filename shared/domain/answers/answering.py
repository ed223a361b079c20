"""Supporters answer: in writing, which is mailed, or by a call, conference or session, which is logged."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from shared.domain.answers.answer_errors import CameMeanwhile
from shared.domain.answers.closing import closed
from shared.domain.answers.meanwhile import came_since
from shared.domain.answers.telling_others import told_of_answer
from shared.domain.events.answer_events import AnswerCommitted, Contact, ContactLogged, PromiseGiven
from shared.domain.events.message_events import FilesKept
from shared.domain.events.note_events import OwnerNamed
from shared.domain.facts.files import MOST_FILES, FileFacts, NamedFile
from shared.domain.facts.ticket import TicketState, refuse_merged
from shared.domain.letters.composing import compose
from shared.domain.letters.letters import Answer
from shared.domain.letters.sends import Recipient, Send
from shared.domain.members.recipients import supporter
from shared.domain.refusals.errors import ContactBeforeTurn, DayPassed, InstantInFuture
from shared.domain.register.entry import RegisterEntry
from shared.domain.register.tying import MOST_TIES, TieBody, decide_tying
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.tickets.entries import Entry
from shared.domain.tickets.linking import ticket_link
from shared.domain.values.fields import (
    LATEST_DAY,
    MOST_LETTERS,
    AnswerText,
    EntryId,
    EntryName,
    FileId,
    SupporterId,
    TurnId,
)
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.intake import Text
from shared.domain.values.vendor import Supporter, Vendor


class AnswerBody(Frozen):
    """An answer to the requester, and the last turn that its author had seen."""

    text: AnswerText = Field(description="What the requester reads.")
    author: SupporterId = Field(description="Who answers: the id of a supporter in the settings.")
    answers_up_to: TurnId = Field(
        description="The last turn that the author had seen: `last_turn` as it was read."
    )
    seen_up_to: EntryId | None = Field(
        default=None,
        description="The last entry that the author had seen: `last_entry` as it was read. If a message or "
        "another supporter's answer has come since, nothing is sent, and `came` says what it was.",
    )
    send_anyway: bool = Field(
        default=False, description="Send it all the same: its author has seen what came since."
    )
    promised: date | None = Field(
        default=None,
        le=LATEST_DAY,
        description="More is promised by the end of this day (`2026-03-05`) in the vendor's zone: a clock.",
    )
    close: bool = Field(default=False, description="Close the ticket with it; not with a turn unanswered.")
    with_copy: bool = Field(
        default=False,
        description="Copy the responsible person too; an answer to an error report always has a copy.",
    )
    attach: Annotated[tuple[FileId, ...], Field(max_length=MOST_FILES)] = Field(
        default=(),
        description="Files of this ticket that go with it, by id: clean ones only, 6 MiB together.",
    )
    errors: Annotated[tuple[EntryName, ...], Field(max_length=MOST_TIES)] = Field(
        default=(),
        description="Entries of the register of errors (`E-12`) that the ticket is tied to with it.",
    )


class Addressees(Frozen):
    """Who gets an answer: the requester, and who gets the copy. ``turn``: the last that this one wrote."""

    to: Recipient
    cc: tuple[Recipient, ...] = ()
    turn: str = ""


class AnswerFacts(Frozen):
    """What an answer needs beside the ticket: who gets it, the files with it, the entries it is tied to.

    ``kept``: of those files, the ones that its author brought along.
    """

    entry: Entry
    addressees: tuple[Addressees, ...]
    files: tuple[NamedFile, ...] = ()
    kept: tuple[FileFacts, ...] = ()
    errors: tuple[RegisterEntry, ...] = ()


class ContactBody(Frozen):
    """A call, held conference or remote session with a human."""

    contact: Contact = Field(description="What took place.")
    author: SupporterId = Field(description="Who was in it: the id of a supporter in the settings.")
    note: Annotated[Text, StringConstraints(max_length=MOST_LETTERS)] = Field(
        default="", description="What was said; for supporters only."
    )
    at: Instant | None = Field(default=None, description="When it ended; left out: now. Never in the future.")
    answers_up_to: TurnId | None = Field(
        default=None, description="The last turn that it answered; left out: it answered none."
    )


def decide_answer(
    state: TicketState, given: AnswerBody, facts: AnswerFacts, now: datetime, house: House
) -> Changes:
    """The answer goes to each requester and ends the clocks of the turns it names, from this commit on.

    Raises:
        KeyReused, AuthorUnknown, TurnUnknown, TicketMergedAway.
        DayPassed: the promised day is over.
        TurnUnanswered: it is to be closed with a turn unanswered.
        CameMeanwhile: something came since what its author names as seen; SeenUnknown.
        RegisterProductDiffers: an entry of the register is another product's.
    """
    entry = facts.entry.anew(state)
    if entry is None:
        return Changes()
    author = supporter(given.author, house.vendor)
    refuse_merged(state)
    _refuse_unseen(state, given, house.vendor)
    at = recorded_at(state, now)
    answered = AnswerCommitted(
        recorded=at,
        at=at,
        answer=entry.id,
        author=author.id,
        answers_up_to=given.answers_up_to,
        content=entry.content,
        mails=len(facts.addressees),
    )
    letter = _letter(state, given, facts, entry, author)
    sends = tuple(_mail(state, letter, each, at, house) for each in facts.addressees)
    owned, promised = _ownership(state, author.id, at), _promise(given, entry, at, house.vendor)
    events = (answered, *_brought(facts, entry, at), *owned, *promised)
    said = Said(id=entry.id, name=author.id, text=given.text, files=facts.files)
    others = told_of_answer(state, author.id, entry.id, given.answers_up_to, at, house)
    changes = Changes(events=events, said=(said,), sends=(*sends, *others))
    changes += decide_tying(changes.state_after(state), TieBody(author=author.id), facts.errors, now, house)
    return changes + (closed(changes.state_after(state), author.id, "", now) if given.close else Changes())


def _brought(facts: AnswerFacts, entry: Entry, at: datetime) -> tuple[FilesKept, ...]:
    """The files that its author brought along are the ticket's from now on."""
    kept = facts.kept
    return (FilesKept(recorded=at, at=at, turn=entry.id, files=kept),) if kept else ()


def _refuse_unseen(state: TicketState, given: AnswerBody, vendor: Vendor) -> None:
    """An answer that names a turn, and does not say what else its author had seen, goes out."""
    state.turn(given.answers_up_to)
    if given.seen_up_to is None or given.send_anyway:
        return
    if came := came_since(state, given.seen_up_to, given.answers_up_to, given.author, vendor):
        raise CameMeanwhile(came)


def _letter(
    state: TicketState, given: AnswerBody, facts: AnswerFacts, entry: Entry, author: Supporter
) -> Answer:
    return Answer(
        ticket=state.id,
        product=state.product,
        answer=entry.id,
        author=author.name,
        words=given.text,
        files=facts.files,
    )


def _mail(state: TicketState, letter: Answer, each: Addressees, at: datetime, house: House) -> Send:
    """The letter with the link for this addressee; with copies, it proves nobody's address."""
    link = ticket_link(state, each.to.address, at, house.secret, copied=bool(each.cc))
    linked = letter.model_copy(update={"link": link, "copied": bool(each.cc)})
    return compose(
        house, linked, (each.to, state.language), at, state.id, letter.answer, turn=each.turn, cc=each.cc
    )


def _promise(given: AnswerBody, entry: Entry, at: datetime, vendor: Vendor) -> tuple[PromiseGiven, ...]:
    """The promise that the answer gives, due at the end of its day in the vendor's zone."""
    if given.promised is None:
        return ()
    if given.promised < at.astimezone(vendor.zone).date():
        raise DayPassed
    return (
        PromiseGiven(
            recorded=at, at=at, answer=entry.id, author=given.author, day=given.promised, policy=vendor.policy
        ),
    )


def decide_contact(
    state: TicketState, given: ContactBody, entry: Entry, now: datetime, house: House
) -> Changes:
    """A logged contact counts from the instant it took place, and answers the turns it names.

    Raises:
        KeyReused, AuthorUnknown, TurnUnknown, TicketMergedAway.
        InstantInFuture: ``at`` is later than now.
        ContactBeforeTurn: the last turn it is said to answer came after it.
    """
    new = entry.anew(state)
    if new is None:
        return Changes()
    author = supporter(given.author, house.vendor)
    refuse_merged(state)
    recorded = recorded_at(state, now)
    _refuse_impossible(state, given, now)
    logged = ContactLogged(
        recorded=recorded,
        at=given.at or recorded,
        contact=given.contact,
        entry=new.id,
        author=author.id,
        answers_up_to=given.answers_up_to,
        content=new.content,
    )
    said = Said(id=new.id, name=author.id, text=given.note)
    others = told_of_answer(state, author.id, new.id, given.answers_up_to, recorded, house)
    return Changes(events=(logged, *_ownership(state, author.id, recorded)), said=(said,), sends=others)


def _refuse_impossible(state: TicketState, given: ContactBody, now: datetime) -> None:
    if given.at is not None and given.at > now:
        raise InstantInFuture
    last = state.turn(given.answers_up_to) if given.answers_up_to is not None else None
    if last and given.at is not None and given.at < last.received:
        raise ContactBeforeTurn


def _ownership(state: TicketState, author: str, at: datetime) -> tuple[OwnerNamed, ...]:
    """Who answers first owns the ticket."""
    return () if state.owner else (OwnerNamed(recorded=at, at=at, owner=author),)
