"""The words of a requester's status page, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.clocks import ClockState, SLAClock
from shared.domain.ticket import How
from shared.domain.vendor import ClockKind, Language
from shared.usecases.read_status import Step


@dataclass(frozen=True, slots=True)
class StatusTexts:
    """Every text of the page. ``{...}`` stand for what the ticket says."""

    title: str
    reference: str
    product: str
    promised: str
    none_promised: str
    said: str
    you: str
    files: str
    refused_files: str
    split: str
    comes_next: str
    write: str
    write_hint: str
    message: str
    send: str
    read_offer: str
    confirm_title: str
    confirm_hint: str
    confirm: str
    confirmed: str
    kept: str
    now_confirmed: str
    steps: Mapping[Step, str]


STATUS_TEXTS: Mapping[Language, StatusTexts] = {
    Language.SWEDISH: StatusTexts(
        title="Ditt ärende",
        reference="Referens",
        product="Produkt",
        promised="Det här har vi lovat",
        none_promised="Vi har inte lovat något än. Under ”Så går det vidare” står varför.",
        said="Det här har sagts",
        you="Du skrev",
        files="Bifogade filer: {names}",
        refused_files="Bifogade filer som inte kunde tas emot: {names}",
        split="Meddelandet fortsätter som ett eget ärende med referensen {ticket}.",
        comes_next="Så går det vidare",
        write="Skriv till oss",
        write_hint="Det du skriver hör till samma ärende. Du får ett mejl som säger när du senast har svar.",
        message="Meddelande",
        send="Skicka",
        read_offer="Läs erbjudandet",
        confirm_title="Bekräfta att adressen är din",
        confirm_hint="Du kom hit med en länk som vi mejlade till dig. Bekräfta, så vet vi att det är du som "
        "läser mejlen och inte någon som har skrivit i ditt namn.",
        confirm="Adressen är min",
        confirmed="Din adress är bekräftad.",
        kept="Tack! Ditt meddelande har kommit fram.",
        now_confirmed="Tack! Din adress är nu bekräftad.",
        steps={
            Step.SESSION: "{author} erbjuder dig hjälp på din skärm.",
            Step.GATED: "Ditt meddelande är sparat, men ingen svarstid löper. {reason} Så snart en "
            "prenumeration gäller tar vi oss an det. Vill du hellre, hjälper vi dig för {price} i timmen.",
            Step.ANSWER: "En av våra medarbetare svarar dig med e-post senast {due}.",
            Step.CONFERENCE: "Vi håller konferensen som du bad om senast {due}.",
            Step.PROMISE: "Vi hör av oss igen senast {due}.",
            Step.CLOSED: "Ärendet är avslutat. Återstår något? Skriv här, så öppnas det igen.",
            Step.ANSWERED: "Allt du har skrivit är besvarat. Återstår något? Skriv här.",
        },
    ),
    Language.ENGLISH: StatusTexts(
        title="Your ticket",
        reference="Reference",
        product="Product",
        promised="What we have promised",
        none_promised="We have not promised anything yet. “What comes next” says why.",
        said="What has been said",
        you="You wrote",
        files="Attached files: {names}",
        refused_files="Attached files that could not be taken: {names}",
        split="This message goes on as a ticket of its own with the reference {ticket}.",
        comes_next="What comes next",
        write="Write to us",
        write_hint="What you write belongs to the same ticket. A mail tells you by when you have the answer.",
        message="Message",
        send="Send",
        read_offer="Read the offer",
        confirm_title="Confirm that the address is yours",
        confirm_hint="You came here by a link that we mailed to you. Confirm it, and we know that it is you "
        "who reads the mail and not somebody who wrote in your name.",
        confirm="The address is mine",
        confirmed="Your address is confirmed.",
        kept="Thank you! Your message has reached us.",
        now_confirmed="Thank you! Your address is now confirmed.",
        steps={
            Step.SESSION: "{author} offers to help you on your screen.",
            Step.GATED: "Your message is kept, but no clock runs for it. {reason} As soon as a subscription "
            "is active we take it on. If you would rather, we help you for {price} an hour.",
            Step.ANSWER: "One of our colleagues answers you by e-mail by {due}.",
            Step.CONFERENCE: "We hold the conference that you asked for by {due}.",
            Step.PROMISE: "You hear from us again by {due}.",
            Step.CLOSED: "The ticket is closed. Is anything left? Write here, and it opens again.",
            Step.ANSWERED: "Everything you wrote has been answered. Is anything left? Write here.",
        },
    ),
}

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
