"""A month of the owner, two supporters and a member, played in browsers, from an empty desk to its report.

The owner and Ben read English, Anna and the member Swedish. Whatever they do they do on pages, or by a link.
"""

import io
import zipfile
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from shared.domain.facts.links import Purpose
from tests.browser.a_month_at_the_desk import STOCKHOLM, Month, figures_of, month
from tests.browser.supporters_at_work import MailProgram
from tests.browser.test_help_inside_a_product import example_at

__all__ = ["month"]

MEMBERS = """id;name;language;owner;product;since
norrland;Norrland AB;sv;maja@norrland.example.se;planner;2026-01-01
kusten;Kusten AB;sv;kim@kusten.example.se;kassaboken;2026-01-01
"""
RUNE, BEN, CIA = "rune@norrland.example.se", "ben@vendor.example.com", "cia@vendor.example.com"
SUBJECT = "Kalendern blir tom"
RECKONED = {
    "Messages": {"Came in the month": "3", "Covered by a subscription": "2", "Not covered": "1"},
    "Answers within 24 hours": {"Reply clocks": "2", "Answered in time": "2", "Answered the same day": "2"},
    "Error reports and hourly work": {"Error reports": "1", "Answered and closed": "1"},
    "What members promise": {"Products subscribed to": "1", "Have a responsible person": "1"},
    "The register of errors": {
        "New in the register": "1",
        "Confirmed": "1",
        "Fixed": "1",
        "Released": "1",
        "From confirmed to released, median": "21 days",
        "From confirmed to released, longest": "21 days",
    },
}
"""By card: Maja's error and Pat's question were answered on the day, and Kim's waits for a decision."""
MEMBERS_RECKONED = [["Kusten AB", "1", "0", "0", "0"], ["Norrland AB", "2", "2", "2", "0"]]
"""Messages, clocks, in time, late."""


def test_an_owner_two_supporters_and_a_member_play_a_month_from_an_empty_desk(month: Month) -> None:
    everybody_signs_in(month)
    the_owner_hires_and_sells(month)
    the_owner_takes_members_from_a_file_and_one_lapses(month)
    the_members_contact_fills_a_seat(month)
    three_requests_come_one_of_them_from_inside_the_product(month)
    the_supporters_answer(month)
    an_error_is_entered_and_confirmed(month)
    month.stack.advance("21d")
    a_word_of_three_weeks_ago_is_found(month)
    the_error_is_fixed_and_released(month)
    news_is_previewed_tested_and_sent(month)
    a_person_is_exported(month)
    the_report_is_the_one_reckoned_by_hand(month)


def everybody_signs_in(month: Month) -> None:
    for person in (month.olga, month.anna, month.ben):
        person.signs_in()


def the_owner_hires_and_sells(month: Month) -> None:
    olga = month.olga
    olga.goes("terms")
    olga.does("add", name="Cia Carlsson", address=CIA, language="sv")
    olga.does("change", "ben", on_duty=False)
    olga.follows("Products")
    olga.does("add", name="Kassaboken", billing="prod_kassaboken")
    olga.follows("Canned answers")
    olga.does(
        "add",
        title_sv="Tack för rapporten",
        text_sv="Hej {name}! Vi har sett felet i {product}.",
        title_en="Thank you for the report",
        text_en="Hello {name}! We have seen the error in {product}.",
    )


def the_owner_takes_members_from_a_file_and_one_lapses(month: Month) -> None:
    olga = month.olga
    olga.goes("members")
    olga.follows("a file")
    chosen = {"name": "members.csv", "mimeType": "text/csv", "buffer": MEMBERS.encode()}
    olga.form("preview").locator("input[type=file]").set_input_files(chosen)  # type: ignore[arg-type] # as the library has it
    olga.sends("preview")
    olga.does("import")
    olga.goes("members")
    olga.follows("Kusten AB")
    yesterday = month.stack.now().astimezone(STOCKHOLM) - timedelta(days=1)
    olga.does("subscription", product="kassaboken", status="cancelled", since=f"{yesterday:%Y-%m-%d}")


def the_members_contact_fills_a_seat(month: Month) -> None:
    maja, page = month.maja, month.maja.screen.page
    page.goto(f"{month.stack.running.http}/api/member/seats/request?language=sv")
    page.locator("input[type=email]").fill(maja.mail.address)
    page.locator("main form button").first.click()
    page.wait_for_load_state()
    month.stack.rest()
    page = maja.follows_link(Purpose.SEATS)
    page.locator("main form input[type=email]").first.fill(RUNE)
    page.locator("main form button").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    month.stack.rest()
    assert month.stack.mails(to=RUNE)


