"""Acts on members: kept, billed, reconciled, looked at."""
