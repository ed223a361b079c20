"""What can go wrong with a link from a mail, in both languages."""

from shared.web.kinds.problem_kinds import problem_kind

LINK_INVALID = problem_kind(
    404,
    "link-invalid",
    (
        "Länken fungerar inte",
        "Öppna den direkt ur mejlet igen: kanske blev den inte hel. Hjälper det inte, svara på mejlet.",
    ),
    (
        "The link does not work",
        "Open it from the mail once more: it may not have been whole. Or else, reply to the mail.",
    ),
)
LINK_EXPIRED = problem_kind(
    410,
    "link-expired",
    ("Länken har gått ut", "Be om en ny länk, eller svara på mejlet som den stod i."),
    ("The link has expired", "Ask for a new link, or reply to the mail that it came with."),
)
LINK_REVOKED = problem_kind(
    410,
    "link-revoked",
    ("Länken gäller inte längre", "Använd länken i det senaste mejlet från oss, eller svara på det."),
    ("The link is no longer valid", "Use the link in the latest mail from us, or reply to it."),
)
