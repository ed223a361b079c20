"""A ticket's state and its parts, each with what can be read off it. No event is known here."""
