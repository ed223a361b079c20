"""Finding members in the list: by what is to be done about them, and by how their name or id begins."""

import re
import unicodedata
from datetime import datetime, timedelta
from enum import StrEnum

from shared.domain.members.billing import Status, known_status
from shared.domain.members.member_listing import MemberLine
from shared.domain.values.name_order import in_order

SOON = timedelta(days=30)
"""How long before a cover ends that is worth a word."""

_UNPAID = frozenset({Status.PAST_DUE, Status.UNPAID})


class MembersFilter(StrEnum):
    """Which members are shown, as a page's address names them."""

    ALL = "all"
    UNPAID = "unpaid"
    ENDING = "ending"
    EMPTY_SEATS = "empty_seats"
    FLAGGED = "flagged"

    def shows(self, line: MemberLine, now: datetime) -> bool:
        """Whether the member is one of them at this instant."""
        match self:
            case MembersFilter.ALL:
                return True
            case MembersFilter.UNPAID:
                return any(known_status(each.status) in _UNPAID for each in line.subscriptions)
            case MembersFilter.ENDING:
                ends = (each.coverage.until for each in line.subscriptions if each.coverage.covered)
                return any(until is not None and until <= now + SOON for until in ends)
            case MembersFilter.EMPTY_SEATS:
                return bool(line.empty_seats)
            case MembersFilter.FLAGGED:
                return bool(line.flagged_seats)


def is_called(line: MemberLine, typed: str) -> bool:
    """Whether each word that was typed begins a word of the member's name or id; without any: True.

    Upper and lower case are one, and so are letters with and without marks, but for å, ä and ö.
    """
    words = _words(line.name) + _words(line.id)
    return all(any(word.startswith(each) for word in words) for each in _words(typed))


def _words(text: str) -> list[str]:
    return [in_order(each)[0] for each in re.findall(r"\w+", unicodedata.normalize("NFC", text))]
