"""The product: the contract as pure functions, its acts, and the adapters at its edge."""
