"""The problems that can be answered, with their words in both languages."""
