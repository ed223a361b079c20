"""Search: words and how they are compared, what of a ticket is found, and the segments in which it stands."""
