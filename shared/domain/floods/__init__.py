"""How much may come by the open door: what is counted, for whom, and what is too much."""
