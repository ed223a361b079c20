"""A clock explained over HTTP, on the whole stack."""

from tests.e2e.member_at_the_desk import DAY, MemberAtTheDesk, instant
from tests.examples.running_stack import StackUnderTest


def test_a_clock_is_explained_to_the_microsecond_as_json_and_in_words(stack: StackUnderTest) -> None:
    member = MemberAtTheDesk(stack, "explainer")
    member.subscribed()
    ticket = member.ask("Why by then?")
    address = f"/api/tickets/{ticket}/clocks/reply-m1"
    told = stack.keyed.get(address).json()
    (start,) = (line for line in told["lines"] if line["rule"] == "reply.starts_at_oldest_unanswered_turn")
    assert start["arithmetic"] == f"{told['start']} + 24 h = {told['due']}"
    assert instant(told["due"]) - instant(told["start"]) == DAY
    assert instant(start["local"]) == instant(start["at"]) == instant(told["start"])
    text = stack.keyed.get(address, headers={"Accept": "text/plain"}, params={"language": "sv"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Klockan startar med det äldsta obesvarade meddelandet, m1." in text.text
    assert stack.http.get(address).status_code == 401
