"""Billing providers' webhooks: verified on the raw bytes, stored, then answered."""
