"""The ticket's state, the fold that makes it of the events, and the changes that a decision wants written."""
