"""Reports and material over HTTP."""
