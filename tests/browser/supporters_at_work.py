"""Supporters at their desk in a browser and a mail program, and the members' people who write to them."""

import re
import smtplib
import uuid
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from shared.domain.facts.links import Purpose
from shared.domain.values.vendor import Language
from shared.web.desk.queue.queue_page import EMPTY, VIEWS
from shared.web.desk.ticket.ticket_forms import FORM_TEXTS
from tests.browser.sending import send_form
from tests.browser.test_desk_seen_in_all_ways import sign_in
from tests.examples.member_links import link_in
from tests.examples.running_stack import JUDGE, StackUnderTest

TRY_LATER = 451
DESK_ADDRESS = "support@vendor.example.com"


@dataclass
class Screen:
    """A browser of somebody's own, and all that its pages have complained of."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    def complained(self, said: ConsoleMessage) -> None:
        """An error or a warning in the console."""
        if said.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {said.text}")

    @contextmanager
    def refused(self, status: int) -> Generator[None]:
        """What is done in here is answered with this status, which the browser notes, and nothing else."""
        before = len(self.complaints)
        yield
        noted = self.complaints[before:]
        assert len(noted) == 1, noted
        assert f"status of {status}" in noted[0]
        del self.complaints[before:]


@contextmanager
def screen(browser: Browser, locale: str) -> Generator[Screen]:
    """A browser in this language; at the end nothing may have been complained of."""
    context = browser.new_context(locale=locale, timezone_id="Europe/Stockholm")
    context.set_default_timeout(60_000)
    opened = Screen(context, context.new_page())
    opened.page.on("console", opened.complained)
    opened.page.on("pageerror", lambda error: opened.complaints.append(f"{opened.page.url}: {error}"))
    yield opened
    context.close()
    assert opened.complaints == [], opened.complaints


@dataclass(frozen=True, slots=True)
class MailProgram:
    """Somebody's mail program: it sends to the desk over SMTP, and reads what came to its address."""

    stack: StackUnderTest
    address: str
    name: str

    def writes(self, subject: str, words: str, **headers: str) -> None:
        """A mail of its own to the desk."""
        self._send(DESK_ADDRESS, subject, words, headers)

    def replies(self, mail: dict[str, Any], words: str, **headers: str) -> None:
        """An answer to this mail, which stands quoted below."""
        address = mail["reply_to"][0]["address"]
        quoted = "\n".join(f"> {line}" for line in mail["text"].splitlines())
        below = f"{words}\n\nOn Monday Support <{address}> wrote:\n\n{quoted}"
        self._send(
            address, f"Re: {mail['subject']}", below, headers | {"In-Reply-To": mail["headers"]["Message-ID"]}
        )

    def newest(self, about: str = "") -> dict[str, Any]:
        """The last mail that came whose subject says this."""
        found = [mail for mail in self.stack.mails(to=self.address) if about in mail["subject"]]
        assert found, (about, [mail["subject"] for mail in self.stack.mails(to=self.address)])
        return found[-1]

    def got(self, words: str) -> bool:
        """Whether some mail to it says this."""
        return any(words in mail["text"] for mail in self.stack.mails(to=self.address))

    def _send(self, to: str, subject: str, words: str, headers: dict[str, str]) -> None:
        message = EmailMessage()
        vouched = f"dmarc=pass header.from={self.address.rpartition('@')[2]}"
        message["Authentication-Results"] = f"{JUDGE}; {vouched}"
        message["From"], message["To"], message["Subject"] = f"{self.name} <{self.address}>", to, subject
        message["Message-ID"] = f"<{uuid.uuid4()}@pc.example.com>"
        for name, value in headers.items():
            message[name.replace("_", "-")] = value
        message.set_content(words)
        while not self._is_taken(message):
            self.stack.rest()
        self.stack.rest()

    def _is_taken(self, message: EmailMessage) -> bool:
        """Whether the desk has it now; else, as mail programs do, it is sent once more a little later."""
        with smtplib.SMTP(*self.stack.running.smtp) as smtp:
            try:
                smtp.send_message(message)
            except smtplib.SMTPDataError as refused:
                if refused.smtp_code != TRY_LATER:
                    raise
                return False
        return True


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who needs help: a browser for the form and the links of our mails, and a mail program."""

    screen: Screen
    mail: MailProgram
    language: Language

    def asks_by_form(self, kind: str, subject: str, words: str) -> None:
        """The request form is filled in, over a minute, and sent."""
        page, stack = self.screen.page, self.mail.stack
        page.goto(f"{stack.running.http}/api/intake?language={self.language}")
        page.locator(f"#kind-{kind}").check()
        for name, value in (("product", "Veckoplan"), ("subject", subject), ("message", words)):
            page.locator(f"#{name}").fill(value)
        page.locator("#email").fill(self.mail.address)
        page.locator("#name").fill(self.mail.name)
        stack.advance("1m")
        send_form(page)
        stack.rest()

    def follows_link(self, purpose: Purpose, about: str = "") -> Page:
        """The page behind the link in the newest mail that is about this."""
        path = link_in(self.mail.newest(about)["text"], purpose)
        self.screen.page.goto(f"{self.mail.stack.running.http}{path}")
        return self.screen.page

    def presses(self, name: str) -> None:
        """The button of this name on the page that is open."""
        self.screen.page.get_by_role("button", name=name).first.click()
        self.screen.page.wait_for_load_state()
        self.mail.stack.rest()


@dataclass(frozen=True, slots=True)
class SupporterAtWork:
    """A supporter who has signed in, in a browser and a language of its own."""

    screen: Screen
    mail: MailProgram
    language: Language

    @property
    def page(self) -> Page:
        """The page that is open."""
        return self.screen.page

    def signs_in(self) -> None:
        """At the desk's address, which leads to the sign-in page."""
        sign_in(self.page, self.mail.stack, self.mail.name)
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def looks_at(self, view: str) -> Sequence[str]:
        """The subjects in this view of the queue, which begins with all and leads to the others."""
        self.page.goto(f"{self.mail.stack.running.http}/desk")
        if view != "all":
            way = self.page.get_by_role("navigation").get_by_role("link", name=VIEWS[self.language][view])
            way.first.click()
            self.page.wait_for_url(f"**view={view}*")
        return self.page.locator(".rows h2").all_inner_texts()

    def sees_nothing_left(self) -> None:
        """The queue says, in its reader's language, that it is empty."""
        assert self.looks_at("all") == []
        expect(self.page.locator("main")).to_contain_text(EMPTY[self.language]["all"])

    def opens(self, subject: str, view: str = "all") -> None:
        """The ticket about this, by its link in a view of the queue."""
        self.looks_at(view)
        self.page.get_by_role("link", name=subject).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(subject)

    def follows_notice(self, about: str) -> None:
        """The ticket's page, by the link in the newest mail that is about this."""
        (address,) = set(re.findall(r"http\S+/desk/tickets/[a-z2-7]{16}", self.mail.newest(about)["text"]))
        self.page.goto(address)

    def does(self, act: str, **typed: str | bool) -> None:
        """Fill in the ticket's form for this act, send it, and read that it was done."""
        self.sends(act, **typed)
        expect(self.page.get_by_role("status").first).to_have_text(FORM_TEXTS[self.language][f"done.{act}"])
        self.mail.stack.rest()

    def sends(self, act: str, **typed: str | bool) -> None:
        """Fill in the ticket's form for this act, and send it."""
        form = self._form(act)
        for name, value in typed.items():
            _fill(form.locator(f"[name={name}]"), value=value)
        form.get_by_role("button", name=FORM_TEXTS[self.language][f"buttons.{act}"]).click()
        self.page.wait_for_load_state()

    def _form(self, act: str) -> Locator:
        """The form, unfolded."""
        texts = FORM_TEXTS[self.language]
        folded = self.page.locator("details.act").filter(
            has=self.page.locator("summary", has_text=texts[f"acts.{act}"])
        )
        found = folded.first
        if found.get_attribute("open") is None:
            found.locator("summary").click()
        return found.locator("form")

    def reads(self, *words: str) -> None:
        """Each of these stands on the page."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)


def _fill(where: Locator, *, value: str | bool) -> None:
    """As a person does it: a tick, a choice by a part of its words, or what is typed."""
    if isinstance(value, bool):
        where.set_checked(value)
    elif where.evaluate("each => each.tagName") == "SELECT":
        chosen = where.locator("option", has_text=value).first.get_attribute("value")
        where.select_option(chosen)
    else:
        where.fill(value)
