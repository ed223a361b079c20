"""The requester's status page: what was promised, what was said, what comes next, and how to go on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from shared.domain.clocks.clocks import ClockState, SLAClock
from shared.domain.facts.file_taking import ENDINGS
from shared.domain.facts.links import Link
from shared.domain.values.vendor import Language, Vendor
from shared.mail.amounts import hourly_rate_in_words
from shared.mail.instants import day_in_words, instant_in_line, instant_in_words
from shared.mail.vocabulary import reason_words
from shared.mail.wording import words
from shared.usecases.status.next_steps import NextView
from shared.usecases.status.read_status import SaidView, StatusView
from shared.web.http.response import Response
from shared.web.links.member_pages import Typed, member_page

_WORDS = Path(__file__).with_name("status.toml")
STATUS_TEXTS = words(_WORDS)
STEPS = words(_WORDS, "steps")
STEP_LINKS = words(_WORDS, "step_links")
CLOCK_LINES = words(_WORDS, "clock_lines")


@dataclass(frozen=True, slots=True)
class FormAddress:
    """Where the page's form goes, its token, and how the address of another link is made."""

    path: str
    token: str
    address: Callable[[Link], str]


def status_page(
    view: StatusView,
    vendor: Vendor,
    language: Language,
    form: FormAddress,
    now: datetime,
    *,
    done: str | None = None,
    typed: Typed | None = None,
) -> Response:
    """The page as it stands now. ``done`` names what its reader has just done."""
    texts = STATUS_TEXTS[language]
    notices = {"kept": texts["kept"], "confirmed": texts["now_confirmed"] if view.proved else ""}
    return member_page(
        "status/status.html",
        vendor,
        language,
        form.path,
        typed=typed,
        status_texts=texts,
        view=view,
        token=form.token,
        done=notices.get(done or "", ""),
        promised=[_promised(clock, now, vendor, language) for clock in view.promised],
        said=[_said(each, vendor, language) for each in view.said],
        comes_next=[
            (
                _step(each, vendor, language),
                form.address(each.link) if each.link else "",
                STEP_LINKS[language].get(each.step, ""),
            )
            for each in view.comes_next
        ],
        message=typed.text("message") if typed else "",
        endings=",".join(ENDINGS),
    )


def _promised(clock: SLAClock, now: datetime, vendor: Vendor, language: Language) -> tuple[str, str]:
    """Where the clock stands, and the line that says so."""
    state = clock.state(now)
    due = instant_in_words(clock.due, vendor.zone, language)
    ended = instant_in_line(clock.ended or now, vendor.zone, language)
    return state.value, clock_line(clock, state, language).format(due=due, ended=ended)


def clock_line(clock: SLAClock, state: ClockState, language: Language) -> str:
    """The line for this clock: of its kind and how it ended, else of its kind, else of any clock."""
    lines = CLOCK_LINES[language]
    ways = (f"{clock.kind}.{state}.{clock.how}", f"{clock.kind}.{state}", f"any.{state}")
    return next(lines[way] for way in ways if way in lines)


def _said(said: SaidView, vendor: Vendor, language: Language) -> dict[str, str]:
    """One message or answer as it is shown."""
    texts = STATUS_TEXTS[language]
    files, refused = ", ".join(said.files), ", ".join(said.refused_files)
    return {
        "who": said.author or texts["you"],
        "ours": "ours" if said.author else "",
        "at": instant_in_words(said.at, vendor.zone, language),
        "subject": said.subject,
        "text": said.text,
        "files": texts["files"].format(names=files) if files else "",
        "refused_files": texts["refused_files"].format(names=refused) if refused else "",
        "split": texts["split"].format(ticket=said.split_into) if said.split_into else "",
    }


def _step(step: NextView, vendor: Vendor, language: Language) -> str:
    reason = reason_words(step.reason, language) if step.reason else None
    return STEPS[language][step.step].format(
        due=instant_in_line(step.due, vendor.zone, language) if step.due else "",
        reason=reason.whole if reason else "",
        advice=reason.advice if reason else "",
        rate=hourly_rate_in_words(vendor, language),
        author=step.author,
        last_day=day_in_words(step.last_day, language) if step.last_day else "",
    )
