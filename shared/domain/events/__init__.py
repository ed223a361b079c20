"""What can happen to a ticket. Events carry no personal data, and decide nothing."""
