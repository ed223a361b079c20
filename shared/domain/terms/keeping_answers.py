"""Canned answers: added, changed, taken away, and in which order they are offered."""

from pydantic import Field, ValidationError

from shared.domain.refusals.terms_errors import AnswersFull, TermsFault, TermsUnfit, TermUnknown
from shared.domain.terms.kept_terms import KeptAnswers, TermsChange
from shared.domain.terms.naming import id_from
from shared.domain.values.canned_answers import CannedAnswer
from shared.domain.values.frozen import Frozen
from shared.domain.values.vendor import Vendor

MOST_ANSWERS = 100
MOST_CHARACTERS = 250_000
"""In all texts together: they are kept in one row."""


class CannedBody(Frozen):
    """A canned answer, as the owner writes one. What is left out is refused at its field."""

    title_sv: str = Field(default="", max_length=100)
    title_en: str = Field(default="", max_length=100)
    text_sv: str = Field(default="", max_length=10_000)
    text_en: str = Field(default="", max_length=10_000)


def add_answer(vendor: Vendor, given: CannedBody, change: TermsChange) -> KeptAnswers:
    """One more is offered, last of all. Raises ``TermsUnfit`` or ``AnswersFull``."""
    answers = vendor.canned_answers
    name = id_from(given.title_en, (each.name for each in answers), "answer")
    return _kept((*answers, _written(name, given)), change)


def change_answer(vendor: Vendor, name: str, given: CannedBody, change: TermsChange) -> KeptAnswers:
    """The one of this name says this from now on. Raises ``TermUnknown``, or as ``add_answer``."""
    place, after = _place(vendor, name), list(vendor.canned_answers)
    after[place] = _written(name, given)
    return _kept(tuple(after), change)


def remove_answer(vendor: Vendor, name: str, change: TermsChange) -> KeptAnswers:
    """The one of this name is offered no more. Raises ``TermUnknown``."""
    place, after = _place(vendor, name), list(vendor.canned_answers)
    del after[place]
    return KeptAnswers(change=change, canned_answers=tuple(after))


def move_answer_up(vendor: Vendor, name: str, change: TermsChange) -> KeptAnswers:
    """The one of this name is offered before the one that it came after. Raises ``TermUnknown``."""
    place, after = _place(vendor, name), list(vendor.canned_answers)
    before = max(place - 1, 0)
    after[before], after[place] = after[place], after[before]
    return KeptAnswers(change=change, canned_answers=tuple(after))


def _kept(answers: tuple[CannedAnswer, ...], change: TermsChange) -> KeptAnswers:
    """All of these, where there is room for them."""
    characters = sum(len(each.text.sv) + len(each.text.en) for each in answers)
    if len(answers) > MOST_ANSWERS or characters > MOST_CHARACTERS:
        raise AnswersFull
    return KeptAnswers(change=change, canned_answers=answers)


def _place(vendor: Vendor, name: str) -> int:
    names = [each.name for each in vendor.canned_answers]
    if name not in names:
        raise TermUnknown(name)
    return names.index(name)


def _written(name: str, given: CannedBody) -> CannedAnswer:
    """The answer that is given, in both languages, with no place that nothing fills in."""
    title, text = ({"sv": given.title_sv, "en": given.title_en}, {"sv": given.text_sv, "en": given.text_en})
    try:
        return CannedAnswer.model_validate({"name": name, "title": title, "text": text})
    except ValidationError as error:
        found = error.errors()[0]
        unknown = found["type"] == "value_error"
        fault = TermsFault.PLACE_UNKNOWN if unknown else TermsFault.ONE_LANGUAGE
        raise TermsUnfit(fault, "_".join(str(part) for part in found["loc"])) from None
