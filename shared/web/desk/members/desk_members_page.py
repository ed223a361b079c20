"""The members as supporters read them: those of one sort, found by name, and the same as a file."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from shared.domain.members.coverage import Coverage
from shared.domain.members.member_finding import MembersFilter
from shared.domain.members.member_listing import MemberLine, SubscriptionLine
from shared.mail.instants import day_in_words
from shared.mail.vocabulary import products_listed, reason_words
from shared.mail.wording import words
from shared.usecases.desk.desk_members import DeskMembers
from shared.web.books.report_csv import harmless
from shared.web.desk.desk_page import DESK_TEXTS, Reading, desk_page
from shared.web.desk.members.member_paths import (
    IMPORT_PATH,
    LIST_FILE_PATH,
    MEMBERS_PATH,
    NEW_PATH,
    UNCLAIMED_PATH,
    member_path,
)
from shared.web.http.response import Response

DESK_MEMBERS_TEXTS = words(Path(__file__).with_name("desk_members.toml"))
HEADINGS = ("id", "name", "language", "product", "billed_as", "status", "covered", "reason", "until")
FURTHER_HEADINGS = ("empty_seats", "flagged_seats")


def desk_members_page(members: DeskMembers, reading: Reading) -> Response:
    """The page as it stands now."""
    looked, texts = members.looked, DESK_MEMBERS_TEXTS[reading.language]
    asked = {"only": looked.only, "q": looked.called}
    return desk_page(
        "desk/members/desk_members.html",
        reading,
        desk_members_texts=texts,
        title=texts[f"views.{looked.only}"],
        views=[_view(each, members, reading) for each in MembersFilter],
        only=looked.only,
        typed=looked.called,
        said=texts["found"].format(number=members.found) if members.found else _none(members, reading),
        rows=[_row(each, members.now, reading) for each in members.page],
        following=reading.to(MEMBERS_PATH, **asked, after=members.next) if members.next else "",
        first=reading.to(MEMBERS_PATH, **asked) if looked.after else "",
        file_address=reading.to(LIST_FILE_PATH, **asked),
        doors=_doors(reading),
    )


def members_file(lines: Sequence[MemberLine]) -> Response:
    """The members as CSV (RFC 4180), for spreadsheets: a row a subscription, one of a member that has none.

    UTF-8 with a byte order mark; instants in UTC.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow((*HEADINGS, *FURTHER_HEADINGS))
    writer.writerows([harmless(cell) for cell in row] for line in lines for row in _cells(line))
    headers = {
        "Content-Type": "text/csv",
        "Content-Disposition": 'attachment; filename="members.csv"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(200, headers, text.getvalue().encode("utf-8-sig"))


def ends_in_words(found: Coverage, reading: Reading) -> str:
    """Until which day of the vendor's it covers, if nothing more is heard; "" where no end is known."""
    if found.until is None:
        return ""
    until = last_day_in_words(found.until, reading)
    return DESK_MEMBERS_TEXTS[reading.language]["until"].format(until=until)


def last_day_in_words(until: datetime, reading: Reading) -> str:
    """The last day of the vendor's of which a part comes before this instant."""
    last = (until - timedelta(microseconds=1)).astimezone(reading.vendor.zone).date()
    return day_in_words(last, reading.language)


def _none(members: DeskMembers, reading: Reading) -> str:
    """What is said where no member is shown."""
    texts, looked = DESK_MEMBERS_TEXTS[reading.language], members.looked
    at_all = looked.called or members.counts[MembersFilter.ALL]
    return texts[f"none.{looked.only}"] if at_all else texts["no_members"]


def _view(only: MembersFilter, members: DeskMembers, reading: Reading) -> tuple[str, str, int, bool]:
    """What the choice is called, where it leads, how many it has, and whether it is the one."""
    called = DESK_MEMBERS_TEXTS[reading.language][f"views.{only}"]
    address = reading.to(MEMBERS_PATH, only=only, q=members.looked.called)
    return called, address, members.counts[only], only is members.looked.only


def _doors(reading: Reading) -> list[tuple[str, str]]:
    """Where the page leads on; to what the owner alone may do only the owner is led."""
    texts = DESK_MEMBERS_TEXTS[reading.language]
    new = [(reading.to(NEW_PATH), texts["new"])] if reading.acts or reading.is_owner else []
    owners = [(reading.to(IMPORT_PATH), texts["import"])] if reading.is_owner else []
    return [*new, (reading.to(UNCLAIMED_PATH), texts["unclaimed"]), *owners]


def _row(line: MemberLine, now: datetime, reading: Reading) -> dict[str, object]:
    texts, language = DESK_MEMBERS_TEXTS[reading.language], reading.language
    empty = products_listed(line.empty_seats, reading.vendor, language)
    flagged = products_listed(line.flagged_seats, reading.vendor, language)
    return {
        "address": reading.to(member_path(line.id)),
        "name": line.name,
        "id": line.id,
        "language": DESK_TEXTS[language][f"in_{line.language}"],
        "subscriptions": [_subscription(each, now, reading) for each in line.subscriptions],
        "warnings": [
            *([texts["empty"].format(products=empty)] if empty else []),
            *([texts["flagged"].format(products=flagged)] if flagged else []),
        ],
    }


def _subscription(line: SubscriptionLine, now: datetime, reading: Reading) -> dict[str, object]:
    until = line.coverage.until
    return {
        "product": reading.vendor.product_called(line.product) if line.product else line.billed_as,
        "reason": reason_words(line.coverage.reason, reading.language).short,
        "covered": line.coverage.covered,
        "ends": ends_in_words(line.coverage, reading) if until and until > now else "",
    }


def _cells(line: MemberLine) -> Iterator[list[str]]:
    """The member's rows, in the order of the headings."""
    first = [line.id, line.name, line.language]
    last = [" ".join(line.empty_seats), " ".join(line.flagged_seats)]
    for each in line.subscriptions:
        found = each.coverage
        until = found.until.isoformat() if found.until else ""
        covered = "yes" if found.covered else "no"
        yield [*first, each.product, each.billed_as, each.status, covered, found.reason, until, *last]
    if not line.subscriptions:
        yield [*first, *("" for _ in HEADINGS[3:]), *last]
