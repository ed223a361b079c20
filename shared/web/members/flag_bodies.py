"""The body of a request to use a responsible person's address again."""

from pydantic import Field

from shared.domain.values.frozen import Frozen
from shared.domain.values.mail_address import MailAddress


class ClearFlagBody(Frozen):
    """Which address."""

    address: MailAddress = Field(description="The flagged address; upper and lower case are one.")
