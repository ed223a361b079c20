"""Rebuilds every hint from what is true."""
