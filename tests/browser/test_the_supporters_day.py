"""A day of two supporters, played in browsers and mail programs on the whole stack: from nothing to nothing.

Anna reads Swedish and Ben English. Whatever they do they do on the desk's pages, by mail, or with a link.
"""

from datetime import datetime, timedelta

from playwright.sync_api import expect

from shared.domain.facts.links import Purpose
from tests.browser.a_day_at_the_desk import STOCKHOLM, Day, day

__all__ = ["day"]

BOOKED = {
    "messages": 13,
    "covered": 13,
    "answered_in_time": 12,
    "no_answer_needed": 1,
    "reply_clocks_open": 0,
    "conferences_in_time": 1,
    "conferences_open": 0,
    "promises_kept": 1,
    "promises_open": 0,
    "billable_minutes": 45,
}
"""What the books have of the day."""


def test_two_supporters_play_a_day_from_an_empty_queue_to_an_empty_queue(day: Day) -> None:
    both_sign_in_to_an_empty_queue(day)
    requests_of_all_kinds_come_in(day)
    both_answer_one_error_report_and_the_second_is_asked(day)
    both_answer_one_mail_and_the_second_is_asked(day)
    begins = a_conference_is_offered_and_picked(day)
    remote_help_is_offered_and_given(day)
    a_strangers_question_is_taken_from_the_gate(day)
    a_lapsed_members_question_is_taken_by_mail(day)
    work_is_quoted_accepted_and_logged(day)
    an_hour_passes(day)
    a_message_about_two_matters_is_split(day)
    a_second_report_is_merged_into_the_first_and_tied_to_the_error(day)
    a_promise_is_given_and_kept_by_a_call(day)
    a_ticket_is_handed_over_and_called_about_by_mail(day)
    the_conference_is_held(day, begins)
    thanks_and_an_absence_come_in(day)
    nothing_is_left_and_no_promise_was_broken(day)


def both_sign_in_to_an_empty_queue(day: Day) -> None:
    for supporter in (day.anna, day.ben):
        supporter.signs_in()
        supporter.sees_nothing_left()


def requests_of_all_kinds_come_in(day: Day) -> None:
    day.nora.asks_by_form("error", "Kalendern är tom", "Kalendern blir tom efter import.")
    day.wes.mail.writes("Where do exports go?", "I cannot find my exports.")
    day.nora.asks_by_form("conference", "Genomgång av veckovyn", "Kan vi talas vid om veckovyn?")
    day.wes.mail.writes("Error: The installation stops", "It stops at 80 per cent.")
    day.sam.asks_by_form("question", "What does it cost?", "We are thinking of buying it.")
    day.lars.mail.writes("Fråga: Går det att byta språk?", "Vi hittar inte inställningen.")
    day.nora.mail.writes("Fråga: En rapport till ledningen", "Kan ni bygga en rapport åt oss?")
    day.wes.asks_by_form("question", "How do I print a week?", "Landscape, please.")
    day.nora.mail.writes("Fråga: Outlook visar fel vecka", "Veckan börjar på en söndag.")
    assert len(day.anna.looks_at("all")) == len(day.ben.looks_at("all")) == 9


def both_answer_one_error_report_and_the_second_is_asked(day: Day) -> None:
    anna, ben, subject = day.anna, day.ben, "Kalendern är tom"
    anna.opens(subject)
    ben.opens(subject)
    anna.does("answer", text="Vi har sett felet. Starta om så länge.")
    with ben.screen.refused(409):
        ben.sends("answer", text="We are looking into it.")
    ben.reads("Vi har sett felet. Starta om så länge.", "Nothing has been sent")
    ben.sends("answer")
    ben.does("note", text="I had not seen that Anna was on it.")
    assert day.nora.mail.got("Starta om så länge.")


def both_answer_one_mail_and_the_second_is_asked(day: Day) -> None:
    anna, ben, subject = day.anna.mail, day.ben.mail, "Where do exports go?"
    notices = anna.newest(subject), ben.newest(subject)
    ben.replies(notices[1], "/close\n\nThey are in the folder Exports.")
    anna.replies(notices[0], "Look in Documents.")
    assert day.wes.mail.got("They are in the folder Exports.")
    question = anna.newest("Ditt svar väntar")
    assert "They are in the folder Exports." in question["text"]
    anna.replies(question, "/skicka")
    assert day.wes.mail.got("Look in Documents.")
    assert subject not in day.ben.looks_at("all")


def a_conference_is_offered_and_picked(day: Day) -> datetime:
    subject = "Genomgång av veckovyn"
    assert day.anna.looks_at("conferences") == [subject]
    day.anna.opens(subject, "conferences")
    first_free = day.anna.page.locator("fieldset.times input").first.get_attribute("value")
    day.anna.does("offer", time1=True, time2=True, way="Teams", place="https://teams.example.com/meet/77")
    day.nora.follows_link(Purpose.CONFERENCE, "konferens")
    day.nora.presses("Välj den här tiden")
    expect(day.nora.screen.page.get_by_role("status")).to_contain_text("Konferensen är bokad")
    return datetime.fromisoformat(first_free or "")


def remote_help_is_offered_and_given(day: Day) -> None:
    ben, subject = day.ben, "The installation stops"
    ben.opens(subject)
    ben.does("session", join_address="https://help.example.com/1234")
    day.wes.follows_link(Purpose.SESSION)
    day.wes.presses("I consent")
    ben.follows_notice(subject)
    ben.does("session_start")
    ben.does("session_end", note="A disk was full.")
    ben.does("close")


