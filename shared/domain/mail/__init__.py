"""Mails to the desk and from it as threads: whose one is, a machine's or a person's, and what it orders."""
