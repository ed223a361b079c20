"""One file an act: load, decide, commit, tell."""
