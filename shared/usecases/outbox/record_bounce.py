"""A bounce that came as a mail says what a delivery report of the service says, and is recorded as one."""

from shared.domain.facts.delivery_reports import DeliveryStatus, ProviderReport
from shared.domain.incoming.incoming import DeliveryReport
from shared.domain.incoming.mail_threads import operation_of
from shared.ports.desk import Desk
from shared.usecases.outbox.find_mail import find_mail
from shared.usecases.outbox.record_delivery import record_delivery

_BAD_ADDRESS = "5.1."
"""Status codes of the address itself (RFC 3463): the next mail will fare no better."""


async def record_bounce(desk: Desk, bounce: DeliveryReport) -> bool:
    """What the bounce says of one of our mails is known from now on; False: nothing is, or it is only late.

    Whoever sends it must name the operation id of the mail and one of its recipients: nobody else knows them.

    Raises:
        StoreUnavailable: record it again; the second time changes nothing.
    """
    operation = operation_of(bounce.original_message_id, desk.vendor.sender_address)
    found = await find_mail(desk, operation, bounce.address) if operation and bounce.permanent else None
    if found is None:
        return False
    dead = bounce.status.startswith(_BAD_ADDRESS)
    report = ProviderReport(
        operation_id=operation,
        recipient=bounce.address or found.send.to.address,
        status=DeliveryStatus.BOUNCED if dead else DeliveryStatus.FAILED,
        attempted=found.send.first_sent or desk.clock.now(),
    )
    return await record_delivery(desk, report)
