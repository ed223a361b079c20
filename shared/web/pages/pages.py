"""The pages that people see: the request form, the thank-you page, and a page for every problem.

They need no script (the form has one, which spares strangers a mail), fetch nothing from anywhere else, and
are the same for everybody: whether an address is a member's is told by mail only.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import urlencode

from shared.domain.facts.file_taking import ENDINGS
from shared.domain.values.identity import is_digest
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import hours_in_words
from shared.mail.templating import templates_in
from shared.mail.vocabulary import KINDS
from shared.mail.wording import words
from shared.web.http.problem_kinds import seconds_to_wait
from shared.web.http.response import Response
from shared.web.http.submissions import FieldError, FieldsInvalid
from shared.web.pages.page_policy import POLICY, TEMPLATES, content_security_policy, page_style
from shared.web.pages.problems import detail_for_people, kind_for_people
from shared.web.tickets.answers import FileNotTaken

_WORDS = Path(__file__).with_name("page.toml")
PAGE_TEXTS = words(_WORDS)
KIND_HINTS = words(_WORDS, "kind_hints")
FORM_PATH = "/api/intake"
THANKS_PATH = "/api/intake/thanks"
SCRIPT_PATH = "/api/intake/proof.js"
DESK_PATH = "/desk"
"""Where supporters and the vendor's owner sign in."""
OWNERS_PATH = "/api/member/seats/request"
"""Where a member's contract contact asks for the link to its organisation's page."""

ICONS = {
    "reply": "M12 7v5l3.5 2M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 0 0 0-17",
    "conference": "M4 6.5h10.5v11H4zM14.5 10.5L20 7.5v9l-5.5-3",
    "kept": "M5 4.5h14v15l-7-4.5-7 4.5z",
}

_GONE_BACK_TO = "private, no-cache"
"""The empty form: whoever goes back to it has the same token again, and all that was typed."""


def form_page(
    vendor: Vendor,
    language: Language,
    token: str,
    *,
    typed: Mapping[str, object] | None = None,
    refused: Exception | None = None,
    files_lost: bool = False,
    task: str = "",
) -> Response:
    """The request form, empty or again.

    Args:
        vendor: Names the products and the promised hours.
        language: What the form is read in; it goes along with what is sent.
        token: A fresh one (``tokens.new_token``); sending the form twice is then one request.
        typed: What was typed, by field; other fields are passed over.
        refused: Why the form comes again: ``FieldsInvalid``, shown beside its fields, or any other error.
        files_lost: Files came with what was typed: they are to be chosen once more.
        task: What its script works out (``form_proof.new_task``); "" for none, and then it has no script.
    """
    texts = PAGE_TEXTS[language]
    fields = refused.errors if isinstance(refused, FieldsInvalid) else ()
    page = whole_page(
        "pages/form.html",
        vendor,
        language,
        f"{FORM_PATH}?",
        token=token,
        task=task,
        script=SCRIPT_PATH,
        typed=_typed(typed or {}),
        errors=field_details(fields, language),
        fields=_fields(texts),
        summary=kind_for_people(refused).title[language] if refused else "",
        notice="" if fields or refused is None else detail_for_people(refused, language),
        kinds=[(kind.value, KINDS[language][kind], KIND_HINTS[language][kind]) for kind in Kind],
        promises=_promises(texts, vendor, language),
        products=[product.name for product in vendor.products],
        endings=",".join(ENDINGS),
        files_lost=files_lost,
    )
    told = kind_for_people(refused).status if refused else 200
    return _form_answer(page, language, told, refused, fresh=not (typed or refused), scripted=bool(task))


def _form_answer(
    page: str, language: Language, status: int, refused: Exception | None, *, fresh: bool, scripted: bool
) -> Response:
    """The form as it is answered: the only page that may run a script, which is a file of ours."""
    wait = seconds_to_wait(refused) if refused else 0
    cached = _GONE_BACK_TO if fresh else "no-store"
    answer = page_answer(page, language, status, cached=cached, retry_after=wait)
    return answer._replace(headers={**answer.headers, POLICY: content_security_policy(scripted=scripted)})


def home_page(vendor: Vendor, language: Language) -> Response:
    """The page at the desk's address alone: what it is, and where to go on."""
    page = whole_page("pages/home.html", vendor, language, "/?", desk_href=DESK_PATH)
    return page_answer(page, language)


def thanks_page(
    vendor: Vendor, language: Language, ticket: str, refused_files: Sequence[FileNotTaken] = ()
) -> Response:
    """The thank-you page, the same for everybody. What is no ticket's reference is not shown."""
    reference = ticket if is_digest(ticket) else ""
    here = f"{thanks_address(reference)}&"
    page = whole_page(
        "pages/thanks.html", vendor, language, here, ticket=reference, refused_files=refused_files
    )
    return page_answer(page, language)


def thanks_address(ticket: str) -> str:
    """Where the form sends its reader (303) when the request is kept."""
    return f"{THANKS_PATH}?{urlencode({'ticket': ticket})}"


def problem_page(error: Exception, vendor: Vendor, language: Language) -> Response:
    """A page for people that says what went wrong and what to do, with the problem's own status."""
    kind = kind_for_people(error)
    page = whole_page(
        "pages/problem.html",
        vendor,
        language,
        f"{FORM_PATH}?",
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


def _typed(fields: Mapping[str, object]) -> dict[str, str]:
    """What was typed into each field of the form; nothing where it was no text."""
    typed = {name: fields.get(name) for name in Submission.model_fields}
    typed["kind"] = typed["kind"] or Submission.model_fields["kind"].default
    return {name: value if isinstance(value, str) else "" for name, value in typed.items()}


def _fields(texts: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The form's fields from top to bottom: name, where a link to it leads ("" where hidden), label."""
    return [
        ("kind", "kind-question", texts["kind"].rstrip("?")),
        ("product", "product", texts["product"]),
        ("subject", "subject", texts["subject"]),
        ("message", "message", texts["message"]),
        ("email", "email", texts["email"]),
        ("name", "name", texts["name"]),
        ("language", "", texts["language"]),
    ]


def _promises(texts: Mapping[str, str], vendor: Vendor, language: Language) -> list[tuple[str, str, str]]:
    """Icon, promise and condition of each promise, with the vendor's hours."""
    hours = {
        "reply": hours_in_words(vendor.policy.reply, language),
        "conference": hours_in_words(vendor.policy.conference, language),
    }
    return [
        (icon, texts[f"promises.{name}.title"].format(**hours), texts[f"promises.{name}.detail"])
        for name, icon in ICONS.items()
    ]
