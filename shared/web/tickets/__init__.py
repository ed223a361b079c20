"""A ticket's request as it is answered over HTTP."""
