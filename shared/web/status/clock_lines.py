"""What a status page says of a clock, in both languages."""

from collections.abc import Mapping

from shared.domain.clocks.clocks import ClockState, SLAClock
from shared.domain.facts.ticket import How
from shared.domain.values.vendor import ClockKind, Language

type ClockLines = Mapping[tuple[ClockKind | None, ClockState, How | None], str]

_SORRY_SV, _SORRY_EN = "Vi är sena och beklagar det.", "We are late, and sorry."

CLOCK_LINES: Mapping[Language, ClockLines] = {
    Language.SWEDISH: {
        (None, ClockState.RUNNING, None): "Vi hör av oss senast {due}.",
        (None, ClockState.BREACHED_OPEN, None): f"Vi skulle ha hört av oss senast {{due}}. {_SORRY_SV}",
        (None, ClockState.MET, None): "Det vi lovade senast {due} var gjort {ended}.",
        (None, ClockState.BREACHED_MET, None): "Det vi lovade senast {due} blev gjort {ended}. Vi beklagar "
        "att det blev sent.",
        (None, ClockState.CANCELLED, None): "Det vi lovade senast {due} gäller inte längre, sedan {ended}.",
        (ClockKind.REPLY, ClockState.RUNNING, None): "Du får svar senast {due}.",
        (
            ClockKind.REPLY,
            ClockState.BREACHED_OPEN,
            None,
        ): f"Du skulle ha fått svar senast {{due}}. {_SORRY_SV}",
        (ClockKind.REPLY, ClockState.MET, How.ANSWER): "Svar senast {due}: vi svarade {ended}.",
        (
            ClockKind.REPLY,
            ClockState.BREACHED_MET,
            How.ANSWER,
        ): "Svar senast {due}: vi svarade först {ended}. Vi beklagar det.",
        (ClockKind.REPLY, ClockState.MET, How.CONTACT): "Svar senast {due}: vi talades vid {ended}.",
        (ClockKind.REPLY, ClockState.BREACHED_MET, How.CONTACT): "Svar senast {due}: vi talades vid först "
        "{ended}. Vi beklagar det.",
        (ClockKind.REPLY, ClockState.MET, How.NO_ANSWER_NEEDED): "Svar senast {due}: inget svar behövdes.",
        (ClockKind.REPLY, ClockState.BREACHED_MET, How.NO_ANSWER_NEEDED): "Svar senast {due}: inget svar "
        "behövdes, men det borde vi ha sett tidigare.",
        (ClockKind.CONFERENCE, ClockState.RUNNING, None): "Konferensen hålls senast {due}.",
        (ClockKind.CONFERENCE, ClockState.BREACHED_OPEN, None): "Konferensen skulle ha hållits senast {due}. "
        f"{_SORRY_SV}",
        (ClockKind.CONFERENCE, ClockState.MET, How.HELD): "Konferens senast {due}: den hölls {ended}.",
        (ClockKind.CONFERENCE, ClockState.BREACHED_MET, How.HELD): "Konferens senast {due}: den hölls först "
        "{ended}. Vi beklagar det.",
        (ClockKind.CONFERENCE, ClockState.MET, How.OFFER): "Konferens senast {due}: du fick tider att välja "
        "på, och valde en senare.",
        (
            ClockKind.CONFERENCE,
            ClockState.MET,
            How.OFFERED_NO_CHOICE,
        ): "Konferens senast {due}: du fick tider att välja på, men ingen blev vald.",
        (ClockKind.CONFERENCE, ClockState.MET, How.NO_SHOW): "Konferens senast {due}: vi väntade på dig "
        "{ended}, men fick inte tag på dig.",
        (ClockKind.CONFERENCE, ClockState.CANCELLED, None): "Konferens senast {due}: den avböjdes {ended}.",
        (ClockKind.PROMISE, ClockState.RUNNING, None): "Vi har lovat att höra av oss igen senast {due}.",
        (ClockKind.PROMISE, ClockState.MET, None): "Vi lovade att höra av oss senast {due}, och gjorde det "
        "{ended}.",
        (ClockKind.PROMISE, ClockState.BREACHED_MET, None): "Vi lovade att höra av oss senast {due}, men det "
        "blev först {ended}. Vi beklagar det.",
    },
    Language.ENGLISH: {
        (None, ClockState.RUNNING, None): "You hear from us by {due}.",
        (None, ClockState.BREACHED_OPEN, None): f"You should have heard from us by {{due}}. {_SORRY_EN}",
        (None, ClockState.MET, None): "What we promised by {due} was done {ended}.",
        (
            None,
            ClockState.BREACHED_MET,
            None,
        ): "What we promised by {due} was done {ended}. We are sorry that it was late.",
        (None, ClockState.CANCELLED, None): "What we promised by {due} no longer holds, since {ended}.",
        (ClockKind.REPLY, ClockState.RUNNING, None): "You have an answer by {due}.",
        (
            ClockKind.REPLY,
            ClockState.BREACHED_OPEN,
            None,
        ): f"You should have had an answer by {{due}}. {_SORRY_EN}",
        (ClockKind.REPLY, ClockState.MET, How.ANSWER): "An answer by {due}: we answered {ended}.",
        (
            ClockKind.REPLY,
            ClockState.BREACHED_MET,
            How.ANSWER,
        ): "An answer by {due}: we answered only {ended}. We are sorry.",
        (ClockKind.REPLY, ClockState.MET, How.CONTACT): "An answer by {due}: we spoke with you {ended}.",
        (ClockKind.REPLY, ClockState.BREACHED_MET, How.CONTACT): "An answer by {due}: we spoke with you only "
        "{ended}. We are sorry.",
        (ClockKind.REPLY, ClockState.MET, How.NO_ANSWER_NEEDED): "An answer by {due}: none was needed.",
        (ClockKind.REPLY, ClockState.BREACHED_MET, How.NO_ANSWER_NEEDED): "An answer by {due}: none was "
        "needed, but we ought to have seen that sooner.",
        (ClockKind.CONFERENCE, ClockState.RUNNING, None): "The conference is held by {due}.",
        (ClockKind.CONFERENCE, ClockState.BREACHED_OPEN, None): "The conference should have been held by "
        f"{{due}}. {_SORRY_EN}",
        (ClockKind.CONFERENCE, ClockState.MET, How.HELD): "A conference by {due}: it was held {ended}.",
        (ClockKind.CONFERENCE, ClockState.BREACHED_MET, How.HELD): "A conference by {due}: it was held only "
        "{ended}. We are sorry.",
        (ClockKind.CONFERENCE, ClockState.MET, How.OFFER): "A conference by {due}: you had times to choose "
        "among, and picked a later one.",
        (ClockKind.CONFERENCE, ClockState.MET, How.OFFERED_NO_CHOICE): "A conference by {due}: you had times "
        "to choose among, but none was picked.",
        (ClockKind.CONFERENCE, ClockState.MET, How.NO_SHOW): "A conference by {due}: we waited for you "
        "{ended}, but could not reach you.",
        (ClockKind.CONFERENCE, ClockState.CANCELLED, None): "A conference by {due}: it was declined {ended}.",
        (
            ClockKind.PROMISE,
            ClockState.RUNNING,
            None,
        ): "We have promised that you hear from us again by {due}.",
        (
            ClockKind.PROMISE,
            ClockState.MET,
            None,
        ): "We promised that you would hear from us by {due}, and you did {ended}.",
        (
            ClockKind.PROMISE,
            ClockState.BREACHED_MET,
            None,
        ): "We promised that you would hear from us by {due}, but it was only {ended}. We are sorry.",
    },
}


def clock_line(clock: SLAClock, state: ClockState, language: Language) -> str:
    """The line for this clock: of its kind and how it ended, else of its kind, else of any clock."""
    lines = CLOCK_LINES[language]
    ways = ((clock.kind, state, clock.how), (clock.kind, state, None), (None, state, None))
    return next(lines[way] for way in ways if way in lines)
