"""The newest release over HTTP, and its page for a member."""
