"""What can go wrong with remote help, in both languages."""

from shared.web.kinds.problem_kinds import problem_kind

SESSION_UNKNOWN = problem_kind(
    404,
    "session-unknown",
    ("Det finns ingen sådan fjärrhjälp", "Läs ärendet igen: där står alla erbjudanden under sessions."),
    ("There is no such session", "Read the ticket again: it has every offer under sessions."),
)
SESSION_OVER = problem_kind(
    409,
    "session-over",
    (
        "Erbjudandet om fjärrhjälp gäller inte längre",
        (
            "Det har avböjts, dragits tillbaka, avslutats eller fått vänta för länge. Vill du fortfarande "
            "ha hjälp så? Svara på mejlet, så kommer ett nytt erbjudande."
        ),
    ),
    (
        "The offer of remote help no longer holds",
        (
            "It was declined, taken back, ended, or waited too long. Would you still like help that way? "
            "Reply to the mail, and there will be a new offer."
        ),
    ),
)
SESSION_NOT_CONSENTED = problem_kind(
    409,
    "session-not-consented",
    (
        "Ingen har samtyckt till fjärrhjälpen",
        "Vänta tills den som fick erbjudandet har samtyckt, och ange en start som inte är tidigare.",
    ),
    (
        "Nobody has consented to the session",
        "Wait until the person who got the offer has consented, and name a start that is not earlier.",
    ),
)
SESSION_RUNNING = problem_kind(
    409,
    "session-running",
    (
        "Fjärrhjälpen har börjat",
        "Stäng fjärrstyrningsprogrammet för att avbryta. Medarbetaren loggar när den är slut.",
    ),
    (
        "The session has begun",
        "Close the remote-control program to stop it. The supporter logs when it has ended.",
    ),
)
SESSION_NOT_STARTED = problem_kind(
    409,
    "session-not-started",
    (
        "Fjärrhjälpen har inte börjat",
        "Logga starten först, och ange ett slut som inte är tidigare än den.",
    ),
    ("The session has not begun", "Log the start first, and name an end that is not before it."),
)
SESSION_INSTANT_REFUSED = problem_kind(
    422,
    "session-instant-refused",
    (
        "Fjärrhjälpen kan inte börja då",
        "Ange en tid inom 60 dagar som inte har passerat, eller utelämna planned för att börja nu.",
    ),
    (
        "The session cannot begin then",
        "Name an instant within 60 days that has not passed, or leave planned out to begin now.",
    ),
)
