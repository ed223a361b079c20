"""The vendor's terms: kept where its owner changes them, and in force on every instance within a minute."""
