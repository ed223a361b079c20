"""What runs, until when, and whom to tell: clocks, levels, settling. Only time is decided on here."""
