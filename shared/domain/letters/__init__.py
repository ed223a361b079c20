"""The mails that the desk can send, as facts and not as words; no address stands in them."""
