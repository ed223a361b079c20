"""What all pages that people see are made of, the page at the address alone, and a page for every problem.

They need no script and fetch nothing from anywhere else.
"""

from collections.abc import Sequence
from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.templating import templates_in
from shared.mail.wording import words
from shared.web.http.problem_kinds import seconds_to_wait
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.pages.page_policy import POLICY, TEMPLATES, content_security_policy, page_style
from shared.web.pages.problems import detail_for_people, kind_for_people

_WORDS = Path(__file__).with_name("page.toml")
PAGE_TEXTS = words(_WORDS)
KIND_HINTS = words(_WORDS, "kind_hints")
FORM_PATH = "/api/intake"
DESK_PATH = "/desk"
"""Where supporters and the vendor's owner sign in."""
OWNERS_PATH = "/api/member/seats/request"
"""Where a member's contract contact asks for the link to its organisation's page."""


def home_page(vendor: Vendor, language: Language) -> Response:
    """The page at the desk's address alone: what it is, and where to go on."""
    page = whole_page("pages/home.html", vendor, language, "/?", desk_href=DESK_PATH)
    return page_answer(page, language)


def problem_page(error: Exception, vendor: Vendor, language: Language, form: str = FORM_PATH) -> Response:
    """A page for people that says what went wrong and what to do, with the problem's own status.

    ``form``: the path of the request form to which it leads.
    """
    kind = kind_for_people(error)
    page = whole_page(
        "pages/problem.html",
        vendor,
        language,
        f"{form}?",
        action=form,
        title=kind.title[language],
        detail=detail_for_people(error, language),
        errors=field_details(error.errors if isinstance(error, FieldsInvalid) else (), language),
    )
    return page_answer(page, language, kind.status, retry_after=seconds_to_wait(error))


def whole_page(
    template: str,
    vendor: Vendor,
    language: Language,
    here: str,
    *,
    sheets: tuple[str, ...] = (),
    **shown: object,
) -> str:
    """A whole page. ``here`` is its address up to where the language's parameter goes.

    ``sheets`` are the style sheets that it has beside the one that all have.
    """
    from markupsafe import Markup  # noqa: PLC0415 - comes with Jinja, which is imported when first needed

    other = Language.ENGLISH if language is Language.SWEDISH else Language.SWEDISH
    facts = {
        "language": language.value,
        "other_language": other.value,
        "other_href": f"{here}language={other}",
        "vendor_name": vendor.name,
        "contact": vendor.mailbox,
        "texts": PAGE_TEXTS[language],
        "style": Markup(page_style(*sheets)),  # noqa: S704 - a file of ours
        "action": FORM_PATH,
        "owners_href": f"{OWNERS_PATH}?language={language}",
    }
    return templates_in(TEMPLATES).get_template(template).render(facts | shown)


def page_answer(
    page: str,
    language: Language,
    status: int = 200,
    *,
    sheets: tuple[str, ...] = (),
    personal: bool = False,
    cached: str = "no-store",
    retry_after: int = 0,
) -> Response:
    """A page as every page is answered: it may do nothing but be read, and send its form home.

    Args:
        page: The whole page.
        language: What it is read in.
        status: The HTTP status.
        sheets: The style sheets that it has beside the one that all have.
        personal: It is for one reader: no search finds it, and nobody is told where its reader came from.
        cached: Whether and how long a cache may keep it.
        retry_after: Seconds after which trying again may help.
    """
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Language": language.value,
        POLICY: content_security_policy(*sheets),
        "Cache-Control": cached,
        "Referrer-Policy": "no-referrer" if personal else "same-origin",
        "Vary": "Accept, Accept-Language",
        "X-Content-Type-Options": "nosniff",
    }
    headers |= {"X-Robots-Tag": "noindex, nofollow"} if personal else {}
    headers |= {"Retry-After": str(retry_after)} if retry_after else {}
    return Response(status, headers, page.encode("utf-8", "replace"))


def field_details(errors: Sequence[FieldError], language: Language) -> dict[str, str]:
    """What to do about each field, by its name."""
    return {error.field: error.detail(language) for error in errors}