def three_requests_come_one_of_them_from_inside_the_product(month: Month) -> None:
    month.maja.asks_by_form("error", SUBJECT, "Den blir tom efter importen.")
    month.kim.asks_by_form("question", "Hur byter man år?", "Vi hittar det inte.")
    month.anna.goes("members")
    month.anna.follows("Norrland AB")
    month.anna.sends("for_programs")
    token = month.anna.page.locator("code.token").inner_text()
    stack, page = month.stack, month.product.page
    with example_at(stack.site, stack, token, month.folder) as address:
        page.goto(address)
        page.get_by_role("button", name="Help").click()
        form = page.frame_locator("iframe")
        expect(form.get_by_text("Norrland AB")).to_be_visible()
        stack.advance("1m")
        form.locator("#subject").fill("My exports")
        form.get_by_label("Message").fill("Where do my exports go?")
        form.locator("main form button[type=submit]").last.click()
        expect(form.get_by_role("heading", level=1)).to_contain_text("Thank you")
    stack.rest()
    assert not month.stack.mails(to=BEN)
    assert month.stack.mails(to=CIA)


def the_supporters_answer(month: Month) -> None:
    anna, ben = month.anna, month.ben
    anna.goes("queue")
    anna.follows(SUBJECT)
    anna.page.select_option("#canned", label="Tack för rapporten")
    anna.page.get_by_role("button", name="Infoga").click()
    expect(anna.page.locator("#answer-text")).to_have_value("Hej Maja! Vi har sett felet i Veckoplan.")
    anna.does("answer")
    ben.goes("queue")
    ben.follows("My exports")
    ben.does("answer", text="In the folder Documents.", close=True)
    ben.goes("queue")
    assert month.maja.mail.got("Vi har sett felet i Veckoplan.")


def an_error_is_entered_and_confirmed(month: Month) -> None:
    anna = month.anna
    anna.goes("register")
    anna.does(
        "enter",
        product="planner",
        title_sv=SUBJECT,
        title_en="The calendar stays empty",
        text_sv="Den blir tom efter en import.",
        text_en="It stays empty after an import.",
        workaround_sv="Starta om Veckoplan.",
        workaround_en="Restart Veckoplan.",
    )
    anna.goes("queue")
    anna.follows(SUBJECT)
    anna.does("tie", about="E-1")
    anna.goes("register")
    anna.follows(SUBJECT)
    anna.does("confirmed")
    assert month.maja.mail.got("Starta om Veckoplan.")


def a_word_of_three_weeks_ago_is_found(month: Month) -> None:
    month.ben.finds("importen", SUBJECT)
    month.ben.reads("Den blir tom efter importen.")


def the_error_is_fixed_and_released(month: Month) -> None:
    anna = month.anna
    anna.goes("register")
    anna.follows(SUBJECT)
    anna.does("fixed", version="9.1")
    anna.goes("releases")
    anna.sends(
        "preview",
        version="9.1",
        notes_sv="Kalendern blir inte tom längre.",
        notes_en="The calendar stays empty no longer.",
        fixes="E-1",
        address="https://downloads.example.com/9.1",
    )
    anna.reads("Kalendern blir inte tom längre.")
    anna.does("release")
    assert month.maja.mail.got("9.1")


def news_is_previewed_tested_and_sent(month: Month) -> None:
    ben = month.ben
    ben.goes("news")
    ben.does(
        "draft",
        products1=True,
        title_sv="Kurs i januari",
        title_en="A course in January",
        text_sv="Välkomna till en kurs.",
        text_en="Welcome to a course.",
    )
    ben.reads("Välkomna till en kurs.", "Welcome to a course.")
    ben.does("test", language="en")
    assert MailProgram(month.stack, BEN, "Ben").got("Welcome to a course.")
    ben.does("send")
    month.stack.advance("1h")
    assert MailProgram(month.stack, RUNE, "Rune").got("Välkomna till en kurs.")
    assert not month.kim.mail.got("Välkomna till en kurs.")


def a_person_is_exported(month: Month) -> None:
    anna = month.anna
    anna.goes("people")
    anna.sends("look", address=month.maja.mail.address)
    with anna.page.expect_download() as download:
        anna.form("export").locator("button[type=submit]").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as files:
        told = b"".join(files.read(each) for each in files.namelist()).decode("utf-8", "replace")
    assert ("Den blir tom efter importen." in told, "kim@kusten" in told) == (True, False)


def the_report_is_the_one_reckoned_by_hand(month: Month) -> None:
    olga = month.olga
    olga.goes("report")
    olga.page.locator("#month").fill(f"{month.stack.now().astimezone(STOCKHOLM):%Y-%m}")
    olga.page.locator(".month-choice button").click()
    olga.page.wait_for_load_state()
    assert figures_of(olga.page) == RECKONED
    pictures = olga.page.locator("svg:not([aria-hidden])")
    expect(pictures.first).to_contain_text("2 of 2 (100%)")
    expect(pictures.filter(has_text="Anna Andersson")).to_contain_text("1 of 1 in time")
    rows = olga.page.locator("table").last.locator("tbody tr").all_inner_texts()
    assert [row.split("\t")[:5] for row in rows] == MEMBERS_RECKONED
