"""Which ticket a new mail means by the references that it quotes: one of its writer's own, or none."""

from collections.abc import Iterable, Mapping, Sequence

from shared.domain.facts.ticket import TicketState
from shared.domain.incoming.quoted_references import Quoted


def ticket_meant(quoted: Quoted, known: Mapping[str, Sequence[TicketState]], writer: str) -> str:
    """The reference of the one matter of the writer's that the mail names; "" where it is none, or several.

    What the subject names goes before what the words do. Two tickets are one matter where one has been
    merged into the other. ``known``: the tickets that there are, by what names them. ``writer``: the key
    of the address, as tickets have it of their requesters.
    """
    for references in (quoted.subject, quoted.words):
        matters = _matters(references, known, writer)
        if matters:
            return matters.pop() if len(matters) == 1 else ""
    return ""


def _matters(references: Iterable[str], known: Mapping[str, Sequence[TicketState]], writer: str) -> set[str]:
    named = (state for each in references for state in known.get(each, ()))
    own = (state for state in named if state.requester == writer)
    return {state.merged.into if state.merged else state.id for state in own}
