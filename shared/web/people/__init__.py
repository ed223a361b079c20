"""A person's data as it is handed out."""
