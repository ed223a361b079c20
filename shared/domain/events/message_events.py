"""What can happen to turns: they come in, are covered or not, bring files, go on elsewhere."""

from typing import Literal

from shared.domain.events.event import Event
from shared.domain.facts.files import FileFacts, TurnFile
from shared.domain.facts.ticket import Merged, TicketState, Turn
from shared.domain.values.frozen import Instant
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language, Policy


class MessageReceived(Event):
    """A turn: a message from the member's side that needs an answer. ``at``: its durable receipt.

    ``entry`` tells a repetition; ``author`` wrote it down for a caller; ``moved_from``: ticket and turn that
    it came from, by merge or split; ``merged_at``: when the last ticket that it stood in was merged.
    """

    event: Literal["message_received"] = "message_received"
    turn: str
    kind: Kind
    product: str = ""
    language: Language
    channel: str
    requester: str
    content: str
    entry: str = ""
    author: str = ""
    moved_from: str = ""
    merged_at: Instant | None = None

    def _effect(self, state: TicketState) -> TicketState:
        changed = state.but(turns=(*state.turns, self._turn(state.events + 1)), closed=None)
        if state.turns:
            return changed
        return changed.but(
            language=self.language, requester=self.requester, content=self.content, product=self.product
        )

    def _turn(self, place: int) -> Turn:
        return Turn(
            id=self.turn,
            kind=self.kind,
            sender="" if self.author or self.moved_from else self.requester,
            received=self.at,
            channel=self.channel,
            content=self.content,
            entry=self.entry,
            moved_from=self.moved_from,
            merged_at=self.merged_at,
            place=place,
        )


class EntitlementDecided(Event):
    """Covered or not, as of the turn's receipt. Covered: a clock starts; here is its policy.

    ``member_name``: what the member was called then.
    ``taken_by`` is the supporter who took the turn from the gate, for the reason ``taken_because``.
    """

    event: Literal["entitlement_decided"] = "entitlement_decided"
    turn: str
    covered: bool
    reason: GateReason
    member: str = ""
    member_name: str = ""
    product: str = ""
    marks: tuple[Mark, ...] = ()
    clock_from: Instant | None = None
    policy: Policy | None = None
    taken_by: str = ""
    taken_because: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        decided = state.with_turn(
            self.turn,
            covered=self.covered,
            reason=self.reason,
            marks=self.marks,
            clock_from=self.clock_from,
            policy=self.policy,
            taken_by=self.taken_by,
            taken_because=self.taken_because,
        )
        return decided.but(
            member=self.member or state.member,
            member_name=self.member_name or state.member_name,
            product=self.product or state.product,
            held=None if self.covered else state.held,
        )


class EntitlementSettled(Event):
    """Billing has confirmed, or does not confirm any more, that the turn was covered. Its clock is as it was.

    ``reason`` and ``marks`` are what holds from now on.
    """

    event: Literal["entitlement_settled"] = "entitlement_settled"
    turn: str
    reason: GateReason
    marks: tuple[Mark, ...] = ()

    def _effect(self, state: TicketState) -> TicketState:
        return state.with_turn(self.turn, reason=self.reason, marks=self.marks, settled=True)


class FilesKept(Event):
    """These files came with the turn and are kept. Their names stand with the turn's words, not here.

    ``turn`` is an answer's id where its author brought them along.
    """

    event: Literal["files_kept"] = "files_kept"
    turn: str
    files: tuple[FileFacts, ...]

    def _effect(self, state: TicketState) -> TicketState:
        came = (TurnFile(turn=self.turn, **each.model_dump()) for each in self.files)
        return state.but(files=(*state.files, *came))


class MergePrepared(Event):
    """Another ticket is about to be merged into this one, which therefore stays what it is meanwhile."""

    event: Literal["merge_prepared"] = "merge_prepared"
    source: str
    author: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(taking=(*state.taking, Merged(into=self.source, at=self.at)))


class TicketMerged(Event):
    """This ticket's matter goes on in another; its clocks are cancelled, its unanswered turns move."""

    event: Literal["ticket_merged"] = "ticket_merged"
    into: str
    author: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(merged=Merged(into=self.into, at=self.at), closed=self.at)


class TurnsTaken(Event):
    """What was to come from another ticket has come."""

    event: Literal["turns_taken"] = "turns_taken"
    source: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(taking=tuple(each for each in state.taking if each.into != self.source))


class TurnSplit(Event):
    """A turn's matter goes on in a ticket of its own, with the turn's own receipt."""

    event: Literal["turn_split"] = "turn_split"
    turn: str
    into: str
    author: str

    def _effect(self, state: TicketState) -> TicketState:
        return state.with_turn(self.turn, split_into=self.into)


class TicketClosed(Event):
    """A supporter closed the ticket. Clocks are not stopped by it."""

    event: Literal["ticket_closed"] = "ticket_closed"
    author: str
    reason: str = ""

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(closed=self.at)


class TicketClosedByDesk(Event):
    """The desk closed the ticket: it was answered, and nothing had happened since ``silent_since``."""

    event: Literal["ticket_closed_by_desk"] = "ticket_closed_by_desk"
    silent_since: Instant

    def _effect(self, state: TicketState) -> TicketState:
        return state.but(closed=self.at)


MessageEvent = (
    MessageReceived
    | EntitlementDecided
    | EntitlementSettled
    | FilesKept
    | MergePrepared
    | TicketMerged
    | TurnsTaken
    | TurnSplit
    | TicketClosed
    | TicketClosedByDesk
)
