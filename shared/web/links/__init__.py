"""Pages behind a requester's link: what they share, and their errors."""
