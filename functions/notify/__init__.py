"""The queues' messages: a look soon after the act that asked for it, and reports about mails that left."""
