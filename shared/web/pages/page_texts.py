"""The words of the pages, in both languages. A text that one language lacks does not pass the type check."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.intake import Kind
from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Every text of every page. ``{reply}`` and ``{conference}`` stand for the promised hours."""

    skip: str
    other_language: str
    optional: str
    form_title: str
    form_lead: str
    promise_reply: tuple[str, str]
    promise_conference: tuple[str, str]
    promise_kept: tuple[str, str]
    kind: str
    kind_hints: Mapping[Kind, str]
    product: str
    subject: str
    message: str
    message_hint: str
    files: str
    files_hint: str
    files_again: str
    email: str
    name: str
    language: str
    send: str
    wrong_prefix: str
    thanks_title: str
    thanks_mail: str
    thanks_spam: str
    files_refused: str
    reference: str
    another: str
    problem_kept: str
    to_form: str


PAGE_TEXTS: Mapping[Language, PageTexts] = {
    Language.SWEDISH: PageTexts(
        skip="Till innehållet",
        other_language="In English",
        optional="valfritt",
        form_title="Hur kan vi hjälpa dig?",
        form_lead="Berätta vad det gäller, så svarar en av våra medarbetare dig med e-post.",
        promise_reply=("Svar inom {reply}", "Normalt redan samma dag, när du har en prenumeration."),
        promise_conference=("Konferens inom {conference}", "Be om en tid per telefon eller i Teams."),
        promise_kept=(
            "Inget går förlorat",
            "Ingen prenumeration? Skriv ändå, så berättar vi vilka möjligheter du har.",
        ),
        kind="Vad gäller det?",
        kind_hints={
            Kind.QUESTION: "Hur gör jag för att …?",
            Kind.ERROR: "Något fungerar inte som det ska",
            Kind.CONFERENCE: "Prata med oss, per telefon eller i Teams",
            Kind.OTHER: "Allt annat",
        },
        product="Produkt",
        subject="Rubrik",
        message="Meddelande",
        message_hint="Vad ville du göra, vad hände och vad stod det på skärmen?",
        files="Bifogade filer",
        files_again="Välj filerna en gång till: webbläsaren skickar dem inte av sig själv.",
        files_hint="Högst 5 filer och 10 MB tillsammans: bilder, PDF, text eller dokument utan makron.",
        email="Din e-postadress",
        name="Ditt namn",
        language="Språk",
        send="Skicka",
        wrong_prefix="Fel: ",
        thanks_title="Tack! Vi har tagit emot ditt meddelande.",
        thanks_mail="Vi skickar ett mejl till adressen du angav. Där står hur det går vidare.",
        thanks_spam="Har inget kommit inom några minuter? Titta i skräpposten.",
        files_refused="Det här kunde vi inte ta emot. Allt annat har kommit fram.",
        reference="Din referens",
        another="Skicka ett nytt meddelande",
        problem_kept="Kommer du inte vidare? Skriv till",
        to_form="Till formuläret",
    ),
    Language.ENGLISH: PageTexts(
        skip="To the content",
        other_language="På svenska",
        optional="optional",
        form_title="How can we help you?",
        form_lead="Tell us what it is about, and one of our colleagues will answer you by e-mail.",
        promise_reply=("An answer within {reply}", "Normally the same day, when you have a subscription."),
        promise_conference=("A conference within {conference}", "Ask for a time, by telephone or in Teams."),
        promise_kept=(
            "Nothing gets lost",
            "No subscription? Write all the same, and we will tell you what the choices are.",
        ),
        kind="What is it about?",
        kind_hints={
            Kind.QUESTION: "How do I …?",
            Kind.ERROR: "Something does not work as it should",
            Kind.CONFERENCE: "Talk to us, by telephone or in Teams",
            Kind.OTHER: "Anything else",
        },
        product="Product",
        subject="Subject",
        message="Message",
        message_hint="What did you want to do, what happened, and what did the screen say?",
        files="Attached files",
        files_again="Choose the files once more: a browser does not send them again by itself.",
        files_hint="At most 5 files and 10 MB together: pictures, PDF, text or documents without macros.",
        email="Your e-mail address",
        name="Your name",
        language="Language",
        send="Send",
        wrong_prefix="Error: ",
        thanks_title="Thank you! We have received your message.",
        thanks_mail="We are sending a mail to the address you gave. It says what happens next.",
        thanks_spam="Nothing there within a few minutes? Look in your spam folder.",
        files_refused="This we could not take. Everything else has arrived.",
        reference="Your reference",
        another="Send another message",
        problem_kept="Cannot get any further? Write to",
        to_form="To the form",
    ),
}
