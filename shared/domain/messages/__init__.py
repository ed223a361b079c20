"""What members write: received, gated, merged, split. No answer is decided on here."""
