"""What comes by the open door, counted in storage for all instances."""
