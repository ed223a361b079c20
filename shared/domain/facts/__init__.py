"""The parts that a ticket's state is made of, each with what can be read off it. No event is known here."""
