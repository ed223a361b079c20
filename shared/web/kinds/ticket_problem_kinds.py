"""What can go wrong when turns are ended, taken, moved or promised upon, in both languages."""

from shared.web.kinds.problem_kinds import problem_kind

TICKET_MERGED = problem_kind(
    409,
    "ticket-merged",
    ("Ärendet är sammanslaget med ett annat", "Läs det andra ärendet och gör om det där."),
    ("The ticket has been merged into another", "Read the other ticket and do it there."),
)
TICKET_FULL = problem_kind(
    409,
    "ticket-full",
    (
        "Ärendet är fullt",
        "Ärendet rymmer inte mer. Skicka det som ett nytt ärende och nämn det här ärendets referens.",
    ),
    (
        "The ticket is full",
        "The ticket holds no more. Send it as a new ticket and mention this ticket's reference.",
    ),
)
MERGE_REFUSED = problem_kind(
    409,
    "merge-refused",
    (
        "Ärendet kan inte slås samman just nu",
        "Ett annat ärende slås just nu samman med det här. Läs båda igen om en stund och försök på nytt.",
    ),
    (
        "The ticket cannot be merged just now",
        "Another ticket is being merged into this one. Read both again in a while and try once more.",
    ),
)
CONFERENCE_LEFT_BEHIND = problem_kind(
    409,
    "conference-left-behind",
    (
        "En konferens återstår i ärendet",
        "Slå samman det andra ärendet med det här i stället, eller håll eller avböj konferensen först.",
    ),
    (
        "A conference is still to be held in the ticket",
        "Merge the other ticket into this one instead, or hold or decline the conference first.",
    ),
)
MERGED_INTO_ITSELF = problem_kind(
    422,
    "merged-into-itself",
    ("Ett ärende kan inte slås samman med sig självt", "Ange ett annat ärendes referens i into."),
    ("A ticket cannot be merged into itself", "Name another ticket's reference in into."),
)
SPLIT_REFUSED = problem_kind(
    409,
    "split-refused",
    (
        "Meddelandet kan inte bli ett eget ärende",
        "Bara ett obesvarat meddelande kan brytas ut, och minst ett annat måste bli kvar i ärendet.",
    ),
    (
        "The message cannot become a ticket of its own",
        "Only an unanswered message can be split off, and at least one other must stay in the ticket.",
    ),
)
TURN_COVERED = problem_kind(
    409,
    "turn-covered",
    (
        "Meddelandet väntar inte på beslut",
        "Läs ärendet igen: meddelandet har redan en klocka, är avslutat eller finns i ett annat ärende.",
    ),
    (
        "The message does not wait at the gate",
        "Read the ticket again: the message has a clock already, has been ended, or is in another ticket.",
    ),
)
TURN_GONE = problem_kind(
    409,
    "turn-gone",
    (
        "Meddelandet väntar inte på svar",
        "Läs ärendet igen: meddelandet är redan besvarat eller avslutat, eller finns i ett annat ärende.",
    ),
    (
        "The message does not wait for an answer",
        "Read the ticket again: the message has been answered or ended already, or is in another ticket.",
    ),
)
ENTRY_UNKNOWN = problem_kind(
    404,
    "entry-unknown",
    (
        "Det finns inget sådant att ta tillbaka",
        "Ange id för en loggad kontakt eller ett avslutat meddelande i ärendet. Svar tas inte tillbaka.",
    ),
    (
        "There is no such entry to withdraw",
        "Name the id of a logged contact or an ended message of the ticket. An answer cannot be withdrawn.",
    ),
)
DAY_PASSED = problem_kind(
    422,
    "day-passed",
    ("Dagen har redan varit", "Lova besked senast en dag som inte är slut än, eller utelämna promised."),
    ("The day is over", "Promise it by a day that has not ended yet, or leave promised out."),
)
CLOCK_UNKNOWN = problem_kind(
    404,
    "clock-unknown",
    ("Klockan finns inte i ärendet", "Ange ett id ur ärendets klockor, till exempel reply-m1."),
    ("The ticket has no such clock", "Name the id of one of the ticket's clocks, like reply-m1."),
)
CONTACT_BEFORE_TURN = problem_kind(
    422,
    "contact-before-turn",
    (
        "Kontakten var före meddelandet",
        "Ange det senaste meddelande (answers_up_to) som hade kommit när kontakten ägde rum (at).",
    ),
    (
        "The contact was before the message",
        "Name the last message (answers_up_to) that had come when the contact took place (at).",
    ),
)
