"""Several held tickets are let in or thrown away by one form of the queue's page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import Field

from shared.domain.values.frozen import Frozen
from shared.mail.wording import words
from shared.web.desk.desk_page import Reading
from shared.web.http.bodies import Body

SIFTING_PATH = "/desk/held"
SIFTING_TEXTS = words(Path(__file__).with_name("sifting.toml"))
_TICKED = "ticket-"


class SiftAct(StrEnum):
    """What is done with the tickets that were chosen."""

    TAKE = "take"
    DROP = "drop"


class SiftForm(Frozen):
    """What the form of the held tickets sends, beside a field of each ticket that was chosen."""

    act: SiftAct = Field(description="Let them in, or throw them away.")
    token: str = Field(max_length=100, description="The token of the page's forms.")


@dataclass(frozen=True, slots=True)
class Sifting:
    """The form as it is shown. ``sent``: what was sent and did not do; ``wrong``: which of its fields."""

    token: str
    sent: Mapping[str, object] = field(default_factory=dict)
    wrong: tuple[str, ...] = ()

    def shown(self, reading: Reading) -> dict[str, object]:
        """With what was typed, and what is wrong with it."""
        texts = SIFTING_TEXTS[reading.language]
        wrong = [texts["none"]] if "tickets" in self.wrong else []
        wrong += [texts["why"]] if "reason" in self.wrong else []
        return {
            "address": reading.to(SIFTING_PATH),
            "token": self.token,
            "ticked": ticked(self.sent),
            "reason": self.sent.get("reason", ""),
            "wrong": " ".join(wrong),
        }


def ticked(fields: Mapping[str, object]) -> list[str]:
    """The tickets that were chosen."""
    return [name.removeprefix(_TICKED) for name in fields if name.startswith(_TICKED)]


def sift_body(body: Body, author: str) -> Body:
    """The fields as the act's own body has them."""
    return Body({**body.fields, "tickets": ticked(body.fields), "author": author}, body.repeated)


class SiftedTickets(Frozen):
    """The tickets that a sent form names, whatever comes of it."""

    tickets: tuple[str, ...]
