"""The desk's pages, for supporters and the vendor's owner: who is let in, what is seen, what is sent."""
