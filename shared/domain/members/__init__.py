"""Members, their subscriptions and seats, and the gate: who is covered, because of what.

No clock runs here.
"""
