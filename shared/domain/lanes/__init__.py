"""In which order mails leave, and how the provider's quota is shared out by it."""
