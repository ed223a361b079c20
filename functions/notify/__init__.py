"""The queue's messages: a look at what they name, soon after the act that asked for it."""
