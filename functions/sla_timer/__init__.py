"""The timer: time must do things too."""
