"""How aggregates and hints stand in storage: the only room that names tables, partitions and row keys."""
