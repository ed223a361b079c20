"""An explanation as a person reads it: plain text, in the policy's zone, to the second and below."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from shared.domain.explaining.arithmetic import duration
from shared.domain.explaining.explanations import Explanation, ReckoningLine
from shared.domain.values.gate_reason import GateReason
from shared.domain.values.vendor import Language, Level
from shared.mail.vocabulary import CLOCKS, LEVELS, reason_words
from shared.mail.wording import words
from shared.web.clocks.event_words import event_words
from shared.web.http.response import Response

_WORDS = Path(__file__).with_name("explanation.toml")
EXPLANATION_TEXTS = words(_WORDS)
STATES = words(_WORDS, "states")
ENDINGS = words(_WORDS, "endings")
NO_ENDINGS = words(_WORDS, "reasons")
SENTENCES = words(_WORDS, "sentences")

_INDENT = "     "


def explanation_response(told: Explanation, language: Language) -> Response:
    """The explanation as text in this language."""
    headers = {
        "Content-Type": "text/plain",
        "Content-Language": language.value,
        "Cache-Control": "no-store",
    }
    return Response(200, headers, explanation_text(told, language).encode())


def explanation_text(told: Explanation, language: Language) -> str:
    """What stands where, then the lines in order, then how it was reckoned."""
    parts = [_head(told, language), *(_line(line, told.zone, language) for line in told.lines)]
    foot = EXPLANATION_TEXTS[language]["foot"].format(now=_local(told.now, told.zone), zone=told.zone)
    return "\n\n".join([*parts, foot]) + "\n"


def _head(told: Explanation, language: Language) -> str:
    texts = EXPLANATION_TEXTS[language]
    ending = ENDINGS[language][told.how] if told.how else NO_ENDINGS[language].get(told.reason, "")
    state = STATES[language][told.state] + (f" ({ending.format(see=told.see)})" if ending else "")
    head = texts["head"].format(
        kind=CLOCKS[language][told.kind], clock=told.clock, ticket=told.ticket, state=state
    )
    if told.start is None or told.due is None or told.policy is None:
        return head
    due = texts["due"].format(
        start=_local(told.start, told.zone),
        due=_local(told.due, told.zone),
        version=told.policy.version,
        hours=duration(told.due - told.start),
    )
    return f"{head}\n{due}"


def _line(line: ReckoningLine, zone: str, language: Language) -> str:
    """When and which event, what it means, and the sum where there is one."""
    number = f"{line.number:>3}. " if line.number else "  =  "
    named = f"  {event_words(line.event, language)}" if line.event else ""
    sentence = SENTENCES[language][line.rule].format(**_words(line, language))
    sum_ = f"\n{_INDENT}{line.arithmetic}" if line.arithmetic else ""
    return f"{number}{_local(line.at, zone)}{named}\n{_INDENT}{sentence}{sum_}"


def _words(line: ReckoningLine, language: Language) -> dict[str, str]:
    """The line's facts, in words where the desk has words for them."""
    facts = dict(line.facts)
    if "level" in facts:
        facts["level"] = LEVELS[language][Level(facts["level"])]
    if "reason" in facts:
        facts["reason"] = reason_words(GateReason(facts["reason"]), language).short
    return facts


def _local(instant: datetime, zone: str) -> str:
    """``2026-03-02 10:00:00 +01:00``."""
    text = instant.astimezone(ZoneInfo(zone)).isoformat(" ")
    return f"{text[:-6]} {text[-6:]}"
