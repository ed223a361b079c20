"""The page of who answers: each supporter with what holds of it, and a form for each change."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from shared.domain.refusals.terms_errors import LastOnDuty
from shared.domain.values.vendor import Language, Supporter
from shared.domain.values.working_hours import WorkingHours
from shared.mail.instants import day_in_words
from shared.mail.wording import words
from shared.usecases.terms.read_terms import TermsView
from shared.web.desk.desk_page import DESK_TEXTS, Reading
from shared.web.desk.forms import ActForm, FormField, FormWords, TypedForm, optional
from shared.web.desk.terms.terms_page import TermsItem, TermsRoom

_WORDS = Path(__file__).with_name("supporters.toml")
SUPPORTERS_TEXTS = words(_WORDS)
_DAYS = words(_WORDS, "days")
_FORMS = FormWords(_WORDS)


class SupporterAct(StrEnum):
    """What may be done on these pages."""

    ADD = "add"
    CHANGE = "change"
    REMOVE = "remove"
    DUTY = "duty"


def supporters_room(view: TermsView, reading: Reading, done: str, typed: TypedForm | None) -> TermsRoom:
    """Everybody who answers, in the order in which they are kept; forms for the vendor's owner."""
    items = [
        TermsItem(
            each.id,
            each.name,
            list(_lines(each, view, reading)),
            forms=list(_forms(each, view, reading, typed)) if reading.is_owner else (),
        )
        for each in view.vendor.supporters
    ]
    add = (ActForm(SupporterAct.ADD, tuple(_fields(None, view, reading))),) if reading.is_owner else ()
    return TermsRoom("supporters", _FORMS, view.change("supporters"), items, add, typed, done)


def duty_room(
    view: TermsView, reading: Reading, done: str, typed: TypedForm | None, *, supporter: Supporter
) -> TermsRoom:
    """A supporter's own page: whether on duty, and away until when."""
    now = next((each for each in view.vendor.supporters if each.id == supporter.id), supporter)
    form = ActForm(SupporterAct.DUTY, (*_duty(now, view), *_confirming(typed, "")))
    item = TermsItem(now.id, now.name, list(_lines(now, view, reading)), forms=(form,))
    return TermsRoom("duty", _FORMS, view.change("supporters"), [item], (), typed, done)


def _lines(one: Supporter, view: TermsView, reading: Reading) -> Iterator[str]:
    texts, language = SUPPORTERS_TEXTS[reading.language], reading.language
    yield texts[f"reads_{one.language}"].format(address=one.address)
    if one.is_there(view.vendor.today):
        yield texts["on_duty"]
    elif one.on_duty and one.away_until:
        yield texts["away"].format(day=day_in_words(one.away_until, language))
    else:
        yield texts["off_duty"]
    hours = one.hours
    yield _hours(hours, language) if hours else texts["always"]
    if one.object_id:
        yield texts["object_id"].format(object_id=one.object_id)


def _hours(hours: WorkingHours, language: Language) -> str:
    return SUPPORTERS_TEXTS[language]["hours"].format(
        days=_days(hours.days, language), opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}"
    )


def _days(days: str, language: Language) -> str:
    """The days as they are read and written in this language: ``mån-fre``."""
    for name, said in _DAYS[language].items():
        days = days.replace(name, said)
    return days


def _forms(one: Supporter, view: TermsView, reading: Reading, typed: TypedForm | None) -> Iterator[ActForm]:
    about = FormField("about", "hidden", one.id)
    asked = tuple(_confirming(typed, one.id))
    yield ActForm(SupporterAct.CHANGE, (about, *_fields(one, view, reading), *asked), one.id)
    heirs = ((each.id, each.name) for each in view.vendor.supporters if each.id != one.id)
    choices = (("", SUPPORTERS_TEXTS[reading.language]["everybody"]), *heirs)
    heir = FormField("heir", "select", "", choices, needed=False)
    yield ActForm(SupporterAct.REMOVE, (about, heir, *asked), one.id)


def _confirming(typed: TypedForm | None, about: str) -> Iterator[FormField]:
    """What is asked in this one's form where nobody would be on duty any more."""
    if typed and isinstance(typed.refused, LastOnDuty) and typed.fields.get("about", "") == about:
        yield optional("confirmed", "checkbox")


def _fields(one: Supporter | None, view: TermsView, reading: Reading) -> Iterator[FormField]:
    languages = tuple((each.value, DESK_TEXTS[reading.language][f"in_{each}"]) for each in Language)
    hours = one.hours if one else None
    yield FormField("name", "text", one.name if one else "")
    yield FormField("address", "email", one.address if one else "")
    yield FormField("language", "select", one.language if one else Language.SWEDISH, languages)
    yield optional("days", "text", _days(hours.days, reading.language) if hours else "")
    yield optional("opens", "time", f"{hours.opens:%H:%M}" if hours else "")
    yield optional("closes", "time", f"{hours.closes:%H:%M}" if hours else "")
    yield optional("object_id", "text", one.object_id if one else "")
    yield from _duty(one, view)


def _duty(one: Supporter | None, view: TermsView) -> Iterator[FormField]:
    away = one.away_until if one else None
    ahead = away if away and view.vendor.today and away >= view.vendor.today else None
    yield optional("on_duty", "checkbox", "true" if one is None or one.on_duty else "")
    yield optional("away_until", "date", ahead.isoformat() if ahead else "")