def a_strangers_question_is_taken_from_the_gate(day: Day) -> None:
    ben, subject = day.ben, "What does it cost?"
    assert subject in ben.looks_at("gated")
    ben.opens(subject, "gated")
    ben.does("take", reason="May become a member.")
    ben.does("answer", text="The price is on our page.", close=True)
    assert day.sam.mail.got("The price is on our page.")


def a_lapsed_members_question_is_taken_by_mail(day: Day) -> None:
    anna, subject = day.anna.mail, "Går det att byta språk?"
    anna.replies(anna.newest(subject), "Under Inställningar.")
    assert not day.lars.mail.got("Under Inställningar.")
    anna.replies(anna.newest(subject), "/ta de förnyar i morgon")
    anna.replies(anna.newest(subject), "/stäng\n\nUnder Inställningar, Språk.")
    assert day.lars.mail.got("Under Inställningar, Språk.")


def work_is_quoted_accepted_and_logged(day: Day) -> None:
    anna, subject = day.anna, "En rapport till ledningen"
    anna.opens(subject)
    anna.does("quote", text="Vi bygger rapporten.", estimate_minutes="60")
    page = day.nora.follows_link(Purpose.QUOTE)
    page.get_by_label("Ditt namn").fill("Nora Nord")
    page.get_by_label("Jag godkänner priset").check()
    day.nora.presses("Godkänn offerten")
    anna.follows_notice("Offerten är godkänd")
    anna.does("minutes", minutes="45", text="Byggde rapporten.")
    anna.does("answer", text="Rapporten är klar.", close=True)


def an_hour_passes(day: Day) -> None:
    day.stack.advance("1h")


def a_message_about_two_matters_is_split(day: Day) -> None:
    ben, subject = day.ben, "A darker calendar"
    day.wes.asks_by_form("other", subject, "Could the calendar be darker?")
    page = day.wes.follows_link(Purpose.TICKET)
    page.get_by_role("textbox", name="Message").fill("And the clock is an hour behind.")
    day.wes.presses("Send")
    ben.opens(subject)
    ben.does("split", about="an hour behind")
    ben.does("keep", about=subject, reason="Asked for often.")
    ben.does("answer", text="A good idea: we keep it.", close=True)
    ben.page.get_by_text("Goes on in a ticket of its own").get_by_role("link").click()
    ben.reads("an hour behind")
    ben.does("answer", text="Set the time zone.", close=True)


def a_second_report_is_merged_into_the_first_and_tied_to_the_error(day: Day) -> None:
    anna = day.anna
    day.nora.mail.writes("Fel: Tomt igen", "Nu är kalendern tom igen.")
    anna.opens("Tomt igen")
    anna.sends("merge", into="kalendern tom")
    anna.reads("We are looking into it.", "Nu är kalendern tom igen.", "följer med härifrån")
    anna.page.get_by_role("button", name="Slå ihop", exact=True).click()
    anna.reads("fortsätter här")
    day.stack.rest()
    anna.page.reload()
    anna.reads("Nu är kalendern tom igen.")
    anna.does("tie", about="E-1")
    anna.does("answer", text="Felet är känt, och rättas i nästa version.", close=True)


def a_promise_is_given_and_kept_by_a_call(day: Day) -> None:
    subject = "How do I print a week?"
    day.ben.opens(subject)
    tomorrow = day.stack.now().astimezone(STOCKHOLM) + timedelta(days=1)
    day.ben.does("answer", text="I shall try it, and call you.", promised=f"{tomorrow:%Y-%m-%d}")
    day.ben.does("owner", owner="Anna")
    assert subject in day.anna.looks_at("mine")
    day.anna.follows_notice("Du har nu ärendet")
    day.anna.does("call", note="Visade hur man gör.")
    day.anna.does("close")


def a_ticket_is_handed_over_and_called_about_by_mail(day: Day) -> None:
    anna, ben, subject = day.anna.mail, day.ben.mail, "Outlook visar fel vecka"
    anna.replies(anna.newest(subject), "/ge ben")
    ben.replies(ben.newest(subject), "/call showed her the setting")
    ben.replies(ben.newest(subject), "/close")
    assert subject not in day.ben.looks_at("all")


def the_conference_is_held(day: Day, begins: datetime) -> None:
    anna = day.anna.mail
    day.until(begins + timedelta(minutes=30))
    anna.replies(anna.newest("Påminnelse om konferensen"), "/hölls vi gick igenom veckovyn")
    day.anna.opens("Genomgång av veckovyn")
    day.anna.reads("vi gick igenom veckovyn")
    day.anna.does("close")


def thanks_and_an_absence_come_in(day: Day) -> None:
    answer = day.wes.mail.newest("A darker calendar")
    day.wes.mail.replies(answer, "I am away until Friday.", Auto_Submitted="auto-replied")
    assert day.ben.looks_at("all") == []
    day.wes.mail.replies(answer, "Thank you!")
    day.ben.opens("A darker calendar")
    day.ben.does("end", reason="A thank-you.")
    day.ben.does("close")


def nothing_is_left_and_no_promise_was_broken(day: Day) -> None:
    for supporter in (day.anna, day.ben):
        supporter.sees_nothing_left()
    counted = day.counted()
    assert {name for name in counted if name.endswith("breaches") and counted[name]} == set()
    assert {name: counted[name] for name in BOOKED} == BOOKED
