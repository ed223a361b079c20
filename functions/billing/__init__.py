"""What billing providers say: their webhooks, verified on the raw bytes, and their lists."""
