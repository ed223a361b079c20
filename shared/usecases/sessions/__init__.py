"""Acts about remote help."""
