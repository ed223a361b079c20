"""The desk's page of releases: a product's versions, and a new one, shown before it goes out."""
