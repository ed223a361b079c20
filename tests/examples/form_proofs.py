"""The sum of the request form, done by a test instead of a browser's script."""

import re
from html import unescape
from json import loads

from altcha import Challenge, Payload, solve_challenge


def task_in(page: str) -> str:
    """The task of the form on this page, as JSON."""
    found = re.search(r'data-task="([^"]+)"', page)
    assert found
    return unescape(found[1])


def worked_out(task: str) -> str:
    """The proof that goes with this task, as the form's field has it."""
    challenge = Challenge.from_dict(loads(task))
    solution = solve_challenge(challenge)
    assert solution
    return Payload(challenge, solution).to_base64()
