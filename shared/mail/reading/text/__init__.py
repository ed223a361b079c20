"""Bytes into clean text, and what of it its writer added. Headers and parts are not known here."""
