"""What the desk refuses when a person is exported or erased."""

from shared.domain.refusals.error_sorts import Conflicting, Invalid


class PersonOfDesk(Invalid):
    """The address is a supporter's or the desk's own: who works here stands in the settings."""


class PersonOwnsMember(Conflicting):
    """The person is the contract contact of these ``members``, and a member is never without one."""

    def __init__(self, members: str = "") -> None:
        """Keep the vendor's own names for the members, separated by commas."""
        super().__init__(members)
        self.members = members


class ReasonNamesPerson(Invalid):
    """The reason, which is kept, has the address in it that is to be forgotten."""
