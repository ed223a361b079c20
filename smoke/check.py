"""What a check is: a name, a claim, and how it is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field

import httpx


@dataclass(frozen=True, slots=True)
class Place:
    """Where the desk is that is asked, and what the operator hands over for checks that need it.

    ``key`` is a function key, ``cookie`` that of a supporter who is signed in, ``bounces_at`` an address that
    does not exist. What is secret comes from the environment, so that it stands in no shell's history.
    """

    http: httpx.Client
    sender_domain: str | None
    key: str = field(default="", repr=False)
    author: str = ""
    bounces_at: str = ""
    webhook_secret: str = field(default="", repr=False)
    cookie: str = field(default="", repr=False)

    @property
    def is_local(self) -> bool:
        """Whether this is the local stack: there is no platform in front of it."""
        return self.http.base_url.host in {"127.0.0.1", "localhost"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What a check saw. ``holds`` is None where the claim cannot be shown here; ``mend`` says what to do."""

    holds: bool | None
    what: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One claim, and what shows it."""

    name: str
    claim: str
    look: Callable[[Place], Seen]
    minutes: int = 0


def seen(holds: bool, what: str, mend: str) -> Seen:  # noqa: FBT001 - it is what was seen
    """What a check saw; what to do only where the claim does not hold."""
    return Seen(holds, what, "" if holds else mend)


def not_here(why: str) -> Seen:
    """The claim can be neither shown nor denied here, because of this."""
    return Seen(None, why)
