"""One table from every error of ours to what the caller is told: RFC 9457, ``application/problem+json``.

Add a row to ``PROBLEMS`` for every new exception class; a test refuses a class without one. Rooms beside this
one (settings, adapters) are not imported here: whoever wires them adds their rows.
"""

import json
from collections.abc import Mapping, Sequence

from shared.domain.incoming.raw_mail import MailTooLarge
from shared.domain.values import errors as refusals
from shared.domain.values import session_errors
from shared.domain.values.vendor import Language
from shared.ports.mailer import MailDeferred, MailRefused
from shared.ports.queue import QueueUnavailable
from shared.ports.store import StoreConflict, StoreError, StoreLimit, StoreUnavailable
from shared.usecases.records.acting import TooBusy
from shared.web.billing.billing_bodies import BillingBodyMalformed, BillingBodyTooLarge
from shared.web.billing.signatures import (
    SignatureMalformed,
    SignatureMissing,
    SignatureRefused,
    SignatureTooOld,
    SignatureWrong,
)
from shared.web.http.bodies import BodyMalformed, BodyTooLarge, BodyTypeUnknown, Fault
from shared.web.http.field_texts import Code
from shared.web.http.model_bodies import JSONNeeded
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.kinds import conference_problem_kinds as conference_kinds
from shared.web.kinds import file_problem_kinds as file_kinds
from shared.web.kinds import link_problem_kinds as link_kinds
from shared.web.kinds import mail_problem_kinds as mail_kinds
from shared.web.kinds import problem_kinds as kinds
from shared.web.kinds import session_problem_kinds as session_kinds
from shared.web.kinds import ticket_problem_kinds as ticket_kinds
from shared.web.kinds import work_problem_kinds as work_kinds
from shared.web.kinds.problem_kinds import ProblemKind
from shared.web.mail.mail_body import MailNeeded

