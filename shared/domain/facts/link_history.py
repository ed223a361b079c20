"""What a ticket remembers of its links: when they were revoked, and who was last sent a new one."""

from shared.domain.values.frozen import Frozen, Instant


class Revocation(Frozen):
    """Every link there was ended here. ``entry`` and ``content`` tell a repetition."""

    entry: str
    content: str
    at: Instant


class Renewal(Frozen):
    """This person was last mailed a new link then."""

    person: str
    at: Instant
