"""The pages of a member's people: the owner's, a responsible person's, and where a link is asked for."""
