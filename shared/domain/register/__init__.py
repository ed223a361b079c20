"""The register of errors: its entries, what becomes of them, and the tickets that are tied to them."""
