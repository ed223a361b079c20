"""Remote help over HTTP, and its page."""
