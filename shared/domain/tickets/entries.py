"""The one way to tell that a request came before, and what it was."""

import json
from collections.abc import Container, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Self

from pydantic import BaseModel

from shared.domain.facts.ticket import TicketState
from shared.domain.refusals.errors import KeyReused
from shared.domain.values.frozen import Frozen
from shared.domain.values.identity import content_digest, digest, submission_key

AROUND_THE_HOUR = timedelta(minutes=2)
"""So long after a full hour a request without a key may be one that was made before it."""


class Entry(Frozen):
    """What tells one act from every other: an id, and a digest of all that it says.

    ``keyed``: the caller named it, so that the same again is the same for ever. ``about``: what the address
    names at the ticket beside it (a turn, a session, a quote, an entry). ``earlier``: the id that the same
    had just before the full hour; "" but just after one.
    """

    id: str
    content: str
    keyed: bool = False
    about: str = ""
    earlier: str = ""

    def among(self, known: Container[str]) -> Self:
        """As it is known: under its earlier id, where that one is among these ids."""
        return self.but(id=self.earlier, earlier="") if self.earlier and self.earlier in known else self

    def at(self, state: TicketState) -> Self:
        """As this ticket knows it, also where it was withdrawn or refused since."""
        return self.among({*_done_at(state), *state.void, *state.work.withdrawn})

    def repeats(self, known: Mapping[str, str], of: str) -> bool:
        """Whether it is among the ``known``, contents by id, as it is now.

        Raises ``KeyReused``: it is there, and said something else. ``of`` is where.
        """
        before = known.get(self.among(known).id)
        if before is not None and before != self.content:
            raise KeyReused(of)
        return before is not None

    def done(self, state: TicketState) -> bool:
        """Whether it has been done at this ticket. Raises ``KeyReused``."""
        return self.repeats(_done_at(state), state.id)

    def anew(self, state: TicketState) -> Self | None:
        """The entry under which this is written; None where it has been.

        What was withdrawn or refused is written anew where the caller named no key, and so wants it again.
        Raises ``KeyReused``.
        """
        here, void = self.at(state), (*state.void, *state.work.withdrawn)
        times = sum(each.startswith(here.id) for each in void)
        if times and self.keyed:
            return None
        new = here.but(id=f"{here.id}{times + 1}") if times else here
        return None if new.done(state) else new


def identified(
    secret: bytes,
    act: str,
    given: BaseModel,
    key: str | None,
    now: datetime,
    *names: str,
    about: str = "",
    also: Sequence[str] = (),
) -> Entry:
    """The entry of this request, the same however often and from whichever version of the desk it comes.

    Args:
        secret: what ids are made with.
        act: a word that tells apart what bodies of one form ask for; it never changes.
        given: the body. Only what differs from the defaults counts, under its name and in no order.
        key: the caller's own, where it has one; else the same within one hour (UTC) is the same, and what
            comes in the first two minutes of an hour may be the same as in the hour before.
        now: when it came.
        names: what the id is for, and whose.
        about: what the address names at the ticket.
        also: what else it says, as the digests of files that came along.
    """
    content = content_digest(secret, act, about, told_by(given), *also)
    purpose, *owners = names

    def named(at: datetime) -> str:
        return digest(secret, purpose, *owners, submission_key(key, content, at))

    return Entry(
        id=named(now),
        content=content,
        keyed=key is not None,
        about=about,
        earlier=named(now - AROUND_THE_HOUR) if _may_be_from_before(key, now) else "",
    )


def _may_be_from_before(key: str | None, now: datetime) -> bool:
    since = now - now.replace(minute=0, second=0, microsecond=0)
    return not key and since < AROUND_THE_HOUR


def told_by(given: BaseModel) -> str:
    """What the body says, as text that no renamed class, moved field or new default changes."""
    return json.dumps(given.model_dump(mode="json", exclude_defaults=True), sort_keys=True)


def _done_at(state: TicketState) -> dict[str, str]:
    """The content of everything that supporters have done at this ticket, by id."""
    acts = (act for each in state.conferences for act in each.acts)
    return {
        **{each.id: each.content for each in state.endings},
        **{each.id: each.content for each in state.notes},
        **{each.id: each.content for each in state.sessions},
        **{each.id: each.content for each in state.second_answers},
        **{each.entry: each.content for each in state.revocations},
        **{each.entry: each.content for each in state.work.entries},
        **{each.entry: each.content for each in acts},
    }
