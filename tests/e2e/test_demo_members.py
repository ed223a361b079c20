from devstack.stack.demo import load_demo
from tests.examples.running_stack import StackUnderTest


def test_the_desk_takes_every_demo_member(stack: StackUnderTest) -> None:
    assert load_demo(stack.running.http, stack.function_key) == []
