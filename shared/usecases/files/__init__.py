"""Files kept, scanned, handed out."""
