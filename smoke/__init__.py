"""What only a running desk can show, asked from outside: named checks for an operator, after a deployment."""
