"""The mails about remote help. Only the one after consent has the address to join."""

from typing import ClassVar, Literal

from shared.domain.facts.links import Link
from shared.domain.lanes.lane import Lane
from shared.domain.letters.letter_bases import AuthorId, TicketReference, ToTheMember
from shared.domain.values.frozen import Frozen, Instant


class SessionOffer(ToTheMember):
    """To the person: a supporter offers remote help; nothing happens before the person consents."""

    letter: Literal["session_offer"] = "session_offer"
    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    session: str
    author: AuthorId
    planned: Instant | None = None
    link: Link


class SessionJoin(ToTheMember):
    """To the person who consented: where to join."""

    letter: Literal["session_join"] = "session_join"
    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    session: str
    author: AuthorId
    planned: Instant | None = None
    join_address: str
    link: Link


class SessionOff(ToTheMember):
    """To the person: the supporter has taken the offer back."""

    letter: Literal["session_off"] = "session_off"
    lane: ClassVar[Lane] = Lane.PEOPLE
    ticket: TicketReference
    author: AuthorId
    planned: Instant | None = None


class SessionReply(Frozen):
    """To the supporter who offered: the person has consented or declined."""

    letter: Literal["session_reply"] = "session_reply"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    session: str
    consented: bool
    planned: Instant | None = None


class SessionStale(Frozen):
    """To the supporter who offered: nobody went on with it. ``started``: its end was never logged."""

    letter: Literal["session_stale"] = "session_stale"
    lane: ClassVar[Lane] = Lane.PROMISES
    ticket: TicketReference
    session: str
    started: Instant | None = None


SessionLetter = SessionOffer | SessionJoin | SessionOff | SessionReply | SessionStale
"""Any of these."""
