"""What the desk shows of a whole ticket, folded from its state at one instant."""

from collections.abc import Callable
from datetime import datetime

from shared.domain.answers.meanwhile import last_entry
from shared.domain.events.events import TicketEvent
from shared.domain.facts.files import FileScan
from shared.domain.facts.holding import Dropped, Held
from shared.domain.facts.material import Material
from shared.domain.facts.ticket import TicketState, Turn
from shared.domain.messages.holding import held_at_door
from shared.domain.register.entry import EntryState
from shared.domain.tickets.changes import Said
from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.gate_reason import GateReason, Mark
from shared.domain.values.identity import short_code
from shared.domain.values.intake import Kind
from shared.usecases.records.ticket_rows import WholeTicket
from shared.usecases.views import entry_views, meeting_views
from shared.usecases.views.mail_views import AutomaticMailView, MailView, automatic_mail_views, mail_views
from shared.usecases.views.views import ClockView, clock_views
from shared.usecases.views.work_views import WorkView, work_view


class FileView(Frozen):
    """A file that came with a turn. ``given`` is its sender's own name for it; ``name`` a safe one.

    ``address`` downloads it until ``expires``; "" where nobody may open it. ``warning`` says why not, or what
    to mind, in the reader's language.
    """

    id: str
    name: str
    given: str
    content_type: str
    size: int
    scan: FileScan
    warning: str
    address: str
    expires: Instant | None


class TiedEntryView(Frozen):
    """An entry of the register that the ticket is about: who tied it, and where the entry stands now.

    ``named``: under which name it was tied; ``entry`` is the one in which that goes on.
    """

    entry: str
    named: str
    title: str
    state: EntryState
    at: Instant
    author: str


class TurnView(Frozen):
    """One message from the member's side, and whether it is covered.

    ``taken_by`` took it from the gate, for the reason ``taken_because``. ``proved``: its sender has shown, by
    a link, that it reads the address. ``ended_by`` are the entries that answered or ended it. ``split_into``
    is the ticket in which it goes on; ``moved_from`` the ticket and turn that it came from.
    ``document_place``: where in a document the question came up.
    """

    id: str
    kind: Kind
    received: Instant
    covered: bool
    reason: GateReason | None
    marks: tuple[Mark, ...]
    taken_by: str
    taken_because: str
    answered: bool
    proved: bool
    ended_by: tuple[str, ...]
    split_into: str
    moved_from: str
    email: str = ""
    name: str = ""
    product: str = ""
    subject: str = ""
    text: str = ""
    refused_files: tuple[str, ...] = ()
    files: tuple[FileView, ...] = ()
    quoted: str = ""
    message_id: str = ""
    mail: str = ""
    document_place: str = ""


class TicketView(Frozen):
    """A whole ticket, for a supporter to read. ``merged_into`` is where its matter goes on, else "".

    ``code``: what mails and people call it by. ``last_entry``: what came last, a turn or an entry, by its id.
    ``link_series``: how often its links were revoked.
    ``material``: turns kept for better documentation. ``tied_to``: the entries of the register of errors that
    it is about. ``held``: it waits at the open door; ``dropped``: it was thrown away there.
    """

    ticket: str
    code: str
    merged_into: str
    kind: Kind
    member: str
    product: str
    owner: str
    closed: Instant | None
    held: Held | None
    dropped: Dropped | None
    last_turn: str
    last_entry: str
    link_series: int
    turns: tuple[TurnView, ...]
    entries: tuple[entry_views.EntryView, ...]
    second_answers: tuple[entry_views.SecondAnswerView, ...]
    notes: tuple[entry_views.NoteView, ...]
    material: tuple[Material, ...]
    promises: tuple[entry_views.PromiseView, ...]
    sessions: tuple[meeting_views.SessionView, ...]
    conferences: tuple[meeting_views.TicketConferenceView, ...]
    clocks: tuple[ClockView, ...]
    work: WorkView
    tied_to: tuple[TiedEntryView, ...] = ()
    mails: tuple[MailView, ...]
    automatic_mails: tuple[AutomaticMailView, ...]
    events: tuple[TicketEvent, ...]


def ticket_view(whole: WholeTicket, member: str, now: datetime, person: Callable[[str], str]) -> TicketView:
    """The ticket as it stands now; ``member`` is the member's own name for itself, "" where unknown.

    ``person`` tells under which name the ticket knows whoever reads an address.
    """
    state = whole.header.state
    return TicketView.of(
        state,
        ticket=state.id,
        code=short_code(state.id),
        merged_into=state.merged.into if state.merged else "",
        member=member,
        held=held_at_door(state),
        last_turn=state.turns[-1].id,
        last_entry=last_entry(state),
        turns=_turn_views(whole, person),
        entries=entry_views.entry_views(whole),
        second_answers=entry_views.second_answer_views(whole),
        notes=entry_views.note_views(whole),
        promises=entry_views.promise_views(state, now),
        sessions=meeting_views.session_views(whole),
        conferences=meeting_views.conference_views(whole),
        clocks=clock_views(state, now),
        work=work_view(state, whole.said, now),
        mails=mail_views(whole),
        automatic_mails=automatic_mail_views(whole),
        events=whole.events,
    )


def _turn_views(whole: WholeTicket, person: Callable[[str], str]) -> tuple[TurnView, ...]:
    state = whole.header.state
    said = [(turn, whole.said.get(turn.id) or Said(id=turn.id)) for turn in state.turns]
    return tuple(_turn_view(state, turn, words, person(words.email) in state.proved) for turn, words in said)


def _turn_view(state: TicketState, turn: Turn, said: Said, proved: bool) -> TurnView:  # noqa: FBT001 - a fact like the others
    ended_by = tuple(ending.id for ending in state.endings if turn.id in ending.turns)
    return TurnView.of(
        turn,
        answered=bool(ended_by),
        proved=proved,
        ended_by=ended_by,
        **said.model_dump(exclude={"id", "files", "place"}),
    )
