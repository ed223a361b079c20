"""The request form in a frame: for whom it is, where a product says so, and without ways to other pages."""

from pathlib import Path

from pydantic import Field

from shared.domain.members.gate import MemberFacts
from shared.domain.values.frozen import Frozen
from shared.domain.values.intake import Line
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.web.floods.form_proof import SCRIPT
from shared.web.http.response import Response
from shared.web.pages.page_policy import script_answer
from shared.web.pages.request_form import RequestPlace

EMBEDDED_TEXTS = words(Path(__file__).with_name("embedded.toml"))
OPENING_PATH = "/api/intake/embedded/open"
_FRAGMENT = Path(__file__).with_name("fragment.js")
_PLACE = RequestPlace(
    path="/api/intake/embedded",
    thanks="/api/intake/embedded/thanks",
    script="/api/intake/embedded.js",
    template="embedded/embedded_form.html",
    thanks_template="embedded/embedded_thanks.html",
    sheets=("embedded/embedded.css",),
    shown={"opening": OPENING_PATH, "told": "", "known": ()},
)


class HelpAsked(Frozen):
    """What a product says of its user when it opens the form: it stands in the fields, and may be changed."""

    member: Line = Field(default="", description="A token for help, of the member whose user this is.")
    organisation: Line = Field(
        default="", description="What `POST /api/help` called the member; shown where it goes with the token."
    )
    email: Line = Field(default="", description="The user's address.")
    name: Line = Field(default="", description="The user's name.")
    product: Line = Field(default="", description="The product's name.")


def embedded_place(task: str = "") -> RequestPlace:
    """The form for everybody, in a frame. ``task`` as in ``RequestPlace``."""
    return _PLACE._replace(task=task)


def helping_place(
    asked: HelpAsked, helped: MemberFacts, vendor: Vendor, language: Language, task: str = ""
) -> RequestPlace:
    """The form for the users of this member, whose token it sends along.

    The organisation's name is shown to whoever said it right: the token alone reads nothing.
    """
    texts, named = EMBEDDED_TEXTS[language], asked.organisation
    right = named.casefold() == helped.member.name.strip().casefold()
    told = texts["told_named" if right else "told"].format(organisation=named, vendor=vendor.name)
    return embedded_place(task)._replace(shown={**_PLACE.shown, "told": told, "known": _known(asked)})


def keeping_place(asked: HelpAsked) -> RequestPlace:
    """The form that sends its token along, where nobody could find out whose users' it is."""
    return embedded_place()._replace(shown={**_PLACE.shown, "known": _known(asked)})


def _known(asked: HelpAsked) -> tuple[tuple[str, str], ...]:
    """What the form sends along unseen."""
    return ("member", asked.member), ("organisation", asked.organisation)


def embedded_script() -> Response:
    """The form's scripts: what a product said after the "#", and the proof."""
    return script_answer(_FRAGMENT, SCRIPT)
