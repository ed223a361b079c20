"""The request form and the page after it, wherever the form stands.

They are the same for everybody: whether an address is a member's is told by mail only. The form has a script,
which spares strangers a mail, and needs none.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from shared.domain.facts.file_taking import ENDINGS
from shared.domain.values.identity import is_digest
from shared.domain.values.intake import Kind, Submission
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import hours_in_words
from shared.mail.vocabulary import KINDS
from shared.web.http.problem_kinds import seconds_to_wait
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.page_policy import POLICY, content_security_policy
from shared.web.pages.pages import FORM_PATH, KIND_HINTS, PAGE_TEXTS, field_details, page_answer, whole_page
from shared.web.pages.problems import detail_for_people, kind_for_people
from shared.web.tickets.answers import FileNotTaken


class RequestPlace(NamedTuple):
    """Where the form stands: its templates and their sheets, and what they show beside what every form does.

    ``path``: its own address, to which it is sent, too. ``thanks``: where it leads. ``task``: what its script
    works out (``form_proof.new_task``); "" for none, and then it has no script.
    """

    path: str = FORM_PATH
    thanks: str = "/api/intake/thanks"
    script: str = "/api/intake/proof.js"
    template: str = "pages/form.html"
    thanks_template: str = "pages/thanks.html"
    sheets: tuple[str, ...] = ()
    shown: Mapping[str, object] = {}
    task: str = ""


BY_ITSELF = RequestPlace()
"""A page of its own, for everybody."""

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
    place: RequestPlace = BY_ITSELF,
) -> Response:
    """The request form, empty or again.

    Args:
        vendor: Names the products and the promised hours.
        language: What the form is read in; it goes along with what is sent.
        token: A fresh one (``tokens.new_token``); sending the form twice is then one request.
        typed: What was typed, by field; other fields are passed over.
        refused: Why the form comes again: ``FieldsInvalid``, shown beside its fields, or any other error.
        files_lost: Files came with what was typed: they are to be chosen once more.
        place: Where the form stands.
    """
    page = whole_page(
        place.template,
        vendor,
        language,
        f"{place.path}?",
        sheets=place.sheets,
        action=place.path,
        token=token,
        task=place.task,
        script=place.script,
        typed=_typed(typed or {}),
        files_lost=files_lost,
        **_said(vendor, language, refused),
        **place.shown,
    )
    return _form_answer(page, language, refused, place, fresh=not (typed or refused))


def _said(vendor: Vendor, language: Language, refused: Exception | None) -> dict[str, object]:
    """What stands on the form, and what is wrong with what was sent."""
    fields = refused.errors if isinstance(refused, FieldsInvalid) else ()
    return {
        "errors": field_details(fields, language),
        "fields": _fields(language),
        "summary": kind_for_people(refused).title[language] if refused else "",
        "notice": "" if fields or refused is None else detail_for_people(refused, language),
        "kinds": [(kind.value, KINDS[language][kind], KIND_HINTS[language][kind]) for kind in Kind],
        "promises": _promises(vendor, language),
        "products": [product.name for product in vendor.products],
        "endings": ",".join(ENDINGS),
    }


def _form_answer(
    page: str, language: Language, refused: Exception | None, place: RequestPlace, *, fresh: bool
) -> Response:
    """The form as it is answered: the only page that may run a script, which is a file of ours."""
    status = kind_for_people(refused).status if refused else 200
    wait = seconds_to_wait(refused) if refused else 0
    cached = _GONE_BACK_TO if fresh else "no-store"
    answer = page_answer(page, language, status, cached=cached, retry_after=wait)
    policy = content_security_policy(*place.sheets, scripted=bool(place.task))
    return answer._replace(headers={**answer.headers, POLICY: policy})


def thanks_page(
    vendor: Vendor,
    language: Language,
    ticket: str,
    refused_files: Sequence[FileNotTaken] = (),
    place: RequestPlace = BY_ITSELF,
) -> Response:
    """The thank-you page, the same for everybody. What is no ticket's reference is not shown."""
    reference = ticket if is_digest(ticket) else ""
    here = f"{thanks_address(reference, place)}&"
    page = whole_page(
        place.thanks_template,
        vendor,
        language,
        here,
        action=place.path,
        ticket=reference,
        refused_files=refused_files,
    )
    return page_answer(page, language)


def thanks_address(ticket: str, place: RequestPlace = BY_ITSELF) -> str:
    """Where the form sends its reader (303) when the request is kept."""
    return f"{place.thanks}?{urlencode({'ticket': ticket})}"


def _typed(fields: Mapping[str, object]) -> dict[str, str]:
    """What was typed into each field of the form; nothing where it was no text."""
    typed = {name: fields.get(name) for name in Submission.model_fields}
    typed["kind"] = typed["kind"] or Submission.model_fields["kind"].default
    return {name: value if isinstance(value, str) else "" for name, value in typed.items()}


def _fields(language: Language) -> list[tuple[str, str, str]]:
    """The form's fields from top to bottom: name, where a link to it leads ("" where hidden), label."""
    texts = PAGE_TEXTS[language]
    return [
        ("kind", "kind-question", texts["kind"].rstrip("?")),
        ("product", "product", texts["product"]),
        ("subject", "subject", texts["subject"]),
        ("message", "message", texts["message"]),
        ("email", "email", texts["email"]),
        ("name", "name", texts["name"]),
        ("language", "", texts["language"]),
    ]


def _promises(vendor: Vendor, language: Language) -> list[tuple[str, str, str]]:
    """Icon, promise and condition of each promise, with the vendor's hours."""
    texts = PAGE_TEXTS[language]
    hours = {
        "reply": hours_in_words(vendor.policy.reply, language),
        "conference": hours_in_words(vendor.policy.conference, language),
    }
    return [
        (icon, texts[f"promises.{name}.title"].format(**hours), texts[f"promises.{name}.detail"])
        for name, icon in ICONS.items()
    ]
