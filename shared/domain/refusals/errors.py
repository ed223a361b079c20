"""What the desk refuses to do, each of a sort; ``shared/web/http/problems`` has the words of each."""

from collections.abc import Sequence

from shared.domain.refusals.error_sorts import (
    Conflicting,
    Gone,
    Invalid,
    Unknown,
    Withheld,
)


class TicketUnknown(Unknown):
    """There is no ticket of this reference."""


class MemberUnknown(Unknown):
    """There is no member of this name."""


class KeyReused(Invalid):
    """The submission key has been used for other content."""

    told_as = "idempotency-key-reused"


class AuthorUnknown(Invalid):
    """The author is not one of the configured supporters."""


class TurnUnknown(Invalid):
    """The ticket has no such turn."""


class TurnUnanswered(Conflicting):
    """The ticket has a turn that nobody has answered, so it is not closed without a reason."""


class TurnCovered(Conflicting):
    """The turn does not wait at the gate: it is covered, ended, or has gone elsewhere."""


class TurnGone(Conflicting):
    """The turn has been ended already, or goes on in another ticket."""


class EntryUnknown(Unknown):
    """The ticket has no entry of this id that could be withdrawn."""


class TicketMergedAway(Conflicting):
    """The ticket's matter goes on in another: ``into`` is its reference."""

    told_as = "ticket-merged"

    def __init__(self, into: str) -> None:
        """Name the ticket in which the matter goes on."""
        super().__init__(into)
        self.into = into


class TicketFull(Conflicting):
    """The ticket takes no more messages: what it knows must fit a row, and leave supporters room to act."""


class MergeRefused(Conflicting):
    """These tickets cannot be merged as they stand: another is being merged into this one just now."""


class MergedIntoItself(Invalid, MergeRefused):
    """A ticket cannot be merged into itself."""


class ConferenceLeftBehind(MergeRefused):
    """A turn of the ticket has been answered, and its conference is still to be held: it would be lost."""


class SplitRefused(MergeRefused):
    """The turn cannot be split off: it has been answered, or nothing else would stay behind."""


class DayPassed(Invalid):
    """A promise names a day that is over."""


class InstantInFuture(Invalid):
    """What a supporter writes down cannot have happened later than now."""


class ContactBeforeTurn(Invalid):
    """A contact cannot have answered a turn that came after it."""


class ClockUnknown(Unknown):
    """The ticket has no clock of this id, and never had."""


class ProductUnknown(Invalid):
    """The vendor sells no such product. ``fields`` are the paths of the fields that name one."""

    def __init__(self, fields: Sequence[str]) -> None:
        """Keep the paths; nothing of what they say."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)


class MonthInvalid(Invalid):
    """What should name a month does not."""


class NewsUnknown(Unknown):
    """There is no news item of this id."""


class NoConferenceAsked(Conflicting):
    """The turn asks for no conference, or it goes on in another ticket."""


class ConferenceOver(Conflicting):
    """The conference has been held, or the member has declined it."""


class ConferenceNotSet(Conflicting):
    """The conference has no time yet, or not any more."""


class SlotPassed(Invalid):
    """The slot has begun already."""


class SlotNotBegun(Conflicting):
    """Nobody can have stayed away from a conference that has not begun."""


class SlotAfterDue(Invalid):
    """A slot starts after the promised instant, and nobody said why that is offered."""


class SlotGone(Conflicting):
    """The slot is not on offer: it was taken back, or there never was such a one."""


class SlotTaken(Conflicting):
    """The supporter has another conference at that time by now."""


class LinkInvalid(Unknown):
    """The link is not one that the desk signed, or not whole."""


class LinkExpired(Gone):
    """The link's time is over."""


class LinkRevoked(Gone):
    """The link has been revoked, or what it opened is no longer there."""


class FileUnknown(Unknown):
    """The ticket has no file of this id, or it is no longer there."""


class FileUnscanned(Conflicting):
    """No scanner has looked at the file yet, so nobody may open it."""

    again_after = 60


class FileInfected(Withheld):
    """A scanner has found something in the file: nobody may open it."""


class FileNotClean(Conflicting):
    """A file that no scanner has found clean is not mailed to anybody."""


class AttachmentsTooLarge(Invalid):
    """The files that are to go with an answer do not fit into a mail."""


class QuoteUnknown(Unknown):
    """The ticket has no such quote, or it never reached anybody."""


class QuoteExpired(Gone):
    """The last day on which the quote could be accepted is over."""


class QuoteTakenBack(Gone):
    """The quote was withdrawn before it was accepted."""

    told_as = "quote-withdrawn"


class QuoteSettled(Conflicting):
    """The quote has been accepted or declined, which stands."""


class QuoteDayPassed(Invalid):
    """A quote cannot end on a day that is over."""


class QuoteLimitLow(Invalid):
    """A quote's limit cannot be below its estimate."""


class PriceUnknown(Invalid):
    """No hourly price was given, and the setting cannot be read as one."""


class WorkNotAccepted(Conflicting):
    """Nobody at the member has accepted the quote, so nothing billable is logged."""


class WorkDayRefused(Invalid):
    """The day of the work is before the acceptance, or still to come."""


class WorkLimitReached(Conflicting):
    """The entry would pass the limit that was accepted. ``left``: the minutes that may still be logged."""

    def __init__(self, left: int) -> None:
        """Keep how many minutes are left."""
        super().__init__(str(left))
        self.left = left


class MinutesUnknown(Unknown):
    """The ticket has no logged minutes of this id."""


class MailUnknown(Unknown):
    """There is no mail of this reference, or not there."""
