"""What can go wrong with a conference, in both languages."""

from shared.web.kinds.problem_kinds import problem_kind

NO_CONFERENCE_ASKED = problem_kind(
    409,
    "no-conference-asked",
    (
        "Meddelandet ber inte om någon konferens",
        "Ange ett meddelande av slaget conference som finns i det här ärendet.",
    ),
    (
        "The message asks for no conference",
        "Name a message of the kind conference that is still in this ticket.",
    ),
)
CONFERENCE_OVER = problem_kind(
    409,
    "conference-over",
    (
        "Konferensen är redan avslutad",
        "Den är hållen eller avböjd. Vill du ha en ny? Skicka ett nytt meddelande och be om en konferens.",
    ),
    (
        "The conference is over",
        "It has been held or declined. Would you like another? Send a new message and ask for a conference.",
    ),
)
CONFERENCE_NOT_SET = problem_kind(
    409,
    "conference-not-set",
    ("Konferensen har ingen tid", "Ingen tid är vald just nu. Erbjud tider, så kan kunden välja en."),
    ("The conference has no time", "No slot is picked at present. Offer slots, and the member can pick one."),
)
SLOT_PASSED = problem_kind(
    422,
    "slot-passed",
    ("Tiden har redan varit", "Välj eller ange en tid som inte har börjat, eller be om andra tider."),
    ("The time has passed", "Choose a time that has not begun yet, or ask for other times."),
)
SLOT_NOT_BEGUN = problem_kind(
    409,
    "slot-not-begun",
    ("Konferensen har inte börjat", "Vänta tills den valda tiden har börjat, eller flytta konferensen."),
    ("The conference has not begun", "Wait until the picked slot has begun, or move the conference."),
)
SLOT_AFTER_DUE = problem_kind(
    422,
    "slot-after-due",
    (
        "En tid börjar efter den utlovade",
        "Erbjud tider som börjar i tid. Går det inte, skicka after_due: true och skälet i reason.",
    ),
    (
        "A slot starts after the promised instant",
        "Offer slots that start in time. If that cannot be, send after_due: true and the reason.",
    ),
)
SLOT_GONE = problem_kind(
    409,
    "slot-gone",
    (
        "Tiden erbjuds inte längre",
        "Välj en annan av tiderna på sidan, eller be om andra så hör vi av oss.",
    ),
    (
        "The time is not on offer any more",
        "Choose another of the times on the page, or ask for others and we will get back to you.",
    ),
)
SLOT_TAKEN = problem_kind(
    409,
    "slot-taken",
    (
        "Tiden hann bli upptagen",
        "Någon annan valde den före dig. Välj en annan av tiderna på sidan, eller be om andra.",
    ),
    (
        "The time has been taken",
        "Somebody else picked it before you. Choose another of the times on the page, or ask for others.",
    ),
)
