"""A responsible person's study page."""
