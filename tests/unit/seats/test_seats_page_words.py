"""What stands on the member's page, as its owner reads it."""

from html import unescape

import pytest

from shared.domain.books.books import VendorSide
from shared.domain.books.further_books import MemberSide
from shared.domain.facts.delivery_reports import DeliveryStatus
from shared.domain.members.seat_flags import FlagReason, PersonsWord
from shared.domain.news.news import Title
from shared.domain.values.vendor import Language
from shared.usecases.seats.read_matters import MatterView
from shared.usecases.seats.read_seats import HolderView, PastNewsView, SeatsView, SeatView
from shared.web.seats.seats_page import seats_page
from tests.fakes.desk import START, VENDOR

RUNE = HolderView(address="rune@acme.example.org", name="Rune", studied=None, confirmed=None, flag=None)
VIEW = SeatsView(
    name="Acme",
    language=Language.ENGLISH,
    version="v",
    seats=(SeatView(product="planner", covered=True, until=START, holders=(RUNE,)),),
    contacts=(),
    matters=(),
    month="2026-03",
    vendor_side=VendorSide(),
    member_side=MemberSide(products_subscribed=1, seats_filled=1),
)
BUSY = VendorSide(
    messages=4,
    answered_in_time=2,
    answered_late=1,
    answered_same_day=1,
    median_hours=1.5,
    conferences_asked_for=2,
    conferences_in_time=1,
    conferences_by_offer=1,
    promises_given=2,
    promises_kept=1,
    errors_reported=3,
    billable_minutes=90,
)


def page(view: SeatsView, language: Language = Language.ENGLISH) -> str:
    return unescape(seats_page(view, VENDOR, language, "/x", START).body.decode()).replace("\u00a0", " ")


def held_by(holder: HolderView) -> SeatsView:
    return VIEW.but(seats=(VIEW.seats[0].but(holders=(holder,)),))


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        (DeliveryStatus.BOUNCED, "The email bounced: the address does not exist or does not accept email."),
        (PersonsWord.DECLINED, "The person says that it is someone else. Enter who it is."),
        (None, "Has not confirmed yet."),
    ],
)
def test_a_holder_stands_with_why_the_address_is_not_used_or_whether_it_has_confirmed(
    flag: FlagReason | None, said: str
) -> None:
    assert said in page(held_by(RUNE.but(flag=flag)))


def test_who_has_confirmed_and_studied_stands_so() -> None:
    said = page(held_by(RUNE.but(confirmed=START, studied=START.date())))
    assert "Confirmed on Monday 2 March" in said
    assert "Has studied the documentation." in said


@pytest.mark.parametrize(
    ("covered", "said"), [(True, "runs until Monday 2 March 2026"), (False, "not active")]
)
def test_a_product_stands_with_until_when_it_is_subscribed_to(*, covered: bool, said: str) -> None:
    assert said in page(VIEW.but(seats=(VIEW.seats[0].but(covered=covered),)))


def test_the_months_figures_stand_for_both_sides_and_what_nobody_asked_for_does_not() -> None:
    quiet, busy = page(VIEW), page(VIEW.but(vendor_side=BUSY))
    assert "Conferences in time" not in quiet
    for label, value in {
        "Messages from you": "4",
        "Answered within 24 hours": "2 of 3",
        "Answered the same day": "1 of 3",
        "Usual answer time (median)": "1 hour 30 minutes",
        "Conferences in time": "2 of 2",
        "Promises kept": "1 of 2",
        "Error reports": "3",
        "Work at an hourly rate": "1 hour 30 minutes",
        "Products with a responsible person": "1 of 1",
    }.items():
        assert f"<dt>{label}</dt><dd>{value}</dd>" in busy


def test_past_news_stands_by_title_in_the_readers_language_where_there_is_any() -> None:
    title = Title(sv="Planner 7.2 är här", en="Planner 7.2 is here")
    told = VIEW.but(news=(PastNewsView(title=title, address="https://desk.example.com/api/member/news/x"),))
    assert '/api/member/news/x">Planner 7.2 is here</a>' in page(told)
    assert '/api/member/news/x">Planner 7.2 är här</a>' in page(told, Language.SWEDISH)
    assert 'id="news"' not in page(VIEW)


def test_a_ticket_without_a_subject_or_a_promise_is_said_to_be_so() -> None:
    matter = MatterView(code="k3f7-q2mz", subject="", since=START, promised=None, waits=True)
    said = page(VIEW.but(matters=(matter, matter.but(waits=False))))
    assert said.count("No subject") == 2
    assert "Waiting for a decision." in said
    assert "Answered." in said
