"""The triggers: parse, authorise, translate; one folder a trigger family."""
