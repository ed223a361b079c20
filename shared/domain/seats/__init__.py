"""Seats as the member's own people fill them: the owner's page, who is asked, reminders of empty ones."""
