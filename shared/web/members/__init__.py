"""A seat's flag over HTTP: its body."""