PROBLEMS: dict[type[Exception], ProblemKind] = {
    BodyMalformed: kinds.BODY_MALFORMED,
    BodyTooLarge: kinds.BODY_TOO_LARGE,
    BodyTypeUnknown: kinds.BODY_TYPE_UNKNOWN,
    JSONNeeded: kinds.JSON_NEEDED,
    FieldsInvalid: kinds.FIELDS_INVALID,
    BillingBodyMalformed: kinds.BILLING_BODY_MALFORMED,
    SignatureMissing: kinds.SIGNATURE_MALFORMED,
    SignatureMalformed: kinds.SIGNATURE_MALFORMED,
    SignatureWrong: kinds.NOT_AUTHENTIC,
    SignatureTooOld: kinds.NOT_AUTHENTIC,
    SignatureRefused: kinds.NOT_AUTHENTIC,
    BillingBodyTooLarge: kinds.BILLING_BODY_TOO_LARGE,
    refusals.KeyReused: kinds.KEY_REUSED,
    refusals.TicketUnknown: kinds.TICKET_UNKNOWN,
    refusals.MemberUnknown: kinds.MEMBER_UNKNOWN,
    refusals.NewsUnknown: kinds.NEWS_UNKNOWN,
    refusals.MonthInvalid: kinds.MONTH_INVALID,
    refusals.ProductUnknown: kinds.PRODUCT_UNKNOWN,
    refusals.AuthorUnknown: kinds.AUTHOR_UNKNOWN,
    refusals.TurnUnknown: kinds.TURN_UNKNOWN,
    refusals.TurnUnanswered: kinds.TURN_UNANSWERED,
    refusals.ClockUnknown: ticket_kinds.CLOCK_UNKNOWN,
    refusals.ContactBeforeTurn: ticket_kinds.CONTACT_BEFORE_TURN,
    refusals.TicketMergedAway: ticket_kinds.TICKET_MERGED,
    refusals.TicketFull: ticket_kinds.TICKET_FULL,
    refusals.MergeRefused: ticket_kinds.MERGE_REFUSED,
    refusals.ConferenceLeftBehind: ticket_kinds.CONFERENCE_LEFT_BEHIND,
    refusals.MergedIntoItself: ticket_kinds.MERGED_INTO_ITSELF,
    refusals.SplitRefused: ticket_kinds.SPLIT_REFUSED,
    refusals.TurnCovered: ticket_kinds.TURN_COVERED,
    refusals.TurnGone: ticket_kinds.TURN_GONE,
    refusals.EntryUnknown: ticket_kinds.ENTRY_UNKNOWN,
    MailTooLarge: mail_kinds.MAIL_TOO_LARGE,
    MailNeeded: mail_kinds.MAIL_NEEDED,
    refusals.MailUnknown: mail_kinds.MAIL_UNKNOWN,
    refusals.LinkInvalid: link_kinds.LINK_INVALID,
    refusals.LinkExpired: link_kinds.LINK_EXPIRED,
    refusals.LinkRevoked: link_kinds.LINK_REVOKED,
    refusals.NoConferenceAsked: conference_kinds.NO_CONFERENCE_ASKED,
    refusals.ConferenceOver: conference_kinds.CONFERENCE_OVER,
    refusals.ConferenceNotSet: conference_kinds.CONFERENCE_NOT_SET,
    refusals.SlotPassed: conference_kinds.SLOT_PASSED,
    refusals.SlotNotBegun: conference_kinds.SLOT_NOT_BEGUN,
    refusals.SlotAfterDue: conference_kinds.SLOT_AFTER_DUE,
    refusals.SlotGone: conference_kinds.SLOT_GONE,
    refusals.SlotTaken: conference_kinds.SLOT_TAKEN,
    refusals.QuoteUnknown: work_kinds.QUOTE_UNKNOWN,
    refusals.QuoteExpired: work_kinds.QUOTE_EXPIRED,
    refusals.QuoteTakenBack: work_kinds.QUOTE_TAKEN_BACK,
    refusals.QuoteSettled: work_kinds.QUOTE_SETTLED,
    refusals.QuoteDayPassed: work_kinds.QUOTE_DAY_PASSED,
    refusals.QuoteLimitLow: work_kinds.QUOTE_LIMIT_LOW,
    refusals.PriceUnknown: work_kinds.PRICE_UNKNOWN,
    refusals.WorkNotAccepted: work_kinds.WORK_NOT_ACCEPTED,
    refusals.WorkDayRefused: work_kinds.WORK_DAY_REFUSED,
    refusals.WorkLimitReached: work_kinds.WORK_LIMIT_REACHED,
    refusals.MinutesUnknown: work_kinds.MINUTES_UNKNOWN,
    refusals.DayPassed: ticket_kinds.DAY_PASSED,
    refusals.InstantInFuture: kinds.INSTANT_IN_FUTURE,
    session_errors.SessionUnknown: session_kinds.SESSION_UNKNOWN,
    session_errors.SessionOver: session_kinds.SESSION_OVER,
    session_errors.SessionNotConsented: session_kinds.SESSION_NOT_CONSENTED,
    session_errors.SessionRunning: session_kinds.SESSION_RUNNING,
    session_errors.SessionNotStarted: session_kinds.SESSION_NOT_STARTED,
    session_errors.SessionInstantRefused: session_kinds.SESSION_INSTANT_REFUSED,
    refusals.FileUnknown: file_kinds.FILE_UNKNOWN,
    refusals.FileUnscanned: file_kinds.FILE_UNSCANNED,
    refusals.FileInfected: file_kinds.FILE_INFECTED,
    refusals.FileNotClean: file_kinds.FILE_NOT_CLEAN,
    refusals.AttachmentsTooLarge: file_kinds.ATTACHMENTS_TOO_LARGE,
    refusals.Refused: kinds.UNEXPECTED,
    TooBusy: kinds.UNAVAILABLE,
    StoreConflict: kinds.CONFLICT,
    StoreUnavailable: kinds.UNAVAILABLE,
    QueueUnavailable: kinds.UNAVAILABLE,
    MailDeferred: kinds.UNAVAILABLE,
    StoreLimit: kinds.UNEXPECTED,
    StoreError: kinds.UNEXPECTED,
    MailRefused: kinds.UNEXPECTED,
    Exception: kinds.UNEXPECTED,
}

FOR_PEOPLE: dict[type[Exception], ProblemKind] = {refusals.KeyReused: kinds.FORM_CHANGED}
"""The rows that read otherwise on a page: a person knows nothing of keys."""

