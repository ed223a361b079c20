"""What the desk refuses when a member is written."""

from collections.abc import Mapping, Sequence

from shared.domain.refusals.error_sorts import Conflicting, Invalid, Outdated, TooLarge, Unconditional


class VersionNeeded(Unconditional):
    """What is there already is changed only by who says which version was read."""


class MemberExists(Conflicting):
    """A member that is to be new has the id of one that is there, and says something else."""


class VersionChanged(Outdated):
    """It is not at the version that was read: somebody else has changed it.

    ``fields``: those that are not as they were read; none where that cannot be told.
    """

    def __init__(self, fields: Sequence[str] = ()) -> None:
        """Keep the names of the fields; nothing of what they say."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)


class AddressOfDesk(Invalid):
    """A person at a member has the desk's own address. ``fields`` are the paths of those that name it."""

    def __init__(self, fields: Sequence[str]) -> None:
        """Keep the paths; nothing of what they say."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)


class CustomerClaimed(Conflicting):
    """Another member claims a billing customer. ``claimers``: its name, by the customer's field."""

    def __init__(self, claimers: Mapping[str, str], member: str = "") -> None:
        """Keep which member claims which. ``member``: their names as people read them."""
        super().__init__(", ".join(claimers))
        self.claimers = dict(claimers)
        self.member = member or ", ".join(dict.fromkeys(claimers.values()))


class CustomersFull(Conflicting):
    """The member claims as many billing customers as one may."""


class ImportTooLarge(TooLarge):
    """A file has more members or characters than one request writes."""
