"""Acts about conferences, by supporters and members."""
