"""Acts about hourly work."""
