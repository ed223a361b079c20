"""Slots proposed, offered, picked, changed, held. How long a conference may take stands in `clocks`."""
