"""What time does: the scan, the look, levels, settling."""
