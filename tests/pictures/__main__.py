"""``make pictures``: takes every page as it really looks, for the documents. A minute or two."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch
from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.examples.running_stack import stack_in
from tests.pictures import shown_pages
from tests.pictures.shown_day import PETRA, ShownDay

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
READER = "Ben Baker"
LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Size:
    """How wide the window is, and how much of a longer page is shown."""

    width: int = 960
    most: int = 900


WHOLE = (
    *("queue", "day", "gated", "held", "merge", "report"),
    *("members-all", "member", "entry", "terms-supporters"),
)
"""Pages of the desk that are taken as they open."""

USUAL, WIDE, TELEPHONE, LETTER = Size(), Size(1200, 900), Size(360, 900), Size(640, 900)


def main() -> int:
    """Live the day on a stack of its own, and take the pictures. The exit status."""
    with TemporaryDirectory() as folder, stack_in(Path(folder)) as stack, sync_playwright() as playwright:
        day = ShownDay(stack)
        day.live()
        browser = launch(playwright)
        take_all(browser, day)
        browser.close()
    return 0


def take_all(browser: Browser, day: ShownDay) -> None:
    """What is open to all and what members see; then the desk, at last while two answer at once."""
    page = browser.new_page(locale="en-GB")
    members = {**shown_pages.public_pages(day), **shown_pages.member_pages(day)}
    take(page, "status", shown_pages.in_language(members.pop("ticket"), LANGUAGE), USUAL)
    take_each(page, members, USUAL)
    developers = shown_pages.developers_pages(day)
    take_each(page, {name: developers[name] for name in ("signing-in", "catcher")}, USUAL)
    take(page, "mail", receipt(day), LETTER)
    sign_in(page, day.stack, READER)
    desk = shown_pages.desk_pages(day)
    take_each(page, {name: desk[name] for name in WHOLE}, WIDE)
    take(page, "ticket", desk["ticket-error"], WIDE)
    take_form(page, "conference-offer", f"{desk['ticket-conference']}?open=offer", "details[id^=act-offer]")
    take(page, "queue-telephone", desk["queue"], TELEPHONE)
    take(page, "ticket-telephone", desk["ticket-error"], TELEPHONE)
    collide(page, day, desk["ticket-new"])


def take_each(page: Page, addresses: Mapping[str, str], size: Size) -> None:
    """A picture of each of these pages, by its name."""
    for name, address in addresses.items():
        take(page, name, shown_pages.in_language(address, LANGUAGE), size)


def take(page: Page, name: str, address: str, size: Size) -> None:
    """Open the page and take its picture."""
    page.set_viewport_size({"width": size.width, "height": 600})
    page.goto(address)
    keep(page, name, size)


def take_form(page: Page, name: str, address: str, form: str) -> None:
    """Open the page and take a picture of this form of its alone."""
    page.set_viewport_size({"width": USUAL.width, "height": 600})
    page.goto(address)
    page.locator(form).screenshot(path=FOLDER / f"{name}.png")


def keep(page: Page, name: str, size: Size) -> None:
    """The page as it stands, from its top, as a file of this name."""
    height = min(page.evaluate("document.body.scrollHeight"), size.most)
    page.screenshot(
        path=FOLDER / f"{name}.png",
        full_page=True,
        clip={"x": 0, "y": 0, "width": size.width, "height": height},
    )


def receipt(day: ShownDay) -> str:
    """Where a member's receipt in English stands alone."""
    mail = next(each for each in day.stack.mails(to=PETRA) if "We have received" in each["subject"])
    return f"{day.stack.running.mails}/mails/{mail['number']}/html"


def collide(page: Page, day: ShownDay, address: str) -> None:
    """Anna answers while this page's reader writes an answer too: the page shows hers and asks."""
    page.set_viewport_size({"width": WIDE.width, "height": 600})
    page.goto(address)
    page.get_by_label("Answer", exact=True).fill("It is in the folder Exports.")
    day.act("new", "answers", text="Look in Documents, in the folder Exports.", answers_up_to="m1")
    page.get_by_role("button", name="Send the answer").click()
    page.wait_for_selector("#summary")
    keep(page, "collision", Size(WIDE.width, 1400))


if __name__ == "__main__":
    sys.exit(main())
