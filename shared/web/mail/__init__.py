"""Mails over HTTP: taken in, handed out, reported on."""
