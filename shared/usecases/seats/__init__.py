"""What a member's own people do with its seats: the owner's page, a person's word, links."""
