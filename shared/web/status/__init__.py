"""The requester's status page."""
