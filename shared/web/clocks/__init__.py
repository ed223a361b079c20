"""Clocks explained, as page and text."""
