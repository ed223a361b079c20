"""The local stack as one: storage, mail catcher and Functions host, started and stopped together."""
