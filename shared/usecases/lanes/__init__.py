"""The quota in storage: what may leave now on all instances, and what waits in the lists of the lanes."""
