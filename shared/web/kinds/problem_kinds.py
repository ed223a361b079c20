"""What can go wrong, as people and programs read it: status, title and what to do, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One sort of problem (RFC 9457). ``retry_after`` is in seconds, where trying again may help."""

    status: int
    slug: str
    title: Mapping[Language, str]
    detail: Mapping[Language, str]
    retry_after: int | None = None


def problem_kind(
    status: int, slug: str, swedish: tuple[str, str], english: tuple[str, str], retry_after: int | None = None
) -> ProblemKind:
    """A kind from its (title, detail) in both languages."""
    return ProblemKind(
        status,
        slug,
        {Language.SWEDISH: swedish[0], Language.ENGLISH: english[0]},
        {Language.SWEDISH: swedish[1], Language.ENGLISH: english[1]},
        retry_after,
    )


BODY_MALFORMED = problem_kind(
    400,
    "body-malformed",
    ("Innehållet gick inte att läsa", "Kontrollera innehållet och skicka igen."),
    ("The content could not be read", "Check the content and send it again."),
)
BODY_TOO_LARGE = problem_kind(
    413,
    "body-too-large",
    (
        "Meddelandet är för stort",
        "Skicka högst 1 MiB text, och högst 10 MB filer. Korta av texten eller utelämna bilagor.",
    ),
    (
        "The message is too large",
        "Send at most 1 MiB of text, and at most 10 MB of files. Shorten the text or leave files out.",
    ),
)
BODY_TYPE_UNKNOWN = problem_kind(
    415,
    "body-type-unknown",
    (
        "Innehållets typ stöds inte",
        "Skicka application/json, application/x-www-form-urlencoded eller multipart/form-data, i UTF-8.",
    ),
    (
        "The type of the content is not supported",
        "Send application/json, application/x-www-form-urlencoded or multipart/form-data, in UTF-8.",
    ),
)
JSON_NEEDED = problem_kind(
    415,
    "json-needed",
    ("Innehållet måste vara JSON", "Skicka application/json, i UTF-8."),
    ("The content must be JSON", "Send application/json, in UTF-8."),
)
FIELDS_INVALID = problem_kind(
    422,
    "fields-invalid",
    ("Något behöver rättas", "Rätta fälten nedan och skicka igen."),
    ("Something needs correcting", "Correct the fields below and send again."),
)
KEY_REUSED = problem_kind(
    422,
    "idempotency-key-reused",
    (
        "Nyckeln är redan använd",
        "Samma Idempotency-Key har redan skickats med annat innehåll. Använd en ny nyckel.",
    ),
    (
        "The key has been used",
        "The same Idempotency-Key has been sent with other content. Use a new key.",
    ),
)
FORM_CHANGED = problem_kind(
    422,
    "form-already-sent",
    (
        "Formuläret är redan skickat",
        "Texten har ändrats sedan du skickade. Skicka igen om det här är ett nytt meddelande.",
    ),
    (
        "The form has been sent already",
        "The text has changed since you sent it. Send again if this is a new message.",
    ),
)
TICKET_UNKNOWN = problem_kind(
    404,
    "ticket-unknown",
    ("Ärendet finns inte", "Kontrollera ärendets referens: 16 tecken, bokstäverna a-z och siffrorna 2-7."),
    ("There is no such ticket", "Check the ticket's reference: 16 characters, letters a-z and digits 2-7."),
)
MEMBER_UNKNOWN = problem_kind(
    404,
    "member-unknown",
    ("Kunden finns inte", "Kontrollera kundens namn i adressen, eller lägg upp kunden först."),
    ("There is no such member", "Check the member in the address, or create the member first."),
)
NEWS_UNKNOWN = problem_kind(
    404,
    "news-unknown",
    ("Nyheten finns inte", "Kontrollera nyhetens id i adressen."),
    ("There is no such news item", "Check the item's id in the address."),
)
MONTH_INVALID = problem_kind(
    422,
    "month-invalid",
    ("Månaden gick inte att läsa", "Skriv år och månad i adressen med siffror, till exempel 2026-03."),
    ("The month could not be read", "Write year and month in the address in digits, for example 2026-03."),
)
TURN_UNKNOWN = problem_kind(
    422,
    "turn-unknown",
    (
        "Meddelandet finns inte i ärendet",
        "Ange ett meddelande som finns i ärendet (last_turn: det senaste).",
    ),
    (
        "There is no such message in the ticket",
        "Name a message that the ticket has (last_turn: the latest).",
    ),
)
AUTHOR_UNKNOWN = problem_kind(
    422,
    "author-unknown",
    ("Medarbetaren finns inte", "Ange id för en av de medarbetare som finns i inställningarna."),
    ("There is no such supporter", "Name the id of one of the supporters in the settings."),
)
TURN_UNANSWERED = problem_kind(
    409,
    "turn-unanswered",
    ("Ett meddelande är obesvarat", "Svara först, eller stäng med en orsak (reason). Klockan stannar inte."),
    ("A message is unanswered", "Answer it first, or close with a reason. The clock is not stopped by it."),
)
INSTANT_IN_FUTURE = problem_kind(
    422,
    "instant-in-future",
    (
        "Tidpunkten har inte varit än",
        "Ange en tidpunkt som har varit (at, called_at, as_of), eller utelämna fältet för nu.",
    ),
    (
        "The instant is still to come",
        "Name an instant that has been (at, called_at, as_of), or leave the field out for now.",
    ),
)
PRODUCT_UNKNOWN = problem_kind(
    422,
    "product-unknown",
    ("Produkten finns inte", "Ange id för en av de produkter som finns i inställningarna."),
    ("There is no such product", "Name the id of one of the products in the settings."),
)
SIGNATURE_MALFORMED = problem_kind(
    400,
    "signature-malformed",
    ("Signaturen gick inte att läsa", "Skicka leverantörens sidhuvuden och innehåll precis som de kom."),
    ("The signature could not be read", "Send the provider's headers and body exactly as they came."),
)
BILLING_BODY_MALFORMED = problem_kind(
    400,
    "billing-body-malformed",
    ("Händelsen gick inte att läsa", "Ett fält saknas eller är fel i händelsen. Jämför med beskrivningen."),
    ("The event could not be read", "A field of the event is missing or wrong. Compare the description."),
)
BILLING_BODY_TOO_LARGE = problem_kind(
    413,
    "billing-body-too-large",
    ("Händelsen är för stor", "En händelse får vara högst 256 KiB."),
    ("The event is too large", "An event may have at most 256 KiB."),
)
CONFLICT = problem_kind(
    409,
    "conflict",
    ("Någon annan hann före", "Läs om och gör ändringen igen."),
    ("Somebody else was first", "Read again and repeat the change."),
)
NOT_AUTHENTIC = problem_kind(
    401,
    "not-authentic",
    ("Signaturen stämmer inte", "Kontrollera hemligheten, tidsstämpeln och att innehållet är oförändrat."),
    ("The signature does not match", "Check the secret, the timestamp and that the body is unchanged."),
)
UNAVAILABLE = problem_kind(
    503,
    "unavailable",
    (
        "Tjänsten svarar inte just nu",
        "Försök igen om en liten stund. Skickas samma meddelande två gånger blir det ändå bara ett ärende.",
    ),
    (
        "The service does not answer right now",
        "Try again in a little while. The same message sent twice is still only one ticket.",
    ),
    retry_after=30,
)
NOT_CONFIGURED = problem_kind(
    503,
    "not-configured",
    ("Tjänsten är inte inställd", "Den som driver tjänsten ser i loggen vilken inställning som saknas."),
    ("The service is not configured", "Whoever runs the service finds the missing setting in the log."),
)
UNEXPECTED = problem_kind(
    500,
    "unexpected",
    ("Något gick fel hos oss", "Försök igen om en stund. Felet är antecknat."),
    ("Something went wrong on our side", "Try again in a while. The error has been noted."),
)
