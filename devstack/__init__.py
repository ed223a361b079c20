"""The local stack: the Functions host, the mail catcher and Azurite on one machine."""
