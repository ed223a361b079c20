"""What can go wrong with quotes and hourly work, in both languages."""

from shared.web.kinds.problem_kinds import problem_kind

QUOTE_UNKNOWN = problem_kind(
    404,
    "quote-unknown",
    ("Offerten finns inte i ärendet", "Läs ärendet igen och ange id för en av dess offerter (quotes)."),
    ("The ticket has no such quote", "Read the ticket again and name the id of one of its quotes."),
)
QUOTE_EXPIRED = problem_kind(
    410,
    "quote-expired",
    (
        "Offertens tid har gått ut",
        "Den går inte längre att svara på, och inget kostar något. Skriv till oss om du vill ha en ny.",
    ),
    (
        "The quote has expired",
        "It can no longer be answered, and nothing costs anything. Write to us if you would like a new one.",
    ),
)
QUOTE_TAKEN_BACK = problem_kind(
    410,
    "quote-withdrawn",
    (
        "Offerten gäller inte längre",
        "Vi har tagit tillbaka den, och inget kostar något. Skriv till oss om du vill ha en ny.",
    ),
    (
        "The quote is no longer valid",
        "We have withdrawn it, and nothing costs anything. Write to us if you would like a new one.",
    ),
)
QUOTE_SETTLED = problem_kind(
    409,
    "quote-settled",
    (
        "Offerten är redan besvarad",
        "Det första svaret gäller. Ska det ändras behövs en ny offert: skriv till oss om den.",
    ),
    (
        "The quote has been answered already",
        "The first answer stands. To change it a new quote is needed: write to us about it.",
    ),
)
QUOTE_DAY_PASSED = problem_kind(
    422,
    "quote-day-passed",
    ("Offertens sista dag har redan varit", "Ange en last_day som inte är slut än, eller utelämna den."),
    ("The quote's last day is over", "Name a last_day that has not ended yet, or leave it out."),
)
QUOTE_LIMIT_LOW = problem_kind(
    422,
    "quote-limit-low",
    (
        "Taket är lägre än den beräknade tiden",
        "Ange ett limit_minutes som är minst estimate_minutes, eller utelämna det.",
    ),
    (
        "The limit is below the estimate",
        "Name a limit_minutes of at least estimate_minutes, or leave it out.",
    ),
)
PRICE_UNKNOWN = problem_kind(
    422,
    "price-unknown",
    (
        "Det saknas ett timpris",
        "Ange hourly_price och currency, eller skriv inställningen DESK_HOURLY_PRICE som i 1 200 SEK.",
    ),
    (
        "There is no hourly price",
        "Name hourly_price and currency, or write the setting DESK_HOURLY_PRICE as in 1 200 SEK.",
    ),
)
WORK_NOT_ACCEPTED = problem_kind(
    409,
    "work-not-accepted",
    (
        "Kunden har inte godkänt någon offert",
        "Inget loggas mot betalning förrän kunden har godkänt en offert. Ge en, eller vänta på svaret.",
    ),
    (
        "The member has accepted no quote",
        "Nothing billable is logged before the member accepts a quote. Give one, or wait for the answer.",
    ),
)
WORK_DAY_REFUSED = problem_kind(
    422,
    "work-day-refused",
    (
        "Dagen kan inte stämma",
        "Ange en day från och med dagen då offerten godkändes till och med i dag, eller utelämna den.",
    ),
    (
        "The day cannot be right",
        "Name a day from that on which the quote was accepted until today, or leave it out.",
    ),
)
WORK_LIMIT_REACHED = problem_kind(
    409,
    "work-limit-reached",
    (
        "Den godkända tiden räcker inte",
        "Logga högst det som är kvar, eller ge en ny offert och logga resten när kunden har godkänt den.",
    ),
    (
        "The accepted time is not enough",
        "Log at most what is left, or give a new quote and log the rest once the member has accepted it.",
    ),
)
MINUTES_UNKNOWN = problem_kind(
    404,
    "minutes-unknown",
    ("Det finns inga sådana loggade minuter", "Ange id för en post bland ärendets loggade minuter."),
    ("There are no such logged minutes", "Name the id of one of the ticket's entries of minutes."),
)
