"""A quote's page for the member: read, accepted, declined."""

from shared.web.kinds import work_problem_kinds as work_kinds
from shared.web.links.describe_member_pages import acted, shown
from shared.web.work.quote_forms import QuoteForm

SHOWN = shown(
    "quote_shown",
    "quote",
    "A quote, as its requester reads it",
    "What is offered at which price, the estimate and the limit, what accepting means, and until when; later "
    "what was decided. Opening it changes nothing.",
)
ANSWERED = acted(
    "quote_answered",
    "quote",
    "Accept or decline a quote",
    "`accept`, with the name typed and the box ticked, is the written acceptance: minutes can be logged from "
    "then on, and both sides get a mail. `decline` ends what the quote answered as `declined`. Either again "
    "changes nothing; the other after it is refused. Both prove the address that the link was mailed to.",
    QuoteForm,
    {"act": "accept", "signature": "Eva Ek", "agreed": "yes"},
    problems=(
        work_kinds.QUOTE_UNKNOWN,
        work_kinds.QUOTE_EXPIRED,
        work_kinds.QUOTE_TAKEN_BACK,
        work_kinds.QUOTE_SETTLED,
    ),
)

OPERATIONS = (SHOWN, ANSWERED)
