"""What a stored ticket still needs of time: its header, and when to look at it next."""
