"""A mail that came in, as the desk understands it: its words, its thread, the orders in it.

Nothing is decided here.
"""
