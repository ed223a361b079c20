"""Bodies, queries, languages and answers of HTTP, whatever they are about."""
