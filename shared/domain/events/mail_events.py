"""What mails do to a ticket beside carrying words: those of machines, and what became of our own."""

from shared.domain.events.delivery_events import DeliveryEvent
from shared.domain.events.incoming_events import AutomaticMailKept

MailEvent = AutomaticMailKept | DeliveryEvent
