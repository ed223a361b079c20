"""Why a message is covered or not, and what to know about it."""

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


class Mark(StrEnum):
    """What a supporter should know about an entitlement."""

    PRODUCT_UNCLEAR = "product_unclear"
    MEMBER_UNCLEAR = "member_unclear"
    UNVERIFIED = "entitlement_unverified"
    LATE = "late_entitlement"
    SENDER_UNVERIFIED = "sender_unverified"
