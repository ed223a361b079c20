"""Requests come in: by form for people, by JSON for programs, by mail and from the shared mailbox."""
