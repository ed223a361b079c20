"""Members, their flags and news over HTTP."""
