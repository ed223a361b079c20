"""A session of remote help: offered by a supporter, consented to by a requester, its start and end logged."""

from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.values.frozen import Frozen, Instant

OFFER_LASTS = timedelta(hours=24)
SESSION_LASTS = timedelta(hours=12)


class Stage(StrEnum):
    """Where a session stands."""

    OFFERED = "offered"
    CONSENTED = "consented"
    STARTED = "started"
    ENDED = "ended"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    """Nobody went on with it: an offer without start, or a start without end."""


GOING_ON = frozenset({Stage.OFFERED, Stage.CONSENTED, Stage.STARTED})


class RemoteSession(Frozen):
    """One session. ``person`` is the digest of the address that the offer was mailed to.

    ``planned``: when it is to begin; None: as soon as the person consents. ``entry`` is the contact that its
    end was logged as. ``content`` and ``end_content`` tell a repetition.
    """

    id: str
    content: str
    author: str
    person: str
    offered: Instant
    planned: Instant | None = None
    stage: Stage = Stage.OFFERED
    consented: Instant | None = None
    started: Instant | None = None
    ended: Instant | None = None
    entry: str = ""
    end_content: str = ""

    @property
    def going_on(self) -> bool:
        """Something may still come of it."""
        return self.stage in GOING_ON

    @property
    def lapses(self) -> datetime:
        """From this instant on nothing comes of it any more, where it is still going on."""
        if self.stage is Stage.STARTED and self.started:
            return self.started + SESSION_LASTS
        return max(self.offered, self.planned or self.offered) + OFFER_LASTS
