"""The queue: which tickets wait, and what is held back."""
