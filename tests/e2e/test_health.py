from tests.examples.running_stack import StackUnderTest


def test_a_stack_just_started_is_healthy(stack: StackUnderTest) -> None:
    answer = stack.http.get("/api/health")
    assert (answer.status_code, answer.json()["healthy"]) == (200, True)
