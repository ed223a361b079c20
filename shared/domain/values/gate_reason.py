"""Why a message is covered, or why not."""

from enum import StrEnum


class GateReason(StrEnum):
    """Why a message is covered, or why not."""

    SUBSCRIBED = "subscribed"
    GRACE = "grace"
    UNVERIFIED = "entitlement_unverified"
    TAKEN = "taken_by_supporter"
    UNKNOWN_SENDER = "unknown_sender"
    NO_SUBSCRIPTION = "no_subscription"
    OTHER_PRODUCT = "other_product"
    LAPSED = "lapsed"
    SEVERAL_MEMBERS = "several_members"
