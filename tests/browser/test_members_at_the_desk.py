"""Members in a browser: the owner takes them from a file, and a supporter changes who is responsible."""

from playwright.sync_api import Browser, expect

from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.examples.running_stack import StackUnderTest

FILE = b"""id;name;language;owner;product;since
from-a-file;From a File AB;en;olle@from-a-file.example.org;planner;2026-01-01
wrong;;en;olle@from-a-file.example.org;;
"""


def test_members_from_a_file_are_looked_at_written_and_changed(
    browser: Browser, stack: StackUnderTest
) -> None:
    page = browser.new_page(locale="en-GB")
    sign_in(page, stack, "Olga Olsson", "/desk/members/import")
    page.goto(f"{stack.running.http}/desk/members/import?language=en")
    chosen = {"name": "members.csv", "mimeType": "text/csv", "buffer": FILE}
    page.get_by_label("The file").set_input_files(chosen)  # type: ignore[arg-type] # a file as the library has it
    page.get_by_role("button", name="Show what it would change").click()
    expect(page.get_by_text("Line 3, wrong name")).to_be_visible()
    page.get_by_role("button", name="Write the members").click()
    expect(page.get_by_role("status")).to_have_text("Members that were written: 1.")
    page.close()
    page = browser.new_page(locale="en-GB")
    sign_in(page, stack, "Anna Andersson", "/desk/members/from-a-file")
    page.goto(f"{stack.running.http}/desk/members/from-a-file?language=en")
    page.locator("#act-seat-planner summary").click()
    page.locator("#seat-planner-people").fill("Rune Ek <rune@from-a-file.example.org>")
    page.locator("#act-seat-planner button").click()
    expect(page.get_by_role("status")).to_have_text("The responsible person has been saved.")
    expect(page.get_by_text("Has not answered yet.")).to_be_visible()
    page.close()
