"""What the form on the way out of news sends."""

from enum import StrEnum

from pydantic import Field

from shared.web.links.member_forms import MemberForm

ONE_CLICK = ("List-Unsubscribe", "One-Click")
"""The one field, and what it says, that a mail program sends by itself (RFC 8058)."""


class NewsWish(StrEnum):
    """What a reader wants of news."""

    STOP = "stop"
    AGAIN = "again"


class WayOutForm(MemberForm):
    """A reader's word on news."""

    act: NewsWish | None = Field(
        default=None, description="Whether to end news or get it again; needed but of a mail program."
    )
