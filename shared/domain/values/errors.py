"""What the desk refuses to do, each with a name; ``shared/web/pages/problems.py`` gives each an answer."""

from collections.abc import Sequence


class Refused(Exception):
    """The base: a request that cannot be done, through no fault of storage or network."""


class TicketUnknown(Refused):
    """There is no ticket of this reference."""


class MemberUnknown(Refused):
    """There is no member of this name."""


class KeyReused(Refused):
    """The submission key has been used for other content."""


class AuthorUnknown(Refused):
    """The author is not one of the configured supporters."""


class TurnUnknown(Refused):
    """The ticket has no such turn."""


class TurnUnanswered(Refused):
    """The ticket has a turn that nobody has answered, so it is not closed without a reason."""


class TurnCovered(Refused):
    """The turn does not wait at the gate: it is covered, ended, or has gone elsewhere."""


class TurnGone(Refused):
    """The turn has been ended already, or goes on in another ticket."""


class EntryUnknown(Refused):
    """The ticket has no entry of this id that could be withdrawn."""


class TicketMergedAway(Refused):
    """The ticket's matter goes on in another: ``into`` is its reference."""

    def __init__(self, into: str) -> None:
        """Name the ticket in which the matter goes on."""
        super().__init__(into)
        self.into = into


class TicketFull(Refused):
    """The ticket takes no more messages: what it knows must fit a row, and leave supporters room to act."""


class MergeRefused(Refused):
    """These tickets cannot be merged as they stand: another is being merged into this one just now."""


class MergedIntoItself(MergeRefused):
    """A ticket cannot be merged into itself."""


class ConferenceLeftBehind(MergeRefused):
    """A turn of the ticket has been answered, and its conference is still to be held: it would be lost."""


class SplitRefused(MergeRefused):
    """The turn cannot be split off: it has been answered, or nothing else would stay behind."""


class DayPassed(Refused):
    """A promise names a day that is over."""


class InstantInFuture(Refused):
    """What a supporter writes down cannot have happened later than now."""


class ContactBeforeTurn(Refused):
    """A contact cannot have answered a turn that came after it."""


class ClockUnknown(Refused):
    """The ticket has no clock of this id, and never had."""


class ProductUnknown(Refused):
    """The vendor sells no such product. ``fields`` are the paths of the fields that name one."""

    def __init__(self, fields: Sequence[str]) -> None:
        """Keep the paths; nothing of what they say."""
        super().__init__(", ".join(fields))
        self.fields = tuple(fields)


class MonthInvalid(Refused):
    """What should name a month does not."""


class NewsUnknown(Refused):
    """There is no news item of this id."""


class NoConferenceAsked(Refused):
    """The turn asks for no conference, or it goes on in another ticket."""


class ConferenceOver(Refused):
    """The conference has been held, or the member has declined it."""


class ConferenceNotSet(Refused):
    """The conference has no time yet, or not any more."""


class SlotPassed(Refused):
    """The slot has begun already."""


class SlotNotBegun(Refused):
    """Nobody can have stayed away from a conference that has not begun."""


class SlotAfterDue(Refused):
    """A slot starts after the promised instant, and nobody said why that is offered."""


class SlotGone(Refused):
    """The slot is not on offer: it was taken back, or there never was such a one."""


class SlotTaken(Refused):
    """The supporter has another conference at that time by now."""


class LinkInvalid(Refused):
    """The link is not one that the desk signed, or not whole."""


class LinkExpired(Refused):
    """The link's time is over."""


class LinkRevoked(Refused):
    """The link has been revoked, or what it opened is no longer there."""


class FileUnknown(Refused):
    """The ticket has no file of this id, or it is no longer there."""


class FileUnscanned(Refused):
    """No scanner has looked at the file yet, so nobody may open it."""


class FileInfected(Refused):
    """A scanner has found something in the file: nobody may open it."""


class FileNotClean(Refused):
    """A file that no scanner has found clean is not mailed to anybody."""


class AttachmentsTooLarge(Refused):
    """The files that are to go with an answer do not fit into a mail."""


class QuoteUnknown(Refused):
    """The ticket has no such quote, or it never reached anybody."""


class QuoteExpired(Refused):
    """The last day on which the quote could be accepted is over."""


class QuoteTakenBack(Refused):
    """The quote was withdrawn before it was accepted."""


class QuoteSettled(Refused):
    """The quote has been accepted or declined, which stands."""


class QuoteDayPassed(Refused):
    """A quote cannot end on a day that is over."""


class QuoteLimitLow(Refused):
    """A quote's limit cannot be below its estimate."""


class PriceUnknown(Refused):
    """No hourly price was given, and the setting cannot be read as one."""


class WorkNotAccepted(Refused):
    """Nobody at the member has accepted the quote, so nothing billable is logged."""


class WorkDayRefused(Refused):
    """The day of the work is before the acceptance, or still to come."""


class WorkLimitReached(Refused):
    """The entry would pass the limit that was accepted. ``left``: the minutes that may still be logged."""

    def __init__(self, left: int) -> None:
        """Keep how many minutes are left."""
        super().__init__(str(left))
        self.left = left


class MinutesUnknown(Refused):
    """The ticket has no logged minutes of this id."""


class MailUnknown(Refused):
    """There is no mail of this reference, or not there."""
