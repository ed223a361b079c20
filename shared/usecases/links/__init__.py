"""Signed links: read, proved, and what they open."""
