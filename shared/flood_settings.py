"""The settings that say how much may come by the open door, and who comes there."""

from datetime import timedelta

from pydantic import Field

from shared.domain.values.frozen import Frozen
from shared.domain.values.knock_limits import KnockLimits


class FloodSettings(Frozen):
    """A part of all settings, which are read and described together."""

    requests_per_address: int = Field(
        default=20,
        ge=1,
        description="How many requests one mailbox may send by the open door in an hour, however its address "
        "is spelled. What comes on top is answered by 429.",
    )
    requests_per_network: int = Field(
        default=120,
        ge=1,
        description="The same of one network: an IPv4 /24, an IPv6 /56.",
    )
    requests_in_total: int = Field(
        default=300,
        ge=1,
        description="How many requests may come by the open door in an hour before those of strangers are "
        "held. Members' get through at any number.",
    )
    requests_per_token: int = Field(
        default=120,
        ge=1,
        description="How many requests may come with one member's tokens for help in an hour. From then on "
        "the sender's address alone says whose a request is, so that a token which has leaked floods nobody.",
    )
    guesses_per_network: int = Field(
        default=60,
        ge=1,
        description="How many links that do not open, or wrong tokens of members, one network may try in an "
        "hour before it is answered by 429. One that is right always opens.",
    )
    form_seconds: float = Field(
        default=3,
        ge=0,
        description="A form that comes back in fewer seconds was filled in by a machine: a stranger's is "
        "held.",
    )
    client_address_header: str = Field(
        default="X-Forwarded-For",
        description="Header whose last address is the client's. App Service writes `X-Forwarded-For` so; "
        "behind Azure Front Door set `X-Azure-SocketIP`. Where it is missing, networks are not counted.",
    )

    def knock_limits(self) -> KnockLimits:
        """The limits as the domain knows them."""
        return KnockLimits(
            per_address=self.requests_per_address,
            per_network=self.requests_per_network,
            in_total=self.requests_in_total,
            per_token=self.requests_per_token,
            guesses=self.guesses_per_network,
            soonest=timedelta(seconds=self.form_seconds),
        )
