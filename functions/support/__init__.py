"""What supporters do: read the queue and tickets, answer, log, close; write members and news."""
