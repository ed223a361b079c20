"""A member as supporters read it: what it subscribes to and since when, its people, forms to change it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.domain.letters.sends import Recipient
from shared.domain.members.appointments import Appointment
from shared.domain.members.coverage import coverage
from shared.domain.members.member import Person, Seat
from shared.domain.members.subscriptions import State, SubscriptionHistory
from shared.mail.instants import day_in_words, instant_in_line
from shared.mail.vocabulary import DELIVERIES, reason_words
from shared.mail.wording import words
from shared.usecases.desk.desk_member import DeskMember
from shared.usecases.releases.member_token import MemberToken
from shared.web.desk.books.report_page import statement_path
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.members.desk_members_page import ends_in_words, last_day_in_words
from shared.web.desk.members.member_forms import (
    MEMBER_FORM_WORDS,
    MEMBER_FORMS_TEXTS,
    member_forms,
    products_of,
)
from shared.web.desk.members.member_paths import MEMBERS_PATH, UNCLAIMED_PATH
from shared.web.desk.members.typed_member import TypedMember
from shared.web.desk.ticket.beside_ticket import who
from shared.web.desk.ticket.ticket_story import in_brief, way_to
from shared.web.http.response import Response

DESK_MEMBER_TEXTS = words(Path(__file__).with_name("desk_member.toml"))


@dataclass(frozen=True, slots=True)
class MemberShown:
    """What the page says beside how things stand: what was ``done``, a token that was ``made``, a form."""

    done: str = ""
    made: MemberToken | None = None
    typed: TypedMember | None = None


def desk_member_page(found: DeskMember, reading: Reading, token: str, shown: MemberShown) -> Response:
    """The page as it stands now. ``token`` is for its forms."""
    language, typed, done = reading.language, shown.typed, shown.done
    texts, member = DESK_MEMBER_TEXTS[language], found.member
    return desk_page(
        "desk/members/desk_member.html",
        reading,
        status=typed.status if typed else 200,
        desk_member_texts=texts,
        title=member.name,
        done=texts["made"] if done == "new" else MEMBER_FORM_WORDS.done(done, language),
        made=_made(shown.made, reading) if shown.made else None,
        facts=_facts(found, reading),
        subscriptions=[_subscription(each, found, reading) for each in found.facts.subscriptions],
        seats=[_product(each, found, reading) for each in products_of(member, reading.vendor)],
        contacts=[_person(each) for each in member.contacts],
        contract=_person(member.owner),
        flagged=[
            (each.address, _flagged(each.reason, each.since, reading)) for each in found.facts.flags.flagged
        ],
        customers=[f"{each.provider}: {each.id}" for each in member.customers],
        tickets=[(*way_to(each.state.id, reading), in_brief(each, reading)) for each in found.tickets],
        more_tickets=found.more_tickets,
        forms=[MEMBER_FORM_WORDS.shown(each, language, typed) for each in member_forms(found, reading)],
        token=token,
        ways_on=_ways_on(found, reading),
    )


def _made(made: MemberToken, reading: Reading) -> tuple[str, str]:
    """The token, and until when it holds."""
    until = instant_in_line(made.expires, reading.vendor.zone, reading.language)
    return made.token, DESK_MEMBER_TEXTS[reading.language]["token_until"].format(until=until)


def _facts(found: DeskMember, reading: Reading) -> list[tuple[str, str]]:
    """What the member is, in brief: each with what it is called."""
    texts, member = DESK_MEMBER_TEXTS[reading.language], found.member
    told = [
        (texts["id"], member.id),
        (texts["language"], DESK_TEXTS[reading.language][f"in_{member.language}"]),
    ]
    return [*told, (texts["domains"], ", ".join(member.domains))] if member.domains else told


def _subscription(history: SubscriptionHistory, found: DeskMember, reading: Reading) -> dict[str, object]:
    """One subscription: what the gate says of a message that comes now, and how it came to that."""
    vendor, language = reading.vendor, reading.language
    product = vendor.product_referred(history.product)
    now = coverage(history, found.now, vendor.grace)
    return {
        "product": vendor.product_called(product) if product else history.product,
        "unsold": not product,
        "reason": reason_words(now.reason, language).short,
        "covered": now.covered,
        "ends": ends_in_words(now, reading),
        "source": DESK_MEMBER_TEXTS[language][f"providers.{history.provider}"],
        "states": [_state(each, reading) for each in reversed(history.states)],
    }


def _state(state: State, reading: Reading) -> str:
    """What was said of it, since when, and until when is paid."""
    texts, zone = DESK_MEMBER_TEXTS[reading.language], reading.vendor.zone
    called = MEMBER_FORMS_TEXTS[reading.language][f"statuses.{state.known}"] if state.known else state.status
    since = day_in_words(state.at.astimezone(zone).date(), reading.language)
    line = texts["state"].format(status=called, since=since)
    if state.paid_until is None:
        return line
    return f"{line}. {texts['paid'].format(until=last_day_in_words(state.paid_until, reading))}"


def _product(product: str, found: DeskMember, reading: Reading) -> dict[str, object]:
    """Who is responsible for a product there, and what that person says to it."""
    seats = [each for each in found.member.seats if each.product == product]
    return {
        "product": reading.vendor.product_called(product),
        "people": [(_person(each), _appointed(each, found, reading)) for each in seats],
    }


def _appointed(seat: Seat, found: DeskMember, reading: Reading) -> list[str]:
    texts = DESK_MEMBER_TEXTS[reading.language]
    named = found.facts.appointments.named_for(seat)
    lines = [_word(named, reading)] if named else []
    if seat.studied:
        lines.append(texts["studied"].format(since=day_in_words(seat.studied, reading.language)))
    return lines


def _word(named: Appointment, reading: Reading) -> str:
    """Confirmed, declined, or not said yet."""
    texts = DESK_MEMBER_TEXTS[reading.language]
    for name, at in (("confirmed", named.confirmed), ("declined", named.declined), ("asked", named.asked)):
        if at:
            return texts[f"appointments.{name}"].format(
                at=instant_in_line(at, reading.vendor.zone, reading.language)
            )
    return texts["appointments.held"]


def _flagged(reason: str, since: datetime, reading: Reading) -> str:
    """Why an address is not used, and since when."""
    texts, language = DESK_MEMBER_TEXTS[reading.language], reading.language
    at = instant_in_line(since, reading.vendor.zone, language)
    return texts["flag"].format(why=DELIVERIES[language].get(reason) or texts["declined_seat"], at=at)


def _person(person: Person) -> str:
    return who(Recipient(address=person.address, name=person.name))


def _ways_on(found: DeskMember, reading: Reading) -> list[tuple[str, str]]:
    texts = DESK_MEMBER_TEXTS[reading.language]
    claim = (reading.to(UNCLAIMED_PATH, member=found.member.id), texts["claim"])
    statement = (reading.to(statement_path(found.member.id)), texts["statement"])
    return [(reading.to(MEMBERS_PATH), texts["all"]), statement, *([claim] if reading.is_owner else [])]
