"""Reports, material and health, read for the vendor."""
