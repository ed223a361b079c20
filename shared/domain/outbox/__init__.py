"""What becomes of each mail that waits to leave, and of what is reported about it later."""
