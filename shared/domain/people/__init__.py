"""What the desk keeps of a person: shown whole, and forgotten."""
