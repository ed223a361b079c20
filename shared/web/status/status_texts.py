"""The words of a requester's status page, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.vendor import Language
from shared.usecases.status.next_steps import Step


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
    confirm_title: str
    confirm_hint: str
    confirm: str
    confirmed: str
    kept: str
    now_confirmed: str
    in_the_mail: str
    steps: Mapping[Step, str]
    step_links: Mapping[Step, str]


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
        confirm_title="Bekräfta att adressen är din",
        confirm_hint="Du kom hit med en länk som vi mejlade till dig. Bekräfta, så vet vi att det är du som "
        "läser mejlen och inte någon som har skrivit i ditt namn.",
        confirm="Adressen är min",
        confirmed="Din adress är bekräftad.",
        kept="Tack! Ditt meddelande har kommit fram.",
        now_confirmed="Tack! Din adress är nu bekräftad.",
        in_the_mail="Länken står i mejlet om det.",
        steps={
            Step.SLOTS: "{author} har föreslagit tider för konferensen.",
            Step.BOOKED: "Konferensen är bokad: {due}, med {author}.",
            Step.QUOTE: "En offert på arbete mot betalning väntar på ditt svar, till och med {last_day}.",
            Step.LATE: "Vi är sena och beklagar det. En av våra medarbetare hör av sig så snart det går.",
            Step.SESSION: "{author} erbjuder dig hjälp på din skärm.",
            Step.GATED: "Ditt meddelande är sparat, men ingen svarstid löper. {reason} Så snart en "
            "prenumeration gäller tar vi oss an det. Vill du hellre, hjälper vi dig för {price} i timmen.",
            Step.ANSWER: "En av våra medarbetare svarar dig med e-post senast {due}.",
            Step.CONFERENCE: "Vi håller konferensen som du bad om senast {due}.",
            Step.PROMISE: "Vi hör av oss igen senast {due}.",
            Step.CLOSED: "Ärendet är avslutat. Återstår något? Skriv här, så öppnas det igen.",
            Step.ANSWERED: "Allt du har skrivit är besvarat. Återstår något? Skriv här.",
        },
        step_links={
            Step.SESSION: "Läs erbjudandet",
            Step.SLOTS: "Välj en tid",
            Step.BOOKED: "Byt tid eller avböj",
            Step.QUOTE: "Läs och svara på offerten",
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
        confirm_title="Confirm that the address is yours",
        confirm_hint="You came here by a link that we mailed to you. Confirm it, and we know that it is you "
        "who reads the mail and not somebody who wrote in your name.",
        confirm="The address is mine",
        confirmed="Your address is confirmed.",
        kept="Thank you! Your message has reached us.",
        now_confirmed="Thank you! Your address is now confirmed.",
        in_the_mail="The link is in the mail about it.",
        steps={
            Step.SLOTS: "{author} has suggested times for the conference.",
            Step.BOOKED: "The conference is booked: {due}, with {author}.",
            Step.QUOTE: "A quote for work at an hourly price waits for your answer, through {last_day}.",
            Step.LATE: "We are late, and sorry. One of our colleagues gets back to you as soon as possible.",
            Step.SESSION: "{author} offers to help you on your screen.",
            Step.GATED: "Your message is kept, but no clock runs for it. {reason} As soon as a subscription "
            "is active we take it on. If you would rather, we help you for {price} an hour.",
            Step.ANSWER: "One of our colleagues answers you by e-mail by {due}.",
            Step.CONFERENCE: "We hold the conference that you asked for by {due}.",
            Step.PROMISE: "You hear from us again by {due}.",
            Step.CLOSED: "The ticket is closed. Is anything left? Write here, and it opens again.",
            Step.ANSWERED: "Everything you wrote has been answered. Is anything left? Write here.",
        },
        step_links={
            Step.SESSION: "Read the offer",
            Step.SLOTS: "Pick a time",
            Step.BOOKED: "Change the time or decline",
            Step.QUOTE: "Read and answer the quote",
        },
    ),
}
