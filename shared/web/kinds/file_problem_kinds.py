"""What can go wrong with files, as people and programs read it: status, title and what to do."""

from shared.web.kinds.problem_kinds import problem_kind

FILE_UNKNOWN = problem_kind(
    404,
    "file-unknown",
    ("Filen finns inte", "Läs ärendet igen: det visar de filer som finns."),
    ("There is no such file", "Read the ticket again: it shows the files that there are."),
)
FILE_UNSCANNED = problem_kind(
    409,
    "file-unscanned",
    ("Filen är inte genomsökt än", "Filen genomsöks efter virus. Försök igen om en liten stund."),
    ("The file has not been scanned yet", "It is being searched for viruses. Try again in a little while."),
    retry_after=60,
)
FILE_INFECTED = problem_kind(
    403,
    "file-infected",
    ("Filen är smittad", "Den innehåller virus eller liknande och lämnas inte ut. Be avsändaren om en ny."),
    ("The file is infected", "It has a virus or the like in it and is not handed out. Ask for another one."),
)
FILE_NOT_CLEAN = problem_kind(
    409,
    "file-not-clean",
    (
        "Filen får inte skickas",
        "Bara filer som har genomsökts och är rena följer med ett svar. Utelämna den, eller vänta på svar.",
    ),
    (
        "The file may not be sent",
        "Only files that were scanned and found clean go with an answer. Leave it out, or wait for the scan.",
    ),
)
ATTACHMENTS_TOO_LARGE = problem_kind(
    422,
    "attachments-too-large",
    ("Filerna är för stora för ett mejl", "Bifoga högst 6 MiB tillsammans, eller svara flera gånger."),
    ("The files are too large for a mail", "Attach at most 6 MiB together, or answer more than once."),
)
