"""The pages behind signed links: like the others, but for one person. Every purpose renders its own here.

A member's page is never kept by a cache nor found by a search, and no address that it leads to is told where
its reader came from: the link is all that opens it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.domain.facts.files import GivenFile
from shared.domain.facts.links import Purpose
from shared.domain.refusals.errors import LinkExpired
from shared.domain.values.vendor import Language, Vendor
from shared.mail.wording import words
from shared.web.http.problem_kinds import seconds_to_wait
from shared.web.http.response import Response
from shared.web.http.submissions import FieldsInvalid
from shared.web.pages.pages import field_details, page_answer, whole_page
from shared.web.pages.problems import detail_for_people, kind_for_people

SHEET = "links/member.css"
MEMBER_PATH = "/api/member"
MEMBER_TEXTS = words(Path(__file__).with_name("member.toml"))


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that comes again: what was typed, by field, why it was refused, and the files with it."""

    fields: Mapping[str, object]
    refused: Exception
    files: tuple[GivenFile, ...] = ()

    def text(self, name: str) -> str:
        """What was typed into this field; "" where it was no text."""
        typed = self.fields.get(name)
        return typed if isinstance(typed, str) else ""


def member_page(
    template: str,
    vendor: Vendor,
    language: Language,
    path: str,
    *,
    typed: Typed | None = None,
    status: int = 200,
    **shown: object,
) -> Response:
    """A page for the person of a link.

    Args:
        template: Its room and file; it extends ``links/member.html``.
        vendor: Whose page it is.
        language: What it is read in; its forms send it along.
        path: Its own address without the query: forms go there.
        typed: Of a form that comes again: the page shows what is wrong, with that error's status.
        status: The HTTP status where nothing was refused.
        shown: What the template shows beside that.
    """
    refused = typed.refused if typed else None
    fields = refused.errors if isinstance(refused, FieldsInvalid) else ()
    page = whole_page(
        template,
        vendor,
        language,
        f"{path}?",
        sheets=(SHEET,),
        path=path,
        member_texts=MEMBER_TEXTS[language],
        errors=field_details(fields, language),
        summary=kind_for_people(refused).title[language] if refused else "",
        notice=detail_for_people(refused, language) if refused and not fields else "",
        files_lost=bool(typed and typed.files),
        **shown,
    )
    status = kind_for_people(refused).status if refused else status
    return page_answer(page, language, status, sheets=(SHEET,), personal=True)


def member_problem_page(error: Exception, vendor: Vendor, language: Language, path: str) -> Response:
    """A page that says what went wrong and what to do next; of an expired link, also how to get a new one.

    ``path`` is the address that was asked for, ``/api/member/<purpose>/<link>``.
    """
    kind = kind_for_people(error)
    token = path.rpartition("/")[2]
    page = whole_page(
        "links/problem.html",
        vendor,
        language,
        f"{path}?",
        sheets=(SHEET,),
        member_texts=MEMBER_TEXTS[language],
        title=kind.title[language],
        detail=detail_for_people(error, language),
        errors=field_details(error.errors if isinstance(error, FieldsInvalid) else (), language),
        renewal=f"{MEMBER_PATH}/renewal/{token}" if isinstance(error, LinkExpired) else "",
    )
    return page_answer(
        page, language, kind.status, sheets=(SHEET,), personal=True, retry_after=seconds_to_wait(error)
    )


def renewal_page(vendor: Vendor, language: Language, path: str, purpose: Purpose) -> Response:
    """The page after asking for a new link of this purpose: the same whether or not one was mailed."""
    texts = MEMBER_TEXTS[language]
    sent = texts["sent_responsible" if purpose in {Purpose.STUDY, Purpose.SEAT} else "sent"]
    sent_else = texts["sent_else_today" if purpose is Purpose.SEAT else "sent_else"]
    return member_page("links/sent.html", vendor, language, path, sent=sent, sent_else=sent_else)
