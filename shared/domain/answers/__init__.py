"""What supporters write on a ticket: answers, notes, corrections, material."""
