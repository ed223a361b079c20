"""While a mail is read that may take long, every other request goes on."""

import threading
from dataclasses import replace

import pytest

from shared.domain.values.house import House
from shared.usecases.mail.read_as_far import QUICKLY_READ
from shared.usecases.mail.take_mail import TakenAs, take_mail
from tests.examples.raw_mails import raw_mail
from tests.fakes.desk import FakeDesk


@pytest.mark.parametrize(("size", "beside"), [(100, False), (QUICKLY_READ + 1, True)])
async def test_a_large_mail_is_read_beside_the_loop_that_serves_requests(size: int, *, beside: bool) -> None:
    fake, askers = FakeDesk(), set[int]()

    def house() -> House:
        askers.add(threading.get_ident())
        return fake.desk.house()

    taken = await take_mail(replace(fake.desk, house=house), raw_mail("a" * size))
    assert taken.taken_as is TakenAs.TICKET
    assert bool(askers - {threading.get_ident()}) == beside
