"""A ticket as supporters read it, and what they can do with it."""
