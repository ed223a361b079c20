"""The monthly figures, of both sides. Read only: nothing is decided here."""
