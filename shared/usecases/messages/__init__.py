"""Acts of members: open a ticket, write more; and what moves turns between tickets."""
