"""Conferences over HTTP, and their page."""
