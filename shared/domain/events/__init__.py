"""What can happen to a ticket, and what each event changes. No personal data stands here, and no decision."""
