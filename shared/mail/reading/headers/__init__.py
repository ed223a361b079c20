"""The headers of a message or part, read leniently. What a message holds is not known here."""
