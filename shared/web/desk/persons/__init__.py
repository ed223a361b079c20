"""The desk's page about a person by its address: what is kept, to be handed out or erased."""
