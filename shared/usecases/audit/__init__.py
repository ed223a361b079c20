"""The audit list in storage: a partition a day, written beside what it tells of."""
