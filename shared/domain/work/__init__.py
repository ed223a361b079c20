"""Hourly work: quotes, their acceptance, minutes."""
