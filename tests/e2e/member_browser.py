"""A member's browser on the whole stack: it finds the link in a mail, opens it and sends the page's form."""

from dataclasses import dataclass

import httpx

from shared.domain.facts.links import Purpose
from shared.domain.values.identity import short_code
from tests.examples.member_links import form_for, link_in
from tests.examples.running_stack import StackUnderTest

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@dataclass(frozen=True, slots=True)
class MemberBrowser:
    """Whoever reads the mail of this address."""

    stack: StackUnderTest
    address: str

    def link(self, purpose: Purpose = Purpose.TICKET, *, about: str = "") -> str:
        """The path of the link in the last mail with one of this purpose; ``about`` this ticket, if any."""
        texts = [
            mail["text"]
            for mail in self.stack.mails(to=self.address)
            if f"/api/member/{purpose}/" in mail["text"]
            and (not about or short_code(about) in mail["subject"])
        ]
        return link_in(texts[-1], purpose)

    def see(self, path: str) -> httpx.Response:
        """Open this page."""
        return self.stack.http.get(path, headers=BROWSER)

    def act(self, path: str, act: str, **typed: str) -> httpx.Response:
        """Fill in the page's form for this act, send it, and follow to the page after it."""
        form = form_for(self.see(path).text, act)
        answer = self.stack.http.post(path, data=form | typed, headers=BROWSER)
        assert answer.status_code == 303, answer.text
        self.stack.rest()
        return self.see(answer.headers["location"])