GOES_ON: Mapping[Language, str] = {
    Language.SWEDISH: "Det har referensen {ticket}.",
    Language.ENGLISH: "Its reference is {ticket}.",
}
"""What a merged ticket's problem says beside its kind's words: where the matter goes on."""

MINUTES_LEFT: Mapping[Language, str] = {
    Language.SWEDISH: "Minuter kvar: {left}.",
    Language.ENGLISH: "Minutes left: {left}.",
}
"""What the refusal to pass a limit says beside its kind's words."""

TYPE_BASE = "/api/docs#problem-"
"""Where a problem's ``type`` points, from the root of the host: the page that explains it."""

FAULTS: Mapping[Language, Mapping[Fault, str]] = {
    Language.SWEDISH: {
        Fault.EMPTY: "Innehållet är tomt. Skicka fälten i innehållet.",
        Fault.CHARSET: "Texten är inte i den teckenkodning som anges. Skicka UTF-8.",
        Fault.JSON: "Innehållet är inte hel och giltig JSON.",
        Fault.REPEATED: "Ett namn i JSON-objektet har två värden. Skicka varje namn en gång.",
        Fault.NOT_AN_OBJECT: "Skicka ett JSON-objekt med ett namn för varje fält.",
        Fault.FORM: "Innehållet är inte ett helt formulär. Kontrollera kodningen och Content-Type.",
        Fault.PARTS: "Formulärets delar är inte hela, eller för många. Kontrollera boundary i Content-Type.",
    },
    Language.ENGLISH: {
        Fault.EMPTY: "The body is empty. Send the fields in it.",
        Fault.CHARSET: "The text is not in the charset that is declared. Send UTF-8.",
        Fault.JSON: "The body is not whole and valid JSON.",
        Fault.REPEATED: "A name in the JSON object has two values. Send each name once.",
        Fault.NOT_AN_OBJECT: "Send a JSON object with a name for each field.",
        Fault.FORM: "The body is not a whole form. Check the encoding and Content-Type.",
        Fault.PARTS: "The form's parts are not whole, or too many. Check the boundary in Content-Type.",
    },
}


def kind_of(error: Exception) -> ProblemKind:
    """The row for this error: its class's own, else its nearest ancestor's."""
    return next(PROBLEMS[each] for each in type(error).__mro__ if each in PROBLEMS)


def kind_for_people(error: Exception) -> ProblemKind:
    """The row for this error as a page tells it."""
    return FOR_PEOPLE.get(type(error)) or kind_of(error)


def detail_of(error: Exception, language: Language) -> str:
    """What to do about this error; nothing of what was sent."""
    if isinstance(error, BodyMalformed):
        return FAULTS[language][error.fault]
    detail = kind_of(error).detail[language]
    if isinstance(error, refusals.TicketMergedAway):
        return f"{detail} {GOES_ON[language].format(ticket=error.into)}"
    if isinstance(error, refusals.WorkLimitReached):
        return f"{detail} {MINUTES_LEFT[language].format(left=error.left)}"
    return detail


def problem_for(error: Exception, language: Language) -> Response:
    """This error as a problem document in this language."""
    kind, errors = kind_of(error), _field_errors(error, language)
    told: dict[str, object] = {
        "type": f"{TYPE_BASE}{kind.slug}",
        "title": kind.title[language],
        "status": kind.status,
        "detail": detail_of(error, language),
    }
    if errors:
        told["errors"] = [
            {"field": each.field, "code": each.code, "detail": each.detail(language)} for each in errors
        ]
    headers = {
        "Content-Type": "application/problem+json",
        "Cache-Control": "no-store",
        "Content-Language": language.value,
    }
    headers |= {"Retry-After": str(kind.retry_after)} if kind.retry_after else {}
    return Response(kind.status, headers, json.dumps(told, ensure_ascii=False).encode())


def _field_errors(error: Exception, language: Language) -> Sequence[FieldError]:
    """Each field that needs mending, where fields are the problem."""
    if isinstance(error, refusals.ProductUnknown):
        said = detail_of(error, language)
        return [FieldError(field, Code.NOT_A_CHOICE, said=said) for field in error.fields]
    return error.errors if isinstance(error, FieldsInvalid) else ()
