"""Hourly work over HTTP: quotes, minutes, statements, and their pages."""
