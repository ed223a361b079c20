"""The register of errors: entries kept, tickets tied to them, and whoever reported told."""
