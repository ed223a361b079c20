"""What supporters write and decide on a ticket: answers, notes, corrections, its owner, its end, material."""
