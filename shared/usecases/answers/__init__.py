"""Acts of supporters on a ticket: answer, note, log, keep material."""
