"""Who knocks at the open door, as headers and fields tell: the client's network, and the form's own proof."""
