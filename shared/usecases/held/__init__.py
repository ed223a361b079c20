"""What is held at the door: listed, told of once, taken or thrown away by supporters."""
