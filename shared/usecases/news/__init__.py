"""Acts about news: published, frozen, sent."""
