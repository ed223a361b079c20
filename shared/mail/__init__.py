"""Mails in both languages, as text and HTML."""
