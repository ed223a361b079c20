"""A link to the member's page that is asked for with an address: how often it is mailed, whoever asks."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import Field

from shared.domain.values.frozen import Frozen, Instant
from shared.domain.values.mail_address import MailAddress

MOST_A_DAY = 3
DAY = timedelta(days=1)
ONE_REQUEST = timedelta(minutes=5)
"""Whoever asks again so soon has asked once."""


class SeatsRequest(Frozen):
    """Whose page is asked for."""

    address: MailAddress = Field(max_length=254, description="The address of the member's contract contact.")


class PageRequests(Frozen):
    """How often the page was asked for with one address lately, whether or not it is an owner's.

    ``address``: it is still to be found out whose it is; "" once that is done, and nothing keeps it then.
    """

    asked: tuple[Instant, ...] = ()
    address: str = ""

    def with_one_more(self, address: str, now: datetime) -> Self:
        """With one more request; the same where there were enough for a day, or one just now."""
        lately = tuple(each for each in self.asked if now - each < DAY)
        if len(lately) >= MOST_A_DAY or (lately and now - lately[-1] < ONE_REQUEST):
            return self
        return self.but(asked=(*lately, now), address=address)

    def answered(self) -> Self:
        """Whoever is an owner has been mailed."""
        return self.but(address="")
