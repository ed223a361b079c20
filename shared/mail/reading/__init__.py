"""Reads an e-mail that came in: raw bytes become an ``IncomingMail``, whatever the bytes are."""

from shared.mail.reading.read_mail import read_mail

__all__ = ["read_mail"]
