"""What all pages of the desk have: their frame, who is signed in, and a page for every problem.

They are never kept by a cache, framed, or found by a search, run one script of ours, and need it for nothing.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.web.desk.keys import KEY_TEXTS, keys_shown
from shared.web.desk.people import DeskPerson
from shared.web.http.problem_kinds import seconds_to_wait
from shared.web.http.response import Response
from shared.web.pages.page_policy import POLICY, content_security_policy, script_answer
from shared.web.pages.pages import DESK_PATH, page_answer, whole_page
from shared.web.pages.problems import detail_for_people, kind_for_people

SHEETS = (
    "links/member.css",
    "desk/desk.css",
    "desk/keys.css",
    "desk/watching.css",
    "desk/day.css",
    "desk/books/books.css",
)
SCRIPT_PATH = "/desk/desk.js"
SIGN_IN = "/.auth/login/aad"
SIGN_OUT = "/.auth/logout"
DESK_TEXTS = words(Path(__file__).with_name("desk.toml"))
_SCRIPTS = ("desk.js", "drafts.js", "keys.js", "watching.js")


@dataclass(frozen=True, slots=True)
class Signpost:
    """A page that every page leads to, by its word in ``ways``.

    ``daily``: at once, else unfolded under *More*. ``for_owner``: for the vendor's owner alone.
    """

    word: str
    path: str
    daily: bool = False
    for_owner: bool = False


SIGNPOSTS = (
    Signpost("day", f"{DESK_PATH}/day", daily=True),
    Signpost("queue", DESK_PATH, daily=True),
    Signpost("members", f"{DESK_PATH}/members", daily=True),
    Signpost("register", f"{DESK_PATH}/register", daily=True),
    Signpost("people", f"{DESK_PATH}/people"),
    Signpost("releases", f"{DESK_PATH}/releases"),
    Signpost("news", f"{DESK_PATH}/news"),
    Signpost("documentation", f"{DESK_PATH}/documentation"),
    Signpost("report", f"{DESK_PATH}/report"),
    Signpost("terms", f"{DESK_PATH}/terms/supporters"),
    Signpost("health", f"{DESK_PATH}/health"),
    Signpost("settings", f"{DESK_PATH}/settings", for_owner=True),
)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads a page of which vendor's, in what language, and its address from the root, query and all."""

    vendor: Vendor
    language: Language
    person: DeskPerson | None
    path: str
    query: tuple[tuple[str, str], ...] = ()

    @property
    def own(self) -> bool:
        """Whether it is read in the language that the person's settings name."""
        supporter = self.person.supporter if self.person else None
        return supporter is not None and supporter.language is self.language

    def to(self, path: str, **query: object) -> str:
        """The address of this page of ours; in another language than the reader's own, that goes along."""
        given = {name: str(value) for name, value in query.items() if value}
        given |= {} if self.own else {"language": self.language.value}
        return f"{path}?{urlencode(given)}" if given else path

    @property
    def acts(self) -> bool:
        """Whether its reader may do what its forms do."""
        return self.person is not None and self.person.supporter is not None

    @property
    def is_owner(self) -> bool:
        """Whether its reader is the vendor's owner."""
        return self.person is not None and self.person.is_owner

    @property
    def here(self) -> str:
        """This page's address up to where the language's parameter goes."""
        kept = [(name, value) for name, value in self.query if name not in {"language", "done"}]
        return f"{self.path}?{urlencode(kept)}{'&' if kept else ''}"


def desk_page(template: str, reading: Reading, *, status: int = 200, **shown: object) -> Response:
    """A page of the desk. ``template``: its room and file; it extends ``desk/desk.html``."""
    page = whole_page(
        template,
        reading.vendor,
        reading.language,
        reading.here,
        sheets=SHEETS,
        **_frame(reading),
        **shown,
    )
    return strictly(page_answer(page, reading.language, status, sheets=SHEETS), *SHEETS, scripted=True)


def desk_problem_page(error: Exception, reading: Reading) -> Response:
    """A page that says what went wrong and where to go on."""
    kind = kind_for_people(error)
    answer = desk_page(
        "desk/problem.html",
        reading,
        status=kind.status,
        title=kind.title[reading.language],
        detail=detail_for_people(error, reading.language),
        errors={},
    )
    wait = seconds_to_wait(error)
    return answer._replace(headers={**answer.headers, **({"Retry-After": str(wait)} if wait else {})})


def _frame(reading: Reading) -> dict[str, object]:
    return {
        "desk_texts": DESK_TEXTS[reading.language],
        "keys_texts": KEY_TEXTS[reading.language],
        "keys": keys_shown(reading.to, reading.language),
        "link": reading.to,
        "other_than_own": "" if reading.own else reading.language.value,
        "path": reading.path,
        "person": reading.person.name if reading.person else "",
        "reader": reading.person.key if reading.person else "",
        "script": SCRIPT_PATH,
        "ways": _ways(reading, daily=True),
        "more_ways": _ways(reading, daily=False),
        "sign_out": f"{SIGN_OUT}?{urlencode({'post_logout_redirect_uri': DESK_PATH})}",
    }


def _ways(reading: Reading, *, daily: bool) -> list[tuple[str, str, bool]]:
    """Where each of these ways leads, what it is called, and whether it is the page that is open."""
    texts = DESK_TEXTS[reading.language]
    return [
        (reading.to(each.path), texts[f"ways.{each.word}"], each.path == reading.path)
        for each in SIGNPOSTS
        if each.daily is daily and (reading.is_owner or not each.for_owner)
    ]


def strictly(answer: Response, *sheets: str, scripted: bool = False) -> Response:
    """A page of these style sheets as only the desk's are: nothing of it is opened or shown by others.

    ``scripted``: with the desk's script. Its forms are shown to come from it by their origin, which a browser
    tells only with this referrer policy.
    """
    own = {
        POLICY: content_security_policy(*sheets, scripted=scripted, asks=scripted),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
    }
    return answer._replace(headers={**answer.headers, **own})


def sign_in_address(back: str) -> str:
    """Where somebody signs in who wants to come back to this path of ours."""
    return f"{SIGN_IN}?{urlencode({'post_login_redirect_uri': back})}"


def desk_script() -> Response:
    """The pages' script: the same for everybody, and nothing of anybody in it."""
    return script_answer(*(Path(__file__).with_name(each) for each in _SCRIPTS), seconds=600)
