"""The changes that a decision wants written to a ticket, its links, and where moved turns went."""
