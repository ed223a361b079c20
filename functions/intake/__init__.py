"""Requests come in: by form for people, by JSON for programs."""
