"""The vocabulary in which HTTP functions are described."""
