"""What stands behind a requester's link: the page's facts and what can be done there."""
