"""The local stack's way in for mail: an SMTP port that hands every mail to the desk, as a mailbox rule would.

A mail program that sends through it (server 127.0.0.1, no encryption, no password) reaches the desk.
"""
