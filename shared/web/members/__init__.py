"""Members over HTTP: which are wanted, a seat's flag, and files of members."""
