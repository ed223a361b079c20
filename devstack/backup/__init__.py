"""Everything that a desk has stored, to a folder and back into an empty desk."""
