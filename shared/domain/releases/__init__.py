"""Releases of products: versions and their order, what is published, and which member may have the newest."""
