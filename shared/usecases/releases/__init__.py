"""Acts about releases: published, told, handed out to members that are covered."""
