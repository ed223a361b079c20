"""The contract as pure functions and frozen models: standard library and pydantic only."""
