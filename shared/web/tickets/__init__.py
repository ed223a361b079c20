"""Tickets over HTTP: bodies, answers, descriptions."""
