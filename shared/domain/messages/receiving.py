"""The decision about a message from the member's side: a turn, its entitlement, and the mails that say so."""

import re
from datetime import UTC, datetime

from pydantic import EmailStr, Field

from shared.domain.events.holding_events import TicketLetThrough
from shared.domain.events.message_events import FilesKept, MessageReceived
from shared.domain.events.note_events import MaterialKept
from shared.domain.facts.files import FileFacts
from shared.domain.facts.ticket import TicketState
from shared.domain.letters.sends import Recipient
from shared.domain.messages.holding import decide_held
from shared.domain.messages.telling import Decision, entitled, told
from shared.domain.tickets.changes import Changes, Said, recorded_at
from shared.domain.values.fields import AnswerText, Short, SupporterId
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.house import House
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Language

EARLIEST_CALL = datetime(2000, 1, 1, tzinfo=UTC)
_TURN = re.compile(r"m[1-9][0-9]{0,5}")


class CallerBody(Submission):
    """What somebody said on the telephone, written down by a supporter."""

    author: SupporterId = Field(description="Who took the call: the id of a supporter in the settings.")
    called_at: Instant | None = Field(
        default=None,
        ge=EARLIEST_CALL,
        description="The instant of the call, from which the clock runs; left out: now. Never in the future.",
    )


class MessageBody(Frozen):
    """A further message from the member's side."""

    message: AnswerText = Field(description="The sender's words.")
    kind: Kind = Field(default=Kind.OTHER, description="What sort of request it is.")
    email: EmailStr | None = Field(
        default=None, max_length=254, description="Who wrote it; left out: whoever wrote the first message."
    )
    name: Short = Field(default="", description="The sender's name; left out: as in the first message.")
    product: Short = Field(default="", description="What it is about; left out: as in the first message.")
    subject: Short = Field(default="", description="The matter in one line.")


class Message(Frozen):
    """One message that is to become a turn: what was said, by whom, and what tells a repetition.

    ``said.id`` is the turn's id. ``author`` is the supporter who wrote it down for a caller. ``received``:
    when it came; None: now. ``document``: what it was asked about while somebody studied.
    """

    said: Said
    kind: Kind
    language: Language
    channel: str
    requester: str
    content: str
    entry: str = ""
    author: str = ""
    received: Instant | None = None
    files: tuple[FileFacts, ...] = ()
    document: str = ""


def next_turn(state: TicketState) -> str:
    """The id of the ticket's next turn: m1, m2, and so on."""
    return f"m{len(state.turns) + 1}"


def is_turn(text: str) -> bool:
    """Whether ``next_turn`` may have made this: what did not come from there never becomes a key."""
    return _TURN.fullmatch(text) is not None


def decide_message(
    state: TicketState, message: Message, decision: Decision, now: datetime, house: House
) -> Changes:
    """Covered: the clock starts at receipt and the mail states it. Not covered: kept, told, no clock runs.

    Whoever says more on a ticket that is held at the door was mailed its thread there, and lets it through.
    """
    recorded = recorded_at(state, now)
    turned = MessageReceived(
        recorded=recorded,
        at=message.received or now,
        turn=message.said.id,
        kind=message.kind,
        product=decision.entitlement.product,
        language=message.language,
        channel=message.channel,
        requester=message.requester,
        content=message.content,
        entry=message.entry,
        author=message.author,
    )
    through = (TicketLetThrough(recorded=recorded, at=recorded),) if state.held else ()
    beside = (*files_kept(turned, message.files), *_material(turned, message.document))
    taken = Changes(events=(*through, turned, *beside), said=(message.said,))
    after = taken.state_after(state)
    to = Recipient(address=message.said.email)
    counted = decision.but(refused_files=len(message.said.refused_files))
    decide = decide_held if decision.waits_at_door else decide_entitled
    return taken + decide(after, message.said.id, counted, to, recorded, house)


def files_kept(turned: MessageReceived, files: tuple[FileFacts, ...]) -> tuple[FilesKept, ...]:
    """The event that says so, where files came with the turn: as of when the ticket took it."""
    if not files:
        return ()
    return (FilesKept(recorded=turned.recorded, at=turned.recorded, turn=turned.turn, files=files),)


def _material(turned: MessageReceived, document: str) -> tuple[MaterialKept, ...]:
    """What was asked while somebody studied a document is kept for a better one."""
    at, turn = turned.recorded, turned.turn
    kept = MaterialKept(recorded=at, at=at, turn=turn, author="", reason="", document=document)
    return (kept,) if document else ()


def decide_entitled(
    state: TicketState, turn: str, decision: Decision, to: Recipient, now: datetime, house: House
) -> Changes:
    """The turn is covered or not, as decided; the requester and the supporters are told."""
    decided = entitled(state.turn(turn), decision, recorded_at(state, now), house.vendor)
    after, at = Changes(events=(decided,)).state_after(state), decided.recorded
    waited = state.turn(turn).reason is not None and decision.clock_from is not None
    return Changes(events=(decided,), sends=told(after, turn, decision, to, at, house, waited=waited))
