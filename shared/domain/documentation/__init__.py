"""The documents of each product, who has studied which, and what was bettered after somebody asked."""
