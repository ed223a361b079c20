"""Pages about news: an item to read, and the way out of it."""
