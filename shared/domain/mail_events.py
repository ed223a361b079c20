"""What mails do to a ticket beside carrying words: those of machines, and what became of our own."""

from shared.domain.delivery_events import DeliveryEvent
from shared.domain.incoming_events import AutomaticMailKept

MailEvent = AutomaticMailKept | DeliveryEvent
