"""What the speed figures are measured with: ``python -m bench``. See README.md beside this."""
