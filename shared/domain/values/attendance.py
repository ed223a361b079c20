"""What a calendar answers to an invitation."""

from enum import StrEnum


class Attendance(StrEnum):
    """Whether whoever was invited will come, as the calendar says."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
