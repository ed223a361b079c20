"""What billing providers send: signatures, payloads, lists."""
