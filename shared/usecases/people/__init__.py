"""What is kept of a person: gathered, exported and erased."""
