"""Why nothing was done with a supporter's mail, and what to do instead, in both languages."""

from collections.abc import Mapping

from shared.domain.incoming.mail_orders import MailFault
from shared.domain.values.vendor import Language

MAIL_FAULTS: Mapping[Language, Mapping[MailFault, str]] = {
    Language.SWEDISH: {
        MailFault.UNKNOWN: (
            "En rad ser ut som ett kommando, men är inget av dem som finns. Rätta raden, eller börja den "
            "med något annat än ett snedstreck om den ska läsas av kunden."
        ),
        MailFault.NOT_AT_TOP: (
            "Ett kommando står inne i texten. Kommandon gäller bara överst, ett på varje rad."
        ),
        MailFault.TWICE: "Samma kommando står två gånger. Skriv det en gång.",
        MailFault.NOTHING_AFTER_IT: (
            "Det här kommandot tar inga ord efter sig. Skriv din text på raderna under."
        ),
        MailFault.REASON_MISSING: "Skälet saknas. Skriv det på samma rad, efter kommandot.",
        MailFault.DAY_UNREADABLE: "Dagen går inte att läsa. Skriv den som 2026-03-05.",
        MailFault.NOTE_EMPTY: "Anteckningen är tom. Skriv den på samma rad eller på raderna under.",
        MailFault.NOTE_AND_MORE: (
            "Det går inte att se vad som är anteckning och vad som ska skickas. En anteckning skickas "
            "aldrig: skriv den i ett mejl och svaret i ett annat."
        ),
        MailFault.NO_ANSWER_AND_TEXT: (
            "Mejlet säger både att inget svar behövs och något mer. Ta bort det ena."
        ),
        MailFault.TEXT_MISSING: (
            "Kommandot hör till ett svar, och svaret saknas. Skriv det på raderna under."
        ),
        MailFault.NOTHING_WRITTEN: "Mejlet innehåller bara det citerade. Skriv ditt svar ovanför raden.",
        MailFault.QUOTE_LEFT: (
            "Det citerade gick inte att skilja från dina ord, så de kunde inte skickas. Ta bort det "
            "citerade ur ditt mejl och skicka det igen."
        ),
        MailFault.UNREADABLE: "Ditt mejl gick inte att läsa helt. Skicka det som vanlig text.",
        MailFault.FILES: "Filer i ett mejl skickas inte vidare. Svara utan filer.",
        MailFault.TOO_LONG: "Texten är för lång. Korta den.",
        MailFault.DAY_PASSED: "Dagen du lovar har redan passerat. Lova en dag som kommer.",
        MailFault.TURN_GONE: "Meddelandet har redan fått ett svar, avslutats eller flyttats.",
        MailFault.TURN_UNANSWERED: (
            "Ärendet har ett obesvarat meddelande. Svara på det, eller stäng med ett skäl: /stäng skäl."
        ),
        MailFault.MOVED: (
            "Ärendet har slagits ihop med det här, som du inte hade sett när du svarade. Läs det och "
            "svara på det här mejlet."
        ),
        MailFault.SAME_ID: (
            "Ett annat mejl med samma Message-ID har redan kommit. Skicka ditt som ett nytt mejl."
        ),
    },
    Language.ENGLISH: {
        MailFault.UNKNOWN: (
            "A line looks like a command, but is none of those that there are. Mend the line, or begin it"
            " with something other than a slash if the member is to read it."
        ),
        MailFault.NOT_AT_TOP: (
            "A command stands within the text. Commands count at the top only, one on each line."
        ),
        MailFault.TWICE: "The same command is there twice. Write it once.",
        MailFault.NOTHING_AFTER_IT: (
            "This command takes no words after it. Write your text on the lines below."
        ),
        MailFault.REASON_MISSING: "The reason is missing. Write it on the same line, after the command.",
        MailFault.DAY_UNREADABLE: "The day cannot be read. Write it like 2026-03-05.",
        MailFault.NOTE_EMPTY: "The note is empty. Write it on the same line or on the lines below.",
        MailFault.NOTE_AND_MORE: (
            "It cannot be told what is the note and what is to be sent. A note is never sent: write it in"
            " one mail and the answer in another."
        ),
        MailFault.NO_ANSWER_AND_TEXT: (
            "The mail says both that no answer is needed and something more. Take one of them out."
        ),
        MailFault.TEXT_MISSING: (
            "The command belongs to an answer, and there is none. Write it on the lines below."
        ),
        MailFault.NOTHING_WRITTEN: "The mail holds nothing but the quote. Write your answer above the line.",
        MailFault.QUOTE_LEFT: (
            "The quote could not be told from your words, so they could not be sent. Take the quote out "
            "of your mail and send it again."
        ),
        MailFault.UNREADABLE: "Your mail could not be read whole. Send it as plain text.",
        MailFault.FILES: "Files in a mail are not sent on. Answer without files.",
        MailFault.TOO_LONG: "The text is too long. Shorten it.",
        MailFault.DAY_PASSED: "The day you promise is over. Promise one that is to come.",
        MailFault.TURN_GONE: "The message has been answered, ended or moved already.",
        MailFault.TURN_UNANSWERED: (
            "The ticket has an unanswered message. Answer it, or close with a reason: /close reason."
        ),
        MailFault.MOVED: (
            "The ticket has been merged into this one, which you had not seen when you answered. Read it "
            "and reply to this mail."
        ),
        MailFault.SAME_ID: (
            "Another mail with the same Message-ID has come already. Send yours as a new mail."
        ),
    },
}
