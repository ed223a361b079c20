"""A mail that came in, from its bytes to the act that it is."""
