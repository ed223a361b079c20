"""The script of a month: what a member and the vendor do through March 2026, in order.

A member that subscribes to three products, two errors, one release, one item of news, and one empty seat.
Beside each answer stands how long it took, reckoned by hand.
"""

from typing import Any

from shared.domain.facts.links import Purpose
from tests.examples.member_links import link_in
from tests.triggers.books.a_desk_in_march import ULLA, DeskInMarch
from tests.triggers.calling import call

STRANGER = "someone@elsewhere.example.com"
NEWS: dict[str, Any] = {
    "title": {"sv": "Vi har nya lokaler", "en": "We have moved"},
    "text": {"sv": "Hälsa på.", "en": "Come and see us."},
    "products": ["planner", "ledger", "archive"],
}
NOTES = {"sv": "Kalendern fylls igen.", "en": "The calendar fills again."}
QUOTE: dict[str, Any] = {"text": "A new solution.", "answers_up_to": "m1", "estimate_minutes": 180}
SIGNED = {"signature": "Ulla Ek", "agreed": "yes"}


async def until_the_last_hour(march: DeskInMarch) -> str:
    """From Monday the 2nd to 23:00 on Tuesday the 31st; the ticket on which work is billed."""
    error, total = await first_week(march)
    await second_week(march)
    work = await work_is_quoted(march)
    await third_week(march, error)
    await fourth_week(march, total, work)
    return work


async def over_midnight(march: DeskInMarch, work: str) -> None:
    """The month's last question is answered in April, in which work goes on; it is the 1st at 09:00."""
    late = await march.asked("31 23:30", "Planner", "question", "Is there a shortcut?")
    await march.answered("01 00:30", late, month=4)  # 1 h, on the next day
    await march.until("01 09:00", month=4)
    await march.by_anna(f"{work}/minutes", minutes=15, text="Changed a colour.")


async def first_week(march: DeskInMarch) -> tuple[str, str]:
    """Two errors are reported and confirmed, a document is asked about, and one answer is late."""
    calendar = await march.asked("02 10:00", "Planner", "error", "The calendar stays empty.")
    await march.until("02 11:00")
    error = await entered(march, "planner", "The calendar stays empty")
    await march.answered("02 12:30", calendar, errors=[error])  # 2.5 h
    await confirmed(march, "03 09:00", error)
    total = await march.asked("03 16:00", "Ledger", "error", "The total is wrong.")
    await march.answered("04 11:00", total)  # 19 h, on the next day
    other = await entered(march, "ledger", "The total is wrong")
    await march.by_anna(f"/api/register/{other}/ties/{total.rpartition('/')[2]}", "PUT")
    await studied(march)
    await confirmed(march, "06 09:00", other)
    slow = await march.asked("06 14:00", "Archive", "question", "How long are things kept?")
    await march.answered("08 09:00", slow, promised="2026-03-10")  # 43 h, over a weekend: a breach
    return error, total


async def entered(march: DeskInMarch, product: str, title: str) -> str:
    """A new entry of the register."""
    words = {"sv": title, "en": title}
    body: dict[str, Any] = {"product": product, "title": words, "text": words}
    return str((await march.by_anna("/api/register", **body))["entry"])


async def confirmed(march: DeskInMarch, local: str, entry: str) -> None:
    """The entry is an error, as was found at this instant."""
    await march.until(local)
    await march.by_anna(f"/api/register/{entry}/state", "PUT", state="confirmed")


async def studied(march: DeskInMarch) -> None:
    """Rune asks about a place in what there is to study of Planner, and has studied it; not so of Ledger."""
    await march.until("05 09:00")
    (mail,) = [each for each in march.fake.mailer.delivered if each.subject == "Reading for Planner"]
    page = link_in(mail.text, Purpose.STUDY)
    await march.posted(page, act="ask", document="manual", place="3", message="Where are exports saved?")
    (asked,) = (await call("GET", "/api/documents/planner/questions?document=manual")).json["questions"]
    await march.answered("05 10:00", f"/api/tickets/{asked['ticket']}")  # 1 h
    await march.posted(page, act="studied", document="manual")


async def second_week(march: DeskInMarch) -> None:
    """A conference is held, a promise is kept too late, thanks need no answer, and news goes out."""
    talk = await march.asked("09 08:00", "Planner", "conference", "May we talk?")
    await march.answered("09 09:00", talk)  # 1 h
    slots = [
        {"start": f"2026-03-10T{hour}:00:00+01:00", "way": "teams", "place": "https://teams.example.com/m/1"}
        for hour in (10, 14)
    ]
    await march.by_anna(f"{talk}/conferences/m1/offers", slots=slots)
    await march.at_the_link(ULLA, Purpose.CONFERENCE, "pick")
    await march.until("10 11:00")
    await march.by_anna(f"{talk}/conferences/m1/held")  # at 10:00, after 26 of the 36 h
    await march.answered("11 09:00", await ticket_about("archive"))  # promised by the end of the 10th
    await march.written("11 13:00", talk, "Thank you!")
    await march.by_anna(f"{talk}/turns/m2/no-answer-needed", reason="Thanks.")
    await march.until("12 09:00")
    await march.done("POST", "/api/news", **NEWS)


async def ticket_about(product: str) -> str:
    """The address of the one ticket about this product in the queue."""
    tickets = (await call("GET", "/api/queue")).json["tickets"]
    (found,) = [each["ticket"] for each in tickets if each["product"] == product]
    return f"/api/tickets/{found}"


async def work_is_quoted(march: DeskInMarch) -> str:
    """Work is quoted, which is an answer, accepted, and done for 90 minutes; the address of its ticket."""
    work = await march.asked("12 10:00", "Planner", "question", "Could you build us a report?")
    await march.until("12 11:00")
    await march.by_anna(f"{work}/quotes", **QUOTE)  # 1 h
    await march.until("12 15:00")
    await march.at_the_link(ULLA, Purpose.QUOTE, "accept", **SIGNED)
    await march.until("13 16:00")
    await march.by_anna(f"{work}/minutes", minutes=90, text="Built it.")
    return work


async def third_week(march: DeskInMarch, error: str) -> None:
    """The first error is reported again, a promise is kept, the fix is released, and a stranger asks."""
    again = await march.asked("16 09:00", "Planner", "error", "It is empty here too.")
    await march.answered("16 10:00", again, promised="2026-03-19", errors=[error])  # 1 h
    await march.until("17 09:00")
    await march.by_anna(f"/api/register/{error}/state", "PUT", state="fixed", version="9.1")
    await march.answered("18 15:00", again)  # the promise is kept, a day early
    await march.until("20 09:00")
    release: dict[str, Any] = {"product": "planner", "version": "9.1", "notes": NOTES, "fixes": [error]}
    await march.by_anna("/api/releases", **release, address="https://download.example.com/planner-9.1.msi")
    await march.by_anna(f"{again}/close")
    await march.asked("20 10:00", "Planner", "question", "What does it cost?", STRANGER)


async def fourth_week(march: DeskInMarch, total: str, work: str) -> None:
    """The second error is asked about again; summer time begins in the night to the 29th; work is tried."""
    await march.written("24 10:00", total, "When will it be right?")
    await march.answered("24 12:00", total, "m2")  # 2 h
    night = await march.asked("28 12:00", "Planner", "question", "Which view is best?")
    await march.answered("29 12:30", night)  # 23.5 h, though a clock on the wall says 24 h 30 min
    await march.until("31 18:00")
    await march.by_anna(f"{work}/minutes", minutes=30, text="Tried it.")
    await march.until("31 23:00")
