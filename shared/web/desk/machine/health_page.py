"""Whether the system is well, in words: each fault with what it means and what to do, step by step."""

from pathlib import Path

from shared.domain.values.vendor import Language
from shared.mail.instants import instant_in_line
from shared.mail.wording import words
from shared.usecases.books.check_health import HealthView
from shared.usecases.lanes.lane_rows import Backlog
from shared.web.desk.day_page import AILMENTS, HEALTH_PATH, ailments
from shared.web.desk.desk_page import Reading, desk_page
from shared.web.http.response import Response

_WORDS = Path(__file__).with_name("health.toml")
HEALTH_TEXTS = words(_WORDS)
NAMES = words(_WORDS, "names")
LANES = words(_WORDS, "lanes")
MEANINGS = words(_WORDS, "meanings")
STEPS = words(_WORDS, "steps")


def health_page(health: HealthView, reading: Reading, at: str) -> Response:
    """The page. ``at``: when the parts were asked, in words."""
    texts, language, vendor = HEALTH_TEXTS[reading.language], reading.language, reading.vendor
    limits = {"hour": vendor.mails_per_hour, "minute": vendor.mails_per_minute}
    scanned = instant_in_line(health.last_scan, vendor.zone, language) if health.last_scan else ""
    return desk_page(
        "desk/machine/health.html",
        reading,
        health_texts=texts,
        at=texts["at"].format(at=at),
        again=reading.to(HEALTH_PATH),
        faults=[fault(each, language) for each in ailments(health)],
        parts=_parts(health, language),
        scanned=texts["scanned"].format(at=scanned) if scanned else texts["never_scanned"],
        waiting=[_backlog(each, reading) for each in health.waiting],
        waiting_hint=texts["waiting_hint"].format(**limits),
        trying=texts["trying_means"].format(hour=vendor.mails_per_hour) if health.for_trying_only else "",
    )


def fault(name: str, language: Language) -> dict[str, object]:
    """What does not work, what that means, and the steps to take in their order."""
    steps = STEPS[language]
    return {
        "id": name,
        "title": AILMENTS[language][name],
        "meaning": MEANINGS[language][name],
        "steps": [steps[key] for key in sorted(steps) if key.startswith(f"{name}.")],
    }


def _parts(health: HealthView, language: Language) -> list[tuple[str, str]]:
    """Each part, and whether it answers."""
    texts, names = HEALTH_TEXTS[language], NAMES[language]
    found = {name: getattr(health, name) for name in ("storage", "queue", "files")}
    said = [(names[name], texts["answers"] if well else texts["silent"]) for name, well in found.items()]
    return [*said, (names["mail"], texts["takes"] if health.mail else texts["holds_up"])]


def _backlog(backlog: Backlog, reading: Reading) -> str:
    language = reading.language
    return HEALTH_TEXTS[language]["waits"].format(
        lane=LANES[language][backlog.lane],
        many=backlog.waiting,
        since=instant_in_line(backlog.since, reading.vendor.zone, language),
    )
