"""The words of a conference's page, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class ConferenceTexts:
    """Every text of the page. ``{...}`` stand for what the conference says."""

    title: str
    promise: str
    reference: str
    booked: str
    passed: str
    passed_hint: str
    length: str
    host: str
    place: str
    choose: str
    change: str
    pick: str
    none_left: str
    asked: str
    others: str
    others_hint: str
    others_kept: str
    message: str
    send: str
    decline: str
    decline_hint: str
    decline_button: str
    over: str
    declined: str
    done: Mapping[str, str]


CONFERENCE_TEXTS: Mapping[Language, ConferenceTexts] = {
    Language.SWEDISH: ConferenceTexts(
        title="Din konferens",
        promise="Vi har lovat en konferens senast {due}.",
        reference="Referens",
        booked="Konferensen är bokad",
        passed="Tiden som var bokad har varit",
        passed_hint="Hördes vi inte då? Välj en annan tid eller be om nya, så ses vi i stället.",
        length="{minutes} minuter, {way}",
        host="Du träffar {host}.",
        place="Plats",
        choose="Välj en tid",
        change="Byt till en annan tid",
        pick="Välj tiden",
        none_left="Det finns ingen tid att välja just nu.",
        asked="Du har bett om andra tider. Vi hör av oss med nya förslag.",
        others="Be om andra tider",
        others_hint="Skriv gärna när det passar dig.",
        others_kept="Tiden som du har valt gäller tills du väljer en annan.",
        message="När passar det?",
        send="Be om andra tider",
        decline="Avböj konferensen",
        decline_hint="Behövs den inte längre? Avböj, så slutar vi hålla tid för dig.",
        decline_button="Jag vill inte ha någon konferens",
        over="Konferensen är hållen. Vill du ha en ny? Skriv till oss och be om en.",
        declined="Du har avböjt konferensen. Vill du ha en ändå? Skriv till oss och be om en ny.",
        done={
            "picked": "Tack! Konferensen är bokad. En kallelse till din kalender kommer med e-post.",
            "asked": "Tack! Vi hör av oss med andra tider.",
            "declined": "Tack för beskedet. Konferensen är avböjd.",
        },
    ),
    Language.ENGLISH: ConferenceTexts(
        title="Your conference",
        promise="We have promised a conference by {due}.",
        reference="Reference",
        booked="The conference is booked",
        passed="The time that was booked is over",
        passed_hint="Did we not meet? Pick another time or ask for new ones, and we will.",
        length="{minutes} minutes, {way}",
        host="You will meet {host}.",
        place="Place",
        choose="Pick a time",
        change="Change to another time",
        pick="Pick this time",
        none_left="There is no time to choose at present.",
        asked="You have asked for other times. We will get back to you with new suggestions.",
        others="Ask for other times",
        others_hint="Do tell us when it would suit you.",
        others_kept="The time that you have picked stands until you pick another.",
        message="When would it suit you?",
        send="Ask for other times",
        decline="Decline the conference",
        decline_hint="Do you not need it any more? Decline, and we will stop keeping time for you.",
        decline_button="I want no conference",
        over="The conference has been held. Would you like another? Write to us and ask for one.",
        declined="You have declined the conference. Would you like one after all? Write to us.",
        done={
            "picked": "Thank you! The conference is booked. An invitation for your calendar comes by e-mail.",
            "asked": "Thank you! We will get back to you with other times.",
            "declined": "Thank you for telling us. The conference is declined.",
        },
    ),
}
