"""The machine behind the desk, in words: whether it is well, what to do where it is not, and its settings."""
