"""A responsible person's page: what there is to study, what is marked as studied, and a question about it."""

from pathlib import Path

from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import day_in_words
from shared.mail.wording import words
from shared.usecases.documentation.study_documents import DocumentToStudy, StudyView
from shared.web.documentation.study_forms import StudyAct
from shared.web.http.response import Response
from shared.web.links.member_pages import Typed, member_page

_WORDS = Path(__file__).with_name("study.toml")
STUDY_TEXTS = words(_WORDS)
DONE = words(_WORDS, "done")


def study_page(
    view: StudyView,
    vendor: Vendor,
    language: Language,
    path: str,
    token: str,
    *,
    done: str | None = None,
    typed: Typed | None = None,
) -> Response:
    """The page as it stands now. ``token``: the question's own; ``done``: what its reader has just done."""
    texts = STUDY_TEXTS[language]
    day = day_in_words(view.studied, language) if view.studied else ""
    return member_page(
        "documentation/study.html",
        vendor,
        language,
        path,
        typed=typed,
        study_texts=texts,
        title=texts["title"].format(product=view.product),
        done=DONE[language].get(done or "", ""),
        whole=texts["whole"].format(product=view.product, day=day) if day else "",
        documents=[_document(each, vendor, language) for each in view.documents],
        acts=StudyAct,
        token=token,
        chosen=typed.text("document") if typed else "",
        place=typed.text("place") if typed else "",
        message=typed.text("message") if typed else "",
    )


def _document(document: DocumentToStudy, vendor: Vendor, language: Language) -> dict[str, str]:
    """One document as it is shown: what was studied of it, and what the button beside it says."""
    texts, said = STUDY_TEXTS[language], ""
    if document.studied:
        day = day_in_words(document.studied.astimezone(vendor.zone).date(), language)
        said = texts["studied"].format(day=day)
    elif document.earlier:
        said = texts["earlier"].format(version=document.earlier)
    return {
        "id": document.id,
        "title": document.title.read_in(language),
        "address": document.address.read_in(language),
        "version": texts["version"].format(version=document.version),
        "studied": "yes" if document.studied else "",
        "said": said,
    }
