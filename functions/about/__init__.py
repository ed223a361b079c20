"""What the desk says of itself: health, its API description, its docs."""
