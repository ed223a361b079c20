"""Search: what has changed is learnt by the scan, and tickets are found by their words."""
