"""Remote help, from the offer to its logged end."""
