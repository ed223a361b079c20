import asyncio
from dataclasses import dataclass, field

from azure.storage.queue import QueueMessage

from devstack.functions_host.lease import Lease


@dataclass
class CountedRenewals:
    """A queue that gives each renewal its number as the new receipt, up to a last one that takes for ever."""

    renewals: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def update_message(
        self, message: str, pop_receipt: str, *, visibility_timeout: int
    ) -> QueueMessage:
        """Renew: the receipt must be the one before."""
        assert message == "id"
        assert pop_receipt == str(self.renewals)
        assert visibility_timeout == 0
        self.renewals += 1
        if self.renewals == 3:
            self.enough.set()
        return received(str(self.renewals))


def received(receipt: str) -> QueueMessage:
    """A message with this receipt."""
    message = QueueMessage()
    message.id, message.pop_receipt = "id", receipt
    return message


async def test_a_lease_is_renewed_while_its_function_runs_and_ends_with_the_last_receipt() -> None:
    queue = CountedRenewals()
    async with Lease(queue, received("0"), seconds=0) as lease:
        await queue.enough.wait()
    assert queue.renewals >= 3
    assert lease.receipt == str(queue.renewals)
