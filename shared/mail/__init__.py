"""Mails in both languages, as text and HTML, and words for what the domain decides; nothing is sent here."""
