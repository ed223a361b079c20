"""The words of the statement's page, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class StatementTexts:
    """Every text of the page; names in braces are filled in."""

    title: str
    heading: str
    lead: str
    nothing: str
    customer: str
    unknown: str
    month: str
    time: str
    total: str
    ticket: str
    agreement: str
    agreed_by: str
    day: str
    who: str
    what: str
    price: str
    cost: str
    ticket_sum: str
    member_sum: str
    rounding: str
    as_of: str
    questions: str
    nothing_told: str
    print_hint: str


STATEMENT_TEXTS: Mapping[Language, StatementTexts] = {
    Language.SWEDISH: StatementTexts(
        title="Timarbete {month}",
        heading="Specifikation över timarbete",
        lead="Det här är allt arbete som har utförts under månaden enligt offerter som ni har godkänt.",
        nothing="Inget timarbete har utförts under {month}.",
        customer="Kund",
        unknown="Utan kundnummer",
        month="Månad",
        time="Tid",
        total="Summa",
        ticket="Ärende",
        agreement="Enligt offert godkänd {accepted}{by}: {price} i timmen, högst {limit}.",
        agreed_by=" av {name}",
        day="Dag",
        who="Vem",
        what="Vad som gjordes",
        price="Per timme",
        cost="Belopp",
        ticket_sum="Summa för ärendet",
        member_sum="Summa {month}",
        rounding="Varje rad är timpriset gånger tiden, avrundat till hundradelar. Summorna är radernas.",
        as_of="Uppgifterna lästes {instant}. Specifikationen är ingen faktura.",
        questions="Frågor? Skriv till {contact} och uppge ärendets referens.",
        nothing_told="(texten är borttagen)",
        print_hint="Skriv ut sidan, eller spara den som PDF, med webbläsarens utskrift.",
    ),
    Language.ENGLISH: StatementTexts(
        title="Hourly work {month}",
        heading="Statement of hourly work",
        lead="This is all work that was done in the month under quotes that you have accepted.",
        nothing="No hourly work was done in {month}.",
        customer="Customer",
        unknown="Not registered as a customer",
        month="Month",
        time="Time",
        total="Sum",
        ticket="Ticket",
        agreement="Under the quote accepted {accepted}{by}: {price} an hour, at most {limit}.",
        agreed_by=" by {name}",
        day="Day",
        who="Who",
        what="What was done",
        price="Per hour",
        cost="Amount",
        ticket_sum="Sum of the ticket",
        member_sum="Sum of {month}",
        rounding="Each line is the hourly price times the time, to hundredths. Sums are of the lines.",
        as_of="Read {instant}. This statement is no invoice.",
        questions="Questions? Write to {contact} and quote the ticket's reference.",
        nothing_told="(the text has been removed)",
        print_hint="Print the page, or save it as PDF, with the browser's print command.",
    ),
}
