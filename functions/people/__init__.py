"""What is kept about persons: shown, forgotten, and who has read it."""
