"""The member's page as its owner reads it: seats, open tickets, the month, contacts; each with its form."""

from dataclasses import dataclass
from datetime import datetime

from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.members.member import Person
from shared.domain.values.mail_domain import compared_address
from shared.domain.values.vendor import Language, Vendor
from shared.mail.instants import instant_in_line, instant_in_words, month_in_words
from shared.mail.vocabulary import DELIVERIES
from shared.usecases.seats.read_seats import HolderView, SeatsView, SeatView
from shared.web.http.response import Response
from shared.web.links.member_pages import Typed, member_page
from shared.web.seats.matters import SEATS_TEXTS, shown_closed, shown_matter, shown_newest
from shared.web.seats.month_figures import month_figures
from shared.web.seats.seats_forms import SeatsAct


@dataclass(frozen=True, slots=True)
class _Form:
    """A person's fields in one form of the page; ``typed``: it comes again with what was typed."""

    act: str
    number: int
    product: str = ""
    before: str = ""
    address: str = ""
    name: str = ""
    typed: bool = False

    @property
    def open(self) -> bool:
        """Shown unfolded: it comes again, or a seat waits for somebody."""
        return self.typed or (self.act == SeatsAct.SEAT and not self.before)


class _Forms:
    """Makes the page's forms, each with a number of its own, and puts what was typed where it belongs."""

    def __init__(self, view: SeatsView, typed: Typed | None) -> None:
        self._typed = typed
        self._place = _place_of(view, typed) if typed else None
        self._made = 0

    def of(self, act: SeatsAct, person: Person | HolderView | None = None, product: str = "") -> _Form:
        self._made += 1
        before, name = (person.address, person.name) if person else ("", "")
        if self._typed is None or self._place != (act, product, before):
            return _Form(act, self._made, product, before, before, name)
        named = (self._typed.text("address"), self._typed.text("name"))
        return _Form(act, self._made, product, before, *named, typed=True)


def _place_of(view: SeatsView, typed: Typed) -> tuple[str, str, str]:
    """Which form was sent; where its person is there no more, the one in its place, else the empty one."""
    act, product, before = (typed.text(name) for name in ("act", "product", "before"))
    held = [each.address for seat in view.seats if seat.product == product for each in seat.holders]
    people = held if act == SeatsAct.SEAT else [each.address for each in view.contacts]
    same = [each for each in people if compared_address(each) == compared_address(before)]
    return act, product, next(iter((*same, *held)), "")


def seats_page(
    view: SeatsView,
    vendor: Vendor,
    language: Language,
    path: str,
    now: datetime,
    *,
    done: str | None = None,
    typed: Typed | None = None,
) -> Response:
    """The page as it stands now; with the form again where it was refused. ``done``: what was just done."""
    texts, forms = SEATS_TEXTS[language], _Forms(view, typed)
    return member_page(
        "seats/seats.html",
        vendor,
        language,
        path,
        typed=typed,
        seats_texts=texts,
        title=texts["title"].format(name=view.name),
        done=_done(done, language),
        version=view.version,
        seats=[_seat(each, forms, vendor, language) for each in view.seats],
        matters=[shown_matter(each, now, vendor, language) for each in view.matters],
        closed=[shown_closed(each, vendor, language) for each in view.closed],
        newest=[shown_newest(each, vendor, language) for each in view.newest],
        month=texts["month"].format(month=month_in_words(view.month, language)),
        figures=month_figures(view, vendor, language),
        contacts=[_contact(each, forms, language) for each in view.contacts],
        new_contact=forms.of(SeatsAct.CONTACT),
        news=[(each.title.read_in(language), each.address) for each in view.news],
    )


def _done(done: str | None, language: Language) -> str:
    texts = SEATS_TEXTS[language]
    said = {
        SeatsAct.SEAT: texts["named"],
        SeatsAct.CONTACT: texts["saved"],
        SeatsAct.REMOVE: texts["saved"],
        SeatsAct.ASK: texts["asks"],
    }
    return said.get(SeatsAct(done), "") if done in set(SeatsAct) else ""


def who(person: Person | HolderView) -> str:
    """Name and address, or the address alone."""
    return f"{person.name}, {person.address}" if person.name else person.address


def _seat(seat: SeatView, forms: _Forms, vendor: Vendor, language: Language) -> dict[str, object]:
    holders = [
        {
            "who": SEATS_TEXTS[language]["held"].format(who=who(each)),
            "flagged": each.flag is not None,
            "stands": _stands(each, vendor, language),
            "row": forms.of(SeatsAct.SEAT, each, seat.product),
            "ask": _asking(each, language),
        }
        for each in seat.holders
    ]
    return {
        "name": vendor.product_called(seat.product),
        "until": _until(seat, vendor, language),
        "empty": not holders,
        "holders": holders,
        "new": None if holders else forms.of(SeatsAct.SEAT, None, seat.product),
    }


def _until(seat: SeatView, vendor: Vendor, language: Language) -> str:
    texts = SEATS_TEXTS[language]
    if not seat.covered:
        return texts["lapsed"]
    until = instant_in_words(seat.until, vendor.zone, language) if seat.until else ""
    return texts["until"].format(until=until) if until else texts["no_end"]


def _stands(holder: HolderView, vendor: Vendor, language: Language) -> str:
    """Why the address is not used; else whether the person has confirmed or was asked to, and has studied."""
    texts = SEATS_TEXTS[language]
    if isinstance(holder.flag, DeliveryStatus):
        return texts["unreachable"].format(reason=DELIVERIES[language][holder.flag])
    if holder.flag:
        return texts["declined"]
    said = _said(holder, vendor, language)
    return f"{said} {texts['studied']}" if holder.studied else said


def _said(holder: HolderView, vendor: Vendor, language: Language) -> str:
    texts = SEATS_TEXTS[language]
    if holder.confirmed:
        return texts["confirmed"].format(at=instant_in_line(holder.confirmed, vendor.zone, language))
    if holder.asked:
        return texts["unconfirmed_since"].format(at=instant_in_line(holder.asked, vendor.zone, language))
    return texts["unconfirmed"]


def _asking(holder: HolderView, language: Language) -> str:
    """What stands on the button that asks the person to confirm; "" where it may not be asked now."""
    if not holder.may_be_asked:
        return ""
    texts, named = SEATS_TEXTS[language], holder.name or holder.address
    return texts["ask_again"].format(who=named) if holder.asked else texts["ask"].format(who=named)


def _contact(person: Person, forms: _Forms, language: Language) -> dict[str, object]:
    texts, named = SEATS_TEXTS[language], person.name or person.address
    return {
        "who": who(person),
        "row": forms.of(SeatsAct.CONTACT, person),
        "change": texts["change_contact"].format(who=named),
        "remove": texts["remove"].format(who=named),
    }
