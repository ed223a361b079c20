"""The words of the page that offers remote help, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.domain.facts.session_states import Stage
from shared.domain.values.vendor import Language


@dataclass(frozen=True, slots=True)
class SessionTexts:
    """Every text of the page. ``{author}``, ``{vendor}`` and ``{when}`` stand for the offer's."""

    title: str
    lead_now: str
    lead_planned: str
    means_title: str
    meant_title: str
    means: tuple[str, ...]
    consent: str
    decline: str
    join_title: str
    join_now: str
    join_planned: str
    join: str
    take_back: str
    stages: Mapping[Stage, str]
    over: str
    reference: str


SESSION_TEXTS: Mapping[Language, SessionTexts] = {
    Language.SWEDISH: SessionTexts(
        title="Fjärrhjälp",
        lead_now="{author} på {vendor} erbjuder sig att hjälpa dig på din skärm, så snart du vill.",
        lead_planned="{author} på {vendor} erbjuder sig att hjälpa dig på din skärm {when}.",
        means_title="Om du samtycker",
        meant_title="Det här har du samtyckt till",
        means=(
            (
                "{author} ser allt som finns på din skärm så länge fjärrhjälpen pågår. Stäng det som andra "
                "inte ska se."
            ),
            "{author} kan styra mus och tangentbord om du tillåter det i programmet.",
            (
                "Du bestämmer hela tiden: stänger du fjärrstyrningsprogrammet är fjärrhjälpen slut och ditt "
                "samtycke tillbaka."
            ),
            "Inget händer förrän du har samtyckt. Först då får du adressen där du ansluter.",
            "Vi antecknar i ärendet när fjärrhjälpen började och slutade.",
        ),
        consent="Jag samtycker",
        decline="Nej tack",
        join_title="Du har samtyckt",
        join_now="Anslut nu, så möter {author} dig där. Adressen kom också med e-post.",
        join_planned="Anslut {when}, så möter {author} dig där. Adressen kom också med e-post.",
        join="Anslut",
        take_back="Jag har ändrat mig",
        stages={
            Stage.DECLINED: "Du har tackat nej, och {author} vet om det.",
            Stage.WITHDRAWN: "{author} har dragit tillbaka erbjudandet.",
            Stage.ENDED: "Fjärrhjälpen är avslutad.",
            Stage.STARTED: "Fjärrhjälpen pågår. Stäng programmet för att avbryta den.",
        },
        over="Erbjudandet gäller inte längre.",
        reference="Referens",
    ),
    Language.ENGLISH: SessionTexts(
        title="Remote help",
        lead_now="{author} at {vendor} offers to help you on your screen, as soon as you like.",
        lead_planned="{author} at {vendor} offers to help you on your screen {when}.",
        means_title="If you consent",
        meant_title="What you have consented to",
        means=(
            (
                "{author} sees everything on your screen as long as the session lasts. Close what others "
                "should not see."
            ),
            "{author} can control mouse and keyboard if you allow it in the program.",
            (
                "You decide all the time: close the remote-control program, and the session is over and your "
                "consent taken back."
            ),
            "Nothing happens before you have consented. Only then do you get the address to join.",
            "We note in the ticket when the session began and ended.",
        ),
        consent="I consent",
        decline="No, thank you",
        join_title="You have consented",
        join_now="Join now, and {author} meets you there. The address has come by e-mail too.",
        join_planned="Join {when}, and {author} meets you there. The address has come by e-mail too.",
        join="Join",
        take_back="I have changed my mind",
        stages={
            Stage.DECLINED: "You have declined, and {author} knows.",
            Stage.WITHDRAWN: "{author} has taken the offer back.",
            Stage.ENDED: "The session has ended.",
            Stage.STARTED: "The session is going on. Close the program to stop it.",
        },
        over="The offer no longer holds.",
        reference="Reference",
    ),
}
