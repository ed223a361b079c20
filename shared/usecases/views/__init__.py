"""What a reader is shown of a ticket, as models. Nothing is written here."""
