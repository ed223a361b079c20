"""What a mail that came in is to be: whose, on which thread, a machine's or a person's."""
