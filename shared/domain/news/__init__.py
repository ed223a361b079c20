"""News items and who gets them."""
