"""What the desk refuses about releases and upgrades; ``shared/web/http/problems`` has the words of each."""

from collections.abc import Mapping, Sequence

from shared.domain.refusals.error_sorts import (
    Conflicting,
    Gone,
    Invalid,
    TooLarge,
    Unknown,
    Unproved,
    Withheld,
)


class ProductUnsold(Unknown):
    """The vendor sells no product of the id in the address."""


class ReleaseUnknown(Unknown):
    """The product has no release of this version."""


class NothingReleased(Unknown):
    """The product has no release yet."""


class ReleaseExists(Conflicting):
    """The product has a release of this version, which said something else."""


class ReleaseFileUnknown(Invalid):
    """The release names a file that nobody has uploaded."""


class ReleaseFileTooLarge(TooLarge):
    """The file of a release has more bytes than are taken at once."""


class MemberTokenNeeded(Unproved):
    """The request does not bring a member's token."""


class MemberTokenRefused(Unproved):
    """The member's token is none of ours, is over, or was revoked."""


class HelpTokenRefused(Unproved):
    """What is brought as a token for help is none of ours."""


class HelpTokenOver(Gone):
    """The token for help was ours: its time is over, or a supporter has revoked the member's."""


class UpgradeWithheld(Withheld):
    """The member has no subscription to the product that covers it now.

    ``rate``: what hourly help costs, by language, as people read it.
    """

    def __init__(self, rate: Mapping[str, str]) -> None:
        """Keep what help costs; nothing of where the release is."""
        super().__init__("not covered")
        self.rate = rate


class UpgradeLinkExpired(Gone):
    """The time of a link to the newest version is over: a newer mail, or whoever asks again, has another."""


class FixUnknown(Invalid):
    """The register has no such entry of this product. ``fields``: the paths of those that name one."""

    def __init__(self, fields: Sequence[str]) -> None:
        """Keep the paths."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)


class FixUnready(Conflicting):
    """An entry is neither confirmed nor fixed, or was released with another version. ``fields`` name them."""

    def __init__(self, fields: Sequence[str]) -> None:
        """Keep the paths."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)
